"""Words and sentences of ``report``; those of the reports themselves stand in page.py."""

TABLE: dict[str, str] = {
    "report.help.long": "Writes the reports for the council, the team and the public to data/reports/YEAR/. Refuses while data/ has errors. Leaves published reports alone (published in vision.yaml).",
    "report.help.year": "year (2024, R6, FY2024 …); with --check every year that has a report when left out",
    "report.help.audience": "only one: council, team or public",
    "report.help.to": "form of the output: md, html, docx (Word; needs python-docx)",
    "report.help.check": "write nothing; tell whether the reports still agree with data/",
    "report.help.again": "make published reports again too",
    "report.help.dry_run": "write nothing; show what would change",
    "report.refused": "There are errors in data/, so no report is made. Correct them and run again.",
    "report.not_written": "A template has a mistake, so no report was written. The old reports are untouched.",
    "report.written": "{path} written.",
    "report.unchanged": "{path} unchanged.",
    "report.published": "{path} was published and is left alone (--again makes it anew).",
    "report.stale": "{path} no longer agrees with data/.",
    "report.absent": "{path} is missing.",
    "report.all_fresh": "All {count} {count:report agrees|reports agree} with data/.",
    "report.page.skip": "Skip to the text",
    "report.page.contents": "Contents",
    "report.charts": "{count} {count:chart|charts} written: {folder}",
    "report.stale_chart": "a chart is stale or absent: {path}",
    "report.stale_charts": "{count} charts are stale or absent in {folder}/",
}
