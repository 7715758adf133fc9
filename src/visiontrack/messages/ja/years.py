"""年度と値（VT4xx）、年度の流れ（VT5xx）の検査の文: コード → (何が起きているか, 直し方)。"""

TABLE: dict[str, tuple[str, str]] = {
    # ---- VT4xx 年度と値 ----
    "VT401": (
        "期間の終わり（{end} 年度）が始まり（{start} 年度）より前です",
        "start と end を確かめてください。",
    ),
    "VT402.vision": (
        "{year} 年度は計画期間（{start}〜{end} 年度）の外です",
        "計画期間の中に収まるように直してください。",
    ),
    "VT402.reviews": (
        "この会議が振り返った {year} 年度は、計画期間（{start}〜{end} 年度）の外です",
        "reviews に、計画期間の年度か、始まりの前の年度を書いてください（省くと開催日の前年度です）。開催日の誤りなら、date とフォルダーを直してください。",
    ),
    "VT402.far": (
        "{year} 年度は計画期間（{start}〜{end} 年度）から離れすぎています",
        "西暦の打ち間違いがないか確かめてください。",
    ),
    "VT402.folder": (
        "フォルダー data/results/{year}/ の年度は計画期間（{start}〜{end} 年度）の外です",
        "フォルダーの名前と、その中のファイルの year を、正しい年度に直してください。",
    ),
    "VT402.measure": (
        "{year} 年度は施策の期間（{start}〜{end} 年度）の外です",
        "施策の期間の中に収めるか、施策の period を直してください。",
    ),
    "VT403": (
        "施策 '{id}' は {year} 年度には行われていません（期間は {start}〜{end} 年度）",
        "年度を確かめてください。正しければ、施策の period を直すか、このファイルを消してください。",
    ),
    "VT404": (
        "指標 '{id}' は {year} 年度の対象ではありません（期間は {start}〜{end} 年度）",
        "この値を消すか、指標の period を直してください。",
    ),
    "VT404.project": (
        "事業 '{id}' は {year} 年度には行われていません（期間は {start}〜{end} 年度）",
        "この事業の行を消すか、事業の period を直してください。",
    ),
    "VT405": (
        "目標の年度 {year} が計画期間（{start}〜{end} 年度）の外です",
        "計画期間の中の年度に直してください。",
    ),
    "VT405.baseline": (
        "目標の年度 {year} が基準年度 {baseline} より後ではありません",
        "目標か基準値の年度を直してください。",
    ),
    "VT406": (
        "{since} 年度からの変更が、それより前の {year} 年度の目標を変えています",
        "この年度の目標を消すか、since を直してください（過ぎた年度の目標は書き換えません）。",
    ),
    "VT407.increase": (
        "増やす指標 '{id}' の目標が下がっています（{first_year} 年度 {first} → {year} 年度 {value}）",
        "目標値か direction を直してください。",
    ),
    "VT407.decrease": (
        "減らす指標 '{id}' の目標が上がっています（{first_year} 年度 {first} → {year} 年度 {value}）",
        "目標値か direction を直してください。",
    ),
    "VT407.increase_baseline": (
        "増やす指標 '{id}' の目標が基準値を下回っています（基準 {first_year} 年度 {first} → {year} 年度 {value}）",
        "目標値、基準値、direction のどれかを直してください。累計の指標では、目標も累計で書きます。",
    ),
    "VT407.decrease_baseline": (
        "減らす指標 '{id}' の目標が基準値を上回っています（基準 {first_year} 年度 {first} → {year} 年度 {value}）",
        "目標値、基準値、direction のどれかを直してください。",
    ),
    "VT408.falling": (
        "評価 '{grade}' の下限 {bound} が、1つ上の '{above}' の下限 {above_bound} より小さくありません",
        "上の評価から順に、下限が小さくなるように書いてください。",
    ),
    "VT408.missing": (
        "評価 '{grade}' に下限（at_least）がありません",
        "下限を書いてください。下限がないのは最後の評価だけです。",
    ),
    "VT408.last": (
        "最後の評価 '{grade}' に下限（at_least）があります",
        "at_least を消してください。消さないと、それを下回る値に評価が付きません。",
    ),
    "VT408.twice": (
        "評価区分 '{grade}' が2回書かれています",
        "区分ごとに別の grade にしてください。同じでは、数えるときに区別できません。",
    ),
    "VT408.none_named": (
        "評価区分の名前に '{grade}' は使えません",
        "別の名前にしてください。集計では「評価なし」を none として数えます。",
    ),
    "VT408.none": ("評価区分が1つもありません", "grades に評価区分を上から順に書いてください。"),
    "VT409": (
        "評価の方法が計画期間の始まり（{start} 年度）から決まっていません（最初は {since} 年度）",
        "since を {start} にするか、{start} 年度からの評価の方法を足してください。",
    ),
    "VT409.none": ("評価の方法が1つもありません", "evaluation に評価の方法を書いてください。"),
    "VT409.twice": (
        "{since} 年度からの評価の方法が2つあります",
        "どちらか1つにするか、since を直してください。",
    ),
    "VT410.number": (
        "数値の指標 '{id}' に '{value}' が書かれています",
        "数を書くか、有無の指標なら指標に 'type: milestone' を書いてください。",
    ),
    "VT410.milestone": (
        "有無（milestone）の指標 '{id}' に '{value}' が書かれています",
        "true か false を書くか、数値の指標なら指標の type を直してください。",
    ),
    "VT411": (
        "'{id}' は{state}とされているのに、値 '{value}' が書かれています",
        "値を消すか、state を final、preliminary、estimate のどれかに直してください。",
    ),
    "VT412": (
        "指標 '{id}' に目標値がありません",
        "targets に年度と目標値を書いてください（例: targets: {{2029: 90}}）。評価しない指標なら kind を reference にします。",
    ),
    "VT413": (
        "決定を反映する計画年度 {plan} が、評価した年度 {year} より後ではありません",
        "plan を {year} より後の年度に直すか、行を消してください（省くと翌年度です）。",
    ),
    "VT414.percent": ("割合が 0 を下回っています: '{id}' {value}", "値を確かめてください。"),
    "VT414.count": (
        "数えるものの値が 0 を下回っています: '{id}' {value}（{unit}）",
        "値を確かめてください。",
    ),
    "VT415.above": (
        "'{id}' が前年度の10倍以上です（{year} 年度 {last} → {value}）",
        "桁と単位を確かめてください。正しければそのままで構いません（comment に事情を書いておくと読み手に親切です）。",
    ),
    "VT415.below": (
        "'{id}' が前年度の10分の1以下です（{year} 年度 {last} → {value}）",
        "桁と単位を確かめてください。正しければそのままで構いません（comment に事情を書いておくと読み手に親切です）。",
    ),
    "VT416": (
        "'{id}' の値の出典がどこにもありません",
        "指標の source に出典を書くか、この値に source を書いてください（例: 産業振興課調べ）。",
    ),
    # ---- VT5xx 年度の流れ ----
    "VT501": (
        "施策 '{id}' の {year} 年度の結果がありません",
        "{path} を作って書いてください。`visiontrack do {year} --start` でひな形ができます。",
    ),
    "VT501.vision": (
        "ビジョン全体の指標の {year} 年度の結果がありません",
        "{path} を作って書いてください。`visiontrack do {year} --start` でひな形ができます。",
    ),
    "VT502": (
        "{until} 年度で終わった課 '{name}' が、その後も担当になっています",
        "引き継いだ課 '{successor}' に書き換えてください。",
    ),
    "VT502.alone": (
        "{until} 年度で終わった課 '{name}' が、その後も担当になっています",
        "引き継いだ課に書き換え、課の successor にも書いておいてください。",
    ),
    "VT503.open": (
        "意見 '{id}' が未対応（open）のままです",
        "対応を決め、status と text を書き換えてください。",
    ),
    "VT503.due": (
        "対応中の意見 '{id}' が期限 {due} を過ぎています",
        "終わっていれば status を done にし、まだなら新しい期限を書いてください。",
    ),
    "VT503.none": (
        "{year} 年度を振り返った会議の意見 '{id}' に、まだ対応が書かれていません",
        "response に status と text を書いてください。",
    ),
    "VT504.score": (
        "施策 '{id}' は {year} 年度の評点 {score} が {bound} を下回っていますが、決定がありません",
        "data/decisions/{year}.yaml に、この施策への決定を書いてください（undecided と、事業だけへの決定は数えません）。",
    ),
    "VT504.next": (
        "施策 '{id}' は今後の方向性を「{next}」としていますが、{year} 年度の決定がありません",
        "data/decisions/{year}.yaml に、この施策への決定を書いてください（undecided と、事業だけへの決定は数えません）。",
    ),
    "VT505.vision": (
        "ビジョンへの決定（{word}）が、{plan} 年度の見直しに現れていません",
        "data/vision.yaml の revisions に、year: {plan}、decision: {year} の項目を足してください。",
    ),
    "VT505.revision": (
        "'{what}' への決定（{word}）が、{plan} 年度の計画に現れていません",
        "{path} の revisions に、year: {plan}、decision: {year} と見直しの内容（text）を足してください。",
    ),
    "VT505.merge_absent": (
        "'{what}' の統合先の施策 '{into}' がありません",
        "{path} を作るか、into を直してください。",
    ),
    "VT505.merge_force": (
        "'{what}' の統合先の施策 '{into}' が、{plan} 年度には行われていません",
        "{path} の period を直してください。",
    ),
    "VT505.merge_predecessors": (
        "統合先の施策 '{into}' の前身（predecessors）に '{what}' がありません",
        "{path} の predecessors に '{what}' を足してください。",
    ),
    "VT505.ends": (
        "'{what}' への決定（{word}）が {plan} 年度からなのに、期間がその前に終わっていません",
        "{path} で、period の end を {before} 以前にしてください。",
    ),
    "VT505.extend": (
        "'{what}' への決定（{word}）が、{plan} 年度の計画に現れていません",
        "{path} で、period の end か目標を {plan} 年度以降まで延ばしてください。",
    ),
    "VT505.new": ("{plan} 年度に新しく始める施策 '{what}' がありません", "{path} を作ってください。"),
    "VT505.new_project": (
        "{plan} 年度に新しく始める事業 '{what}' がありません",
        "{path} の projects に足してください。",
    ),
    "VT505.new_start": (
        "{plan} 年度に新しく始める '{what}' の期間が、その年度から始まっていません",
        "{path} で、period の start を {plan} にしてください。",
    ),
    "VT506": (
        "根拠とする {year} 年度の決定がありません",
        "decision の年度を確かめるか、{path} を作ってください。",
    ),
}
