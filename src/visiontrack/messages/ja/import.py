"""import の語と文。"""

TABLE: dict[str, str] = {
    "import.help.long": "市が持っているブック（.xlsx）か CSV から、施策、事業、指標、目標、過去の実績を取り込みます。シートの名前は 基本方針、施策、事業、指標、実績。列は見出しで見分け、順は問いません。何段の見出しでも、結合したセルでも、和暦の見出しでも、単位の付いた数でも読みます。誤りはシートとセルで示し、すべて正しいときだけ書きます。過去の年度の値は上書きしません。",
    "import.help.books": "ブック（.xlsx）、またはシートの名前を付けた CSV（施策.csv など、いくつでも）",
    "import.help.partial": "誤りのない行だけを取り込む",
    "import.help.dry_run": "書かずに、変わるところを見せる",
    "import.error.cannot_read": "'{path}' は読めません。.xlsx か .csv のファイルを指定してください。",
    "import.refused": "誤りが {count} 件あるため、何も書いていません。直してからもう一度取り込むか、--partial で正しい行だけを取り込んでください。",
    "import.done": "取り込みました: ファイル {files}、新しい施策 {measures}、事業 {projects}、指標 {indicators}、課 {sections}、実績値 {values}。新しく作った実績の状況（status）は仮に on_track（順調）、種類と方向のない指標は outcome（成果）と increase（増やす）としています。確かめてください。",
}
