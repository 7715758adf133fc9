"""explain の語と文。"""

TABLE: dict[str, str] = {
    "explain.help.long": "検査コード（例: VT301）なら、その原因、例、直し方を示します。指標（例: startup-support/founders）と年度なら、数値がどう出たかを、元の値のある行とともに示します。",
    "explain.help.what": "指標の ID（施策/指標）、または検査コード",
    "explain.help.year": "年度（指標のとき）",
    "explain.help.trace": "それぞれの値の行を最後に変えたコミットと日付も示す（git）",
    "explain.cause": "原因",
    "explain.bad": "悪い例",
    "explain.good": "よい例",
    "explain.cure": "直し方",
    "explain.part": "（一部）",
    "explain.no_code": "知らない検査コードです: '{code}'",
    "explain.needs_year": "'{name}' は検査コードではありません。指標の説明なら、年度も書いてください（例: visiontrack explain startup-support/founders 2024）。",
}
