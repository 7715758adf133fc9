"""Words and sentences of export."""

TABLE: dict[str, str] = {
    "export.help.long": "Writes open data that anybody may use: tables of measures, indicators, observations, opinions, decisions and more, as CSV (described by a Data Package, CSVW metadata and a README) or as Parquet (a folder per municipality and year). Internal notes, drafts of decisions and the team's opinions are not in it.",
    "export.help.directory": "folder to write to",
    "export.help.year": "only this year (may be repeated; left out: every year with records)",
    "export.help.licence": "licence: PDL-1.0, CC-BY-4.0, CC0-1.0",
    "export.written": "Wrote {count} {count:file|files} to {place} ({changed} changed).",
    "export.refused": "The data have errors; nothing was written.",
    "export.too_exact": "the value {value} in {table}.{column} does not fit a decimal of Parquet (10 places, 38 digits in all). Export as CSV (--format datapackage).",
    "export.readme.intro": "Open data of {municipality}. The tables are CSV in UTF-8 with a byte order mark; a fiscal year runs from April to March (2024 is April 2024 to March 2025); an empty cell means that there is no value. A text that begins with a sign such as '=' has an apostrophe before it, so that no spreadsheet takes it for a formula. Types of columns and how tables refer to each other stand in datapackage.json.",
    "export.readme.licence": "Licence: {title} {address}",
}
