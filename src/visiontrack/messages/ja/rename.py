"""rename の語と文。"""

TABLE: dict[str, str] = {
    "rename.help.long": "ID を、それが現れるところすべてで変えます。キー、ファイルの名前、ほかのファイルからの参照を、まとめて書き換えるか、何も変えないかのどちらかです。公表済みの報告書は変えません。文の中や注記に残る旧 ID は、行を示します。",
    "rename.help.kind": "種類: measure 施策、project 事業、indicator 指標、actor 主体、section 課、role 役割、policy 基本方針、field 分野、opinion 意見、meeting 会議、program 制度",
    "rename.help.old": "いまの ID または名称（事業と指標は 施策/ID、役割は 主体/ID、会議は 年度/ID）",
    "rename.help.new": "新しい ID（英小文字、数字、ハイフン。OLD と同じ「施策/」などを付けてもよい）",
    "rename.help.dry_run": "書かずに、変わるところを見せる",
    "rename.done": "{kind} {before} の ID を {after} に変えました（{count}ファイル）。",
    "rename.mentions": "文や注記に旧 ID「{id}」が残っています。必要なら直してください：",
    "rename.stale": "データと合わなくなった報告書があります（visiontrack report 年度 で作り直せます）：",
    "rename.published": "公表済みの報告書は、旧 ID のまま残しました：",
    "rename.unknown": "{kind} '{id}' は見つかりません。",
    "rename.moved": "'{new}' は '{old}' と別のものに属する ID です。rename が変えるのは ID だけで、ほかの施策や主体へは移せません。",
    "rename.left_out": "読めないファイルがあるため（{path} など{count}件）、ID を変えられません。何も書いていません。先に visiontrack validate で直してください。",
    "rename.by_hand": "{path} の '{old}' は、書き方のために自動では変えられません。何も書いていません。",
    "rename.twice": "ID '{id}' が2か所にあり、どちらのことか決められません。何も書いていません。visiontrack validate（VT303）で確かめてください。",
}
