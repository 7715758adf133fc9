"""roles の語と文。"""

TABLE: dict[str, str] = {
    "roles.help.long": "ビジョンが各主体に求める役割を1つずつ、それを担う施策と、その年度に報告された取組に照らします。担う施策も取組もない役割が分かります。",
    "roles.help.year": "年度（省くと、実績のある最も新しい年度）",
    "roles.title": "{vision} 各主体の役割（{fiscal}）",
    "roles.count": "役割 {all} のうち、担う施策も取組もないもの {unserved}",
    "roles.actor": "{name}（{category}）",
    "roles.no_roles": "役割は書かれていません。",
    "roles.measures": "施策",
    "roles.contributions": "取組",
    "roles.role": "役割",
    "roles.unserved": "担う施策も取組もありません",
    "roles.unserved.mark": "× ",
    "roles.served.mark": "○ ",
    "roles.by": "{title}（{party}）",
    "roles.did": "{title}: {text}",
    "roles.no_text": "（内容の記載なし）",
}
