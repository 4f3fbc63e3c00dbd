"""Awkward but true values: what people print on cards, and what they type into memos."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Card = dict[str, Any]
"""A card as JSON fields, named as in the Open API (sansan.md §1.5)."""

_HALF_WIDTH = str.maketrans(
    {
        **dict(zip("アイウエオカキクケコサシスセソタチツテトナニヌネノ", "ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉ", strict=True)),
        **dict(zip("ハヒフヘホマミムメモヤユヨラリルレロワン", "ﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜﾝ", strict=True)),
        **dict(zip("ァィゥェォャュョッー", "ｧｨｩｪｫｬｭｮｯｰ", strict=True)),
        **{full: half + "ﾞ" for full, half in zip("ガギグゲゴザジズゼゾ", "ｶｷｸｹｺｻｼｽｾｿ", strict=True)},
        **{full: half + "ﾞ" for full, half in zip("ダヂヅデドバビブベボ", "ﾀﾁﾂﾃﾄﾊﾋﾌﾍﾎ", strict=True)},
        **{full: half + "ﾟ" for full, half in zip("パピプペポ", "ﾊﾋﾌﾍﾎ", strict=True)},
    }
)


def to_half_width(text: str) -> str:
    """Return katakana in half-width form, voiced marks apart."""
    return text.translate(_HALF_WIDTH)


def _half_width_readings(card: Card) -> None:
    card["lastNameReading"] = to_half_width(card["lastNameReading"])
    card["firstNameReading"] = to_half_width(card["firstNameReading"])


def _without_name(card: Card) -> None:
    card.update(lastName=None, firstName=None, lastNameReading=None, firstNameReading=None)


def _without_keys(card: Card) -> None:
    for name in ("fax", "secondTel", "building", "memo", "url", "countryCode", "exchangeDate"):
        card.pop(name, None)


def _set(**values: Any) -> Callable[[Card], None]:
    return lambda card: card.update(values)


QUIRKS: tuple[Callable[[Card], None], ...] = (
    _set(title="執行役員 兼 " + "国内営業推進本部 " * 18 + "本部長"),  # longer than 128
    _set(companyName="株式会社" + "国際総合技術開発研究" * 30),  # longer than 255
    _set(memo="議事録\n" + "次回までに見積もりを再提出すること。" * 200),  # longer than the 2000 of a POST
    _set(email="yamada@@example..jp"),
    _set(email="yamada.taro＠example.jp"),
    _set(email="taro@" + "a" * 60 + ".example.com, hanako@example.com"),
    _half_width_readings,
    _set(memo='彼曰く "来期は倍にする"、とのこと。\n2行目, カンマあり\n\n4行目'),
    _set(memo="First line\r\nSecond line; \"quoted\"\r\n'single'\r\n"),
    _set(memo='=HYPERLINK("http://example.com","開く")'),
    _set(memo="+81から始まるメモ", title="@マーケティング"),
    _set(memo="-5度の中を来社\tタブあり", departmentName="=SUM(A1:A9)"),
    _set(memo="🎉 受賞おめでとう 👨‍👩‍👧‍👦 𠮷日", companyName="株式会社スマイル😀"),
    _without_name,
    _without_keys,
    _set(departmentName="", title="", mobile="", fax="", building="", memo=""),
    _set(tel="０３－５５５５－１２３４", mobile="０９０ー１１１１ー２２２２"),
    _set(tel="03-5555-1234 (内線 1234) ※平日10時〜17時のみ、不在の場合は代表番号へ", fax="同上"),
    _set(url="https://example.com/" + "path/" * 80),
    _set(companyName=None, departmentName=None, title=None, email=None),
    _set(lastName="𠮷﨑", firstName="髙志", lastNameReading="ヨシザキ", firstNameReading="タカシ"),
    _set(countryCode=None, postalCode="1500001", prefecture=None, city=None, street=None, address=None),
    _set(memo=" 前後に空白 　", companyName="  株式会社 空白  ", title="部長　代理"),
    _set(postalCode="〒150-0001 東京都", prefecture="とうきょうと"),
)
"""Each changes a card in place; later ones add nothing to earlier ones."""


def apply_quirk(card: Card, number: int) -> None:
    """Give every fourth card one awkward value, each kind in its turn.

    None of these is a past card or one without a text (layout.py), so the first hundred show every kind.
    """
    if number % 4 == 0:
        QUIRKS[number // 4 % len(QUIRKS)](card)
