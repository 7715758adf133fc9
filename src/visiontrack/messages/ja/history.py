"""git から分かることの語と文。"""

TABLE: dict[str, str] = {
    "history.error.no_git": "git が見つかりません。git を入れるか、PATH を確かめてください。",
    "history.error.no_repository": "git のリポジトリーではありません: {root}",
    "history.error.owner": "リポジトリーの持ち主が違うため、git が開けません: {root}（git config --global --add safe.directory で許可できます）",
    "history.error.revision": "この名前のコミットはありません: {revision}",
    "history.error.shallow": "履歴の途中までの複製（shallow clone）のため、このコミットが見つかりません: {revision}（git fetch --unshallow で取り寄せられます）",
    "history.error.git": "git の実行に失敗しました: {reason}",
    "history.error.no_vision": "このコミットには data/vision.yaml がありません: {revision}",
    "history.error.unsound": "data/vision.yaml に誤りがあるため、比べられません: {revision}",
    "history.conflict": "{path}: 両方で別の値に変えたところがあります。「<<<<<<<」から「>>>>>>>」までを直し、git add してください。",
}
