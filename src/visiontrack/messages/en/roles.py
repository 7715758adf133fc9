"""Words and sentences of roles."""

TABLE: dict[str, str] = {
    "roles.help.long": "Holds every role that the vision gives an actor against the measures that serve it and what was contributed in the year. Roles nobody serves stand out.",
    "roles.help.year": "year (when left out the newest with results)",
    "roles.title": "{vision}: roles of its actors ({fiscal})",
    "roles.count": "{all} {all:role|roles}, {unserved} of them served by no measure and no contribution",
    "roles.actor": "{name} ({category})",
    "roles.no_roles": "No roles are written down.",
    "roles.measures": "measures",
    "roles.contributions": "contributed",
    "roles.role": "role",
    "roles.unserved": "no measure and no contribution serves it",
    "roles.unserved.mark": "× ",
    "roles.served.mark": "○ ",
    "roles.by": "{title} ({party})",
    "roles.did": "{title}: {text}",
    "roles.no_text": "(not described)",
}
