"""validate の語と文。"""

TABLE: dict[str, str] = {
    "validate.help.long": "data/ のすべてのファイルを検査し、どこが、なぜ誤りで、どう直すかを一度に示します。",
    "validate.help.strict": "警告があっても終了コードを 1 にする",
    "validate.help.fix": "直し方が1つに決まる誤りを直す",
    "validate.help.dry_run": "書かずに、変わるところを見せる",
    "validate.help.today": "期限をこの日付と比べる（省くと今日）",
    "validate.dry_run_alone": "--dry-run は --fix と一緒に使います。",
    "validate.fixed": "{count} か所を直しました。",
    "validate.nothing_to_fix": "自動で直せるところはありませんでした。",
    "validate.by_hand": "次の行は自動では直せません。手で直してください。",
    "validate.changed": "{before} → {after}",
    "validate.joined": "（折り返した行をつなげ、文の途中に入る空白をなくしました）",
    "validate.ended": "（ファイルの最後に改行を足しました）",
}
