"""Words and sentences for generated folders: plain municipal Japanese with figures filled in."""

from __future__ import annotations

POLICIES = (
    ("p1", "挑戦する人と事業者を支える"),
    ("p2", "農業を次の世代へつなぐ"),
    ("p3", "暮らしに根ざした商業を育てる"),
    ("p4", "技術とつながりで工業を伸ばす"),
    ("p5", "人が行き交う観光をひらく"),
)
FIELDS = (
    ("agriculture", "農業", False),
    ("commerce", "商業", False),
    ("industry", "工業", False),
    ("tourism", "観光", False),
    ("urban-planning", "都市計画", True),
    ("education", "教育", True),
    ("welfare", "福祉", True),
)
SECTIONS = (
    ("industry-promotion", "産業振興課"),
    ("commerce-tourism", "商業観光課"),
    ("agri-promotion", "農業振興課"),
    ("policy-planning", "経営企画課"),
    ("urban-planning-section", "都市計画課"),
    ("green", "公園みどり課"),
    ("culture", "文化振興課"),
    ("school-lunch", "学校給食課"),
)
CITY_ROLES = (
    ("city-progress", "施策の進行管理"),
    ("city-information", "情報の提供"),
    ("city-links", "主体どうしの橋渡し"),
)
# id, name, category, roles
ACTORS = (
    ("chamber-of-commerce", "商工会議所", "industry_association", ("support-owners", "gather-voices")),
    ("farm-coop", "農業協同組合", "industry_association", ("support-farmers", "sell-local")),
    ("shop-federation", "商店会連合会", "industry_association", ("shop-events", "shop-training")),
    ("tourism-association", "観光協会", "industry_association", ("guide-visitors", "publish-routes")),
    ("local-business", "市内事業者", "business", ("hire-locally", "try-new-work")),
    ("citizens", "市民", "citizen", ("buy-locally", "join-in")),
    ("local-bank", "地域金融機関", "support_institution", ("finance-advice", "match-makers")),
    ("local-university", "市内の大学", "support_institution", ("joint-research", "send-students")),
    ("prefecture", "県", "government", ("wide-area-support", "share-statistics")),
)
# id stem and title of a measure; a number is added
THEMES = (
    ("startup-support", "創業支援"),
    ("business-succession", "事業承継の後押し"),
    ("digital-shift", "小さな事業者のデジタル化"),
    ("shopping-streets", "商店街の担い手づくり"),
    ("farm-successors", "農業の担い手の育成"),
    ("local-food", "地場農産物の利用拡大"),
    ("manufacturing-tech", "ものづくりの技術の向上"),
    ("industry-exchange", "異業種の交流"),
    ("tourism-appeal", "観光資源のみがき上げ"),
    ("local-jobs", "市内で働く人の支援"),
    ("station-vitality", "駅周辺のにぎわいづくり"),
    ("business-sites", "企業の立地と操業環境"),
)
PROJECTS = (
    ("school", "講座と研修会の開催"),
    ("desk", "相談窓口の運営"),
    ("subsidy", "費用の一部の補助"),
    ("visits", "専門家の訪問支援"),
    ("fair", "展示会と商談会"),
    ("survey", "実態調査と公表"),
)
# id, name, unit, direction, accumulation, baseline, last target
INDICATORS = (
    ("founders", "支援を受けて創業した人の数", "人", "increase", "annual", "45", "90"),
    ("members", "担い手として登録した事業者の数", "者", "increase", "year_end", "120", "180"),
    ("total-consults", "専門家による相談の延べ件数", "件", "increase", "cumulative", "0", "1800"),
    ("vacant-shops", "空き店舗の数", "店", "decrease", "annual", "64", "48"),
    ("satisfaction", "利用した事業者の満足度", '"%"', "maintain", "annual", "86.5", "86.5"),
    ("visitors", "催しへの来場者数", "千人", "increase", "annual", "212.4", "260.0"),
)
PLACES = ("駅前", "西口", "北部", "市役所", "商工会館", "農産物直売所", "公民館", "工業団地")
WHO = (
    "創業して間もない人",
    "商店会の若手",
    "新規就農者",
    "町工場の経営者",
    "子育て中の人",
    "市外からの来訪者",
)
THINGS = (
    "試作品",
    "里芋の加工品",
    "地元の茶",
    "空き店舗",
    "共同の受注",
    "体験講座",
    "申請の手順",
    "貸し農園",
)

PROJECT_TEXTS = (
    "全{a}回を開き、{b}人が参加した。申込みは定員を{c}人上回り、{place}での開催を1回増やした。",
    "{who}を{b}件訪問し、{thing}について助言した。うち{c}件が次の取組に進んだ。",
    "{place}の窓口で{b}件の相談を受けた。{thing}に関するものが前年度より{c}件増えている。",
    "補助の交付は{b}件。{thing}に使う例が多く、申請から交付までの日数を{c}日短くした。",
    "{place}で商談会を{a}回開いた。{who}など{b}者が出展し、{c}件がまとまった。",
)
OUTCOMES = (
    "{who}の参加が{b}人となり、{thing}への関心が広がった。\n{place}での取組を聞いて加わった人が{c}人いる。",
    "{place}の取組をきっかけに、{thing}を扱う事業者が{c}者増えた。\n参加した人のうち{b}人が翌年度も続けたいと答えた。",
    "相談から支援、その後の見守りまで同じ担当が受け持ち、{b}件の継続につながった。\n{thing}の売上げは平均で{c}%伸びた。",
)
ISSUES = (
    "{who}に情報が届いていない。\n{place}での周知のしかたを、関係する課と見直す必要がある。",
    "参加者の{c}割が同じ顔ぶれで、新しい人の参加が少ない。\n平日の夜に集まれない人への手立てが要る。",
    "{thing}の費用が上がり、続けられないという声が{c}件あった。\n支援の額だけでなく、手間を減らすことを考えたい。",
)
CONTRIBUTIONS = (
    "{place}での催しに{c}人を派遣し、{who}の相談に応じた。",
    "会報で{a}回紹介し、{b}者に参加を呼びかけた。",
    "{thing}について勉強会を{a}回開き、結果を市に伝えた。",
)
OPINIONS = (
    "{who}の声を聞く場が少ない。{place}でも開いてほしい。",
    "{thing}の効果が数字から読み取れない。聞き取りの結果も示してほしい。",
    "{place}の取組は良いので、{who}にも広げてはどうか。",
)
ANSWERS = (
    "{place}での開催を{a}回加えることとした。",
    "報告書に聞き取りの結果を載せ、{who}への周知を始めた。",
)
SELF_TEXTS = (
    "おおむね計画どおりに進んだ。",
    "目標に届き、{who}からの評価も高い。",
    "{thing}の遅れを取り戻した。",
)
REASONS = (
    "成果が表れており、現在の進め方を続ける。",
    "{who}への支援を保ちながら続ける。",
    "目標に向けて進んでいる。",
)
DESCRIPTIONS = (
    "{who}が{place}を拠点に取り組めるよう、学ぶ場と相談の場を用意する。\n{thing}を通じて、地域の中で仕事とお金が回る形をつくる。\n",
    "{thing}の価値を高め、{who}とともに広く伝える。\n{place}の取組を手本に、市内の各地へ広げる。\n",
)
