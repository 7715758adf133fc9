"""Words and sentences of rename."""

TABLE: dict[str, str] = {
    "rename.help.long": "Changes an id everywhere it stands: key, file name and every reference, all of them or nothing. Published reports are left as they are. Lines of text and comments that still have the old id are named.",
    "rename.help.kind": "measure, project, indicator, actor, section, role, policy, field, opinion, meeting or program",
    "rename.help.old": "the present id or name (of a project or indicator measure/id, of a role actor/id, of a meeting year/id)",
    "rename.help.new": "the new id (small letters, digits, hyphens; the prefix of OLD may stand before it)",
    "rename.help.dry_run": "show what would change, and write nothing",
    "rename.done": "The {kind} {before} has the id {after} now ({count} {count:file|files}).",
    "rename.mentions": "Texts or comments still have the old id '{id}'; change them if need be:",
    "rename.stale": "Reports that match the data no longer (visiontrack report YEAR makes them again):",
    "rename.published": "Published reports were left with the old id:",
    "rename.unknown": "There is no {kind} '{id}'.",
    "rename.moved": "'{new}' belongs to something else than '{old}'. rename changes ids only; it moves nothing to another measure or actor.",
    "rename.left_out": "Files that cannot be read ({path}; {count} in all) keep the id from being changed. Nothing was written; mend them first (visiontrack validate).",
    "rename.by_hand": "'{old}' in {path} is written in a way that cannot be changed automatically. Nothing was written.",
    "rename.twice": "The id '{id}' stands twice, and nobody can tell which is meant. Nothing was written; see visiontrack validate (VT303).",
}
