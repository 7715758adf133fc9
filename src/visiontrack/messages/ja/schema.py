"""schema の語と文。"""

TABLE: dict[str, str] = {
    "schema.help.long": "データファイルの種類ごとの JSON Schema（2020-12）を出します。エディターに読ませると、キーの一覧、説明、誤りの印が出ます。種類を省くと一覧です。",
    "schema.help.kind": "種類: vision、actor、measure、result、vision_result、meeting、decisions",
    "schema.help.out": "このフォルダーに <種類>.schema.json を書く（前に書いたものは新しくする）",
    "schema.help.dry_run": "書かずに、変わるところを見せる",
    "schema.kind.vision": "ビジョン",
    "schema.kind.actor": "主体",
    "schema.kind.measure": "施策",
    "schema.kind.result": "実績（1つの施策の1年度）",
    "schema.kind.vision_result": "ビジョン全体の指標の実績",
    "schema.kind.meeting": "会議",
    "schema.kind.decisions": "決定",
    "schema.column.kind": "種類",
    "schema.column.title": "内容",
    "schema.column.place": "ファイル",
    "schema.more": "visiontrack schema 種類 で1つずつ、--out フォルダー でまとめて出せます。",
    "schema.done": "{count} 個の JSON Schema を {dir} に書きました。\n",
    "schema.dry_run_alone": "--dry-run は --out と一緒に使います。",
}
