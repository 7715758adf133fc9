"""report の語と文。報告書そのものの語は page.py にある。"""

TABLE: dict[str, str] = {
    "report.help.long": "推進会議・推進チーム・市民向けの報告書を data/reports/年度/ に書きます。data/ に誤りがあるときは書きません。公表済み（vision.yaml の published）の報告書には触れません。",
    "report.help.year": "年度（2024、R6、令和6年度 など）。--check では省くと、報告書のある年度すべて",
    "report.help.audience": "1つだけ: council（推進会議）、team（推進チーム）、public（市民）",
    "report.help.to": "出力の形: md、html、docx（Word。python-docx が要る）",
    "report.help.check": "書かずに、今ある報告書が data/ と合っているかを確かめる",
    "report.help.again": "公表済みの報告書も作り直す",
    "report.help.dry_run": "書かずに、変わるところを見せる",
    "report.refused": "data/ に誤りがあるため、報告書を作りません。直してからもう一度実行してください。",
    "report.not_written": "テンプレートに誤りがあるため、報告書を書いていません。前の報告書はそのままです。",
    "report.written": "{path} を書きました。",
    "report.unchanged": "{path} は変わりません。",
    "report.published": "{path} は公表済みのため、そのままにしました（作り直すには --again）。",
    "report.stale": "{path} は data/ と合っていません。",
    "report.absent": "{path} がありません。",
    "report.all_fresh": "報告書 {count} 件は data/ と合っています。",
    "report.page.skip": "本文へ移動",
    "report.page.contents": "目次",
    "report.charts": "図を {count} 枚書きました: {folder}",
    "report.stale_chart": "図が古いか、ありません: {path}",
    "report.stale_charts": "{count} 枚の図が古いか、ありません: {folder}/",
}
