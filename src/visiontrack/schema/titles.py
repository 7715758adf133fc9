"""The key that a person wrote by its title (``成果`` → ``outcomes``): what is printed beside it, or what offices say."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache

from visiontrack.schema import MODELS
from visiontrack.schema.paths import fields_of, models_of

_UNIT = re.compile(r"[（(].*$")  # 予算額（千円）
_NAMES = ("名称", "名前", "タイトル", "題名", "件名", "表題")

# What offices call the parts of a file besides the titles printed in reports and forms.
_OFFICE_WORDS: dict[str, tuple[str, ...]] = {
    "title": _NAMES,
    "name": _NAMES,
    "lead": ("担当", "担当部署", "所管", "所管部署", "主管課"),
    "partners": ("連携先", "連携機関", "協力者", "関係機関", "関係者"),
    "period": ("期間",),
    "description": ("説明", "内容"),
    "text": ("本文", "説明", "概要"),
    "projects": ("取組", "取り組み", "事業一覧"),
    "indicators": ("KPI", "指標一覧"),
    "baseline": ("現状値", "現況値", "基準"),
    "targets": ("目標",),
    "actuals": ("実績",),
    "value": ("値", "数値", "実績"),
    "source": ("資料", "根拠", "データ元"),
    "comment": ("備考", "注記", "注", "コメント"),
    "budget": ("予算",),
    "spent": ("決算", "決算額", "支出", "支出額", "執行"),
    "status": ("進捗", "状況"),
    "outcomes": ("効果", "成果一覧"),
    "issues": ("問題", "問題点"),
    "next": ("方向性", "今後", "今後の方針"),
    "contributions": ("連携の取組", "役割分担"),
    "evidence": ("資料", "添付", "添付資料"),
    "grade": ("評語", "判定"),
    "date": ("日付", "日時", "期日"),
    "year": ("年",),
    "place": ("会場",),
    "attendees": ("出席者", "参加者"),
    "opinions": ("意見", "提案"),
    "actor": ("発言者", "委員", "団体"),
    "response": ("回答", "答え"),
    "due": ("期日", "締切", "締め切り"),
    "internal": ("メモ", "内部"),
    "decision": ("判断", "方針"),
    "reason": ("根拠",),
    "revisions": ("見直し", "変更"),
    "members": ("委員", "構成員"),
    "start": ("開始", "開始年"),
    "end": ("終了", "終了年"),
    "weight": ("ウエイト", "ウェイト"),
}


def key_by_title(text: str, keys: Collection[str]) -> str | None:
    """Returns the one of ``keys`` that has this title in either language, or is called so in offices, or None."""
    title = _folded(text)
    candidates = (*sorted(_keys_by_title().get(title, ())), *_keys_by_office_word().get(title, ()))
    return next((key for key in candidates if key in keys), None)


def _folded(title: str) -> str:
    return _UNIT.sub("", title).strip().casefold()


@cache
def _keys_by_title() -> dict[str, set[str]]:
    keys: dict[str, set[str]] = {}
    fields = (field for kind in MODELS for model in models_of(kind) for field in fields_of(model))
    for field in fields:
        for title in field.titles.values():
            keys.setdefault(_folded(title), set()).add(field.key)
    return keys


@cache
def _keys_by_office_word() -> dict[str, list[str]]:
    keys: dict[str, list[str]] = {}
    for key, words in _OFFICE_WORDS.items():
        for word in words:
            keys.setdefault(_folded(word), []).append(key)
    return keys
