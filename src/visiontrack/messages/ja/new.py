"""new の語と文、ひな形の注記。"""

TABLE: dict[str, str] = {
    "new.choices": "{title}: {choices}",
    "new.required": "{title}【必須】",
    "new.comma": "、",
}
