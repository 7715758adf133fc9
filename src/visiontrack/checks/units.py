"""Units that never fall below zero (shares, and things one counts), and values as they stand in a file."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from functools import cache
from typing import Literal

Shape = Literal["percent", "count"]

_PERCENT = frozenset(["%", "パーセント", "パーミル", "‰", "percent", "per cent"])
# Not here: money, areas, weights, points and degrees; a profit, a change or a temperature may well be negative.
_WORDS = """
人 名 者 世帯 家族 戸 社 企業 法人 団体 組織 組合 事業者 事業所 経営体 農家 組 グループ 件 例 市町 市町村 自治体
学校 校 園 店 店舗 軒 棟 施設 拠点 か所 カ所 ヵ所 ヶ所 ケ所 箇所 個所 区画 室 席 床 台 両 隻 本 枚 冊 個 品 品目
種 種類 商品 製品 銘柄 頭 羽 匹 回 日 泊 人日 人泊 便 部 票 講座 コース 項目 事業 イベント アクセス ダウンロード
person persons people resident residents visitor visitors participant participants household households
company companies firm firms business businesses shop shops store stores farm farms group groups school schools
organisation organisations organization organizations case cases item items product products event events
time times day days night nights visit visits place places site sites job jobs
"""
_COUNTED = frozenset(_WORDS.split())
_MULTIPLE = re.compile(r"^(?:延べ|のべ|延)?[十百千万億]*")
_PER = re.compile(r"\s*[/・].*$")


@cache
def shape(unit: str) -> Shape | None:
    """Returns whether a unit is a share or a count (also ``千人`` or ``人/日``), or None for any other."""
    text = unicodedata.normalize("NFKC", unit).strip().casefold()
    if text in _PERCENT:
        return "percent"
    for candidate in (text, _PER.sub("", text)):
        if candidate in _COUNTED or _MULTIPLE.sub("", candidate) in _COUNTED:
            return "count"
    return None


def value_text(value: Decimal | bool) -> str:
    """Returns a value for a sentence: ``true`` or ``false`` for a milestone, else the digits as written."""
    return str(value).lower() if isinstance(value, bool) else format(value, "f")
