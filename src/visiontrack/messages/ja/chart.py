"""図の語と文。"""

TABLE: dict[str, str] = {
    "chart.alt.project": "{title} 予算 {budget}・執行 {spent}",
    "chart.alt.policy": "{title} {grades}",
    "chart.alt.grade": "{grade} {count}",
    "chart.path.title": "{name}（{unit}）",
    "chart.path.plan": "◇- - 基準値と目標",
    "chart.path.actual": "●── 実績",
    "chart.path.outlook": "･･･ 見通し",
    "chart.path.year": "縦線 {year}",
    "chart.grades.title": "基本方針ごとの評価（{year}、施策数）",
    "chart.alt.none": "なし",
    "chart.grades.none": "なし",
    "chart.spending.title": "{title}: 予算額（白）と執行額（灰）",
    "chart.spending.axis": "千円",
    "chart.spending.unknown": "未記入",
    "chart.alt.path": "{name}の推移。基準値 {baseline}、{year}の実績 {actual}、最終目標 {target}（単位: {unit}）。",
    "chart.alt.grades": "{year}の施策の評価を基本方針ごとに数えた棒グラフ。{counts}。",
    "chart.alt.spending": "{title}の事業の予算額と執行額の棒グラフ。{amounts}。",
}
