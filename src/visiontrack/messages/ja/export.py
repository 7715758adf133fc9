"""export の語と文。"""

TABLE: dict[str, str] = {
    "export.help.long": "だれでも使えるオープンデータとして、施策、指標、実績、意見、決定などの表を、CSV（説明の Data Package、CSVW、README 付き）か Parquet（市と年度ごとのフォルダー）で書き出します。内部メモ、決定の案、推進チームの意見は含みません。",
    "export.help.directory": "書き出すフォルダー",
    "export.help.year": "この年度だけ（何度でも書ける。省くと、記録のあるすべての年度）",
    "export.help.licence": "利用条件: PDL-1.0、CC-BY-4.0、CC0-1.0",
    "export.written": "{place} に {count} ファイルを書き出しました（変わったもの {changed}）。",
    "export.refused": "データに誤りがあるため、書き出しません。",
    "export.too_exact": "{table} の {column} の値 {value} は、Parquet の十進数（小数10桁まで、全部で38桁まで）に書けません。CSV（--format datapackage）で書き出してください。",
    "export.readme.intro": "{municipality}の公開データです。表は UTF-8（BOM 付き）の CSV で、年度は4月から翌年3月まで（2024 は令和6年度）、空欄は値がないことを表します。「=」などで始まる文の前には、表計算ソフトが式とみなさないよう「'」を置いています。列の型と表どうしの関係は datapackage.json にあります。",
    "export.readme.licence": "利用条件：{title}　{address}",
}
