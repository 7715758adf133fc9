"""Words and sentences of import."""

TABLE: dict[str, str] = {
    "import.help.long": "Takes measures, projects, indicators, targets and past values from a workbook (.xlsx) or CSV files as a city has them. Sheets are policies, measures, projects, indicators, actuals (or their Japanese names); columns are known by their heads, in any order. Heads of several rows, merged cells, era years and numbers with units are read. What is wrong is named by sheet and cell, nothing is written unless all is sound, and no value of a past year is overwritten.",
    "import.help.books": "workbook (.xlsx), or any number of CSV files named after the sheets",
    "import.help.partial": "take in the rows that are sound",
    "import.help.dry_run": "write nothing; show what would change",
    "import.error.cannot_read": "'{path}' cannot be read: name a .xlsx or .csv file.",
    "import.refused": "There {count:is|are} {count} {count:error|errors}, so nothing was written. Correct them, or take in the sound rows with --partial.",
    "import.done": "Taken in: {files} {files:file|files}; new: {measures} {measures:measure|measures}, {projects} {projects:project|projects}, {indicators} {indicators:indicator|indicators}, {sections} {sections:section|sections}, {values} {values:value|values}. The status of new results is on_track for now, and indicators without kind and direction are outcome and increase: look them through.",
}
