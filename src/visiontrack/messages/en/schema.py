"""Words and sentences of schema."""

TABLE: dict[str, str] = {
    "schema.help.long": "Gives the JSON Schema (2020-12) of each kind of data file. An editor that reads it offers keys, explains them and underlines mistakes. Without a kind: the list.",
    "schema.help.kind": "vision, actor, measure, result, vision_result, meeting or decisions",
    "schema.help.out": "write <kind>.schema.json into this folder (those written before are renewed)",
    "schema.help.dry_run": "write nothing, show the difference",
    "schema.kind.vision": "vision",
    "schema.kind.actor": "actor",
    "schema.kind.measure": "measure",
    "schema.kind.result": "result of one measure in one year",
    "schema.kind.vision_result": "values of the vision's own indicators",
    "schema.kind.meeting": "meeting",
    "schema.kind.decisions": "decisions",
    "schema.column.kind": "kind",
    "schema.column.title": "what it holds",
    "schema.column.place": "file",
    "schema.more": "visiontrack schema KIND gives one of them, --out DIR writes all.",
    "schema.done": "{count} JSON Schemas were written into {dir}.\n",
    "schema.dry_run_alone": "--dry-run goes with --out.",
}
