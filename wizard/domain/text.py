"""Comparing and shortening text the way both services and people do."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_WORD = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]++"
_LABEL = r"[A-Za-z0-9]++(?:-++[A-Za-z0-9]++)*+"
_EMAIL = re.compile(rf"{_WORD}(?:\.{_WORD})*+@(?:{_LABEL}\.)++(?=[A-Za-z]){_LABEL}")
_UNSENDABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
_BLANK = "\u034f\u115f\u1160\u2800\u3164\uffa0"  # letters and marks by their category, and empty on the screen
_REWRITTEN = re.compile(
    r"\d(\.\d+)?E\+\d+|[-+]?(?i:inf(inity)?)|∞|#[A-Z/0!?]+|Err:\d+|\d+/\d+/\d+|\d{4}-\d\d-\d\d( .*)?"
    r"|\d+-[A-Z][a-z]{2}(-\d+)?|\d+月\d+日"
)
_LABEL_NOISE = re.compile(r"[\s_\-‐-―]+")


def visible(text: str) -> str:
    """Return ``text`` without what nobody can see, as pasting brings it: format characters, unusual and outer spaces.

    Line ends and other control characters stay, so that whoever reads the text can refuse them.
    """
    if not (text.isascii() and text.isprintable()):
        text = "".join(map(_seen, text))
    return text.strip(" \u3000\t")


def _seen(character: str) -> str:
    category = unicodedata.category(character)
    if category == "Cf" or character in _BLANK:
        return ""
    return " " if category == "Zs" and character != "\u3000" else character


def looks_rewritten(text: str) -> bool:
    """Whether a spreadsheet seems to have made a number, a date or an error of an id."""
    return _REWRITTEN.fullmatch(text) is not None


def fold(text: str) -> str:
    """Return ``text`` for comparing addresses and ids: only what can be seen, width-folded, trimmed, case-folded."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", visible(text))
    return text.strip().casefold()


def fold_label(text: str) -> str:
    """Return a label for comparing: spaces and a final long mark do not count (sansan.md §2.5)."""
    return _LABEL_NOISE.sub("", fold(text)).rstrip("ー")


def is_email(text: str) -> bool:
    """Whether Salesforce's e-mail fields take ``text``. Inferred: a refused one is left out later."""
    return text.isascii() and _EMAIL.fullmatch(text) is not None


def clean(text: str) -> str:
    """Return ``text`` with line ends as LF, without control characters and half characters (salesforce.md §3.6)."""
    if not text.isprintable() and _UNSENDABLE.search(text):  # the first is quick, but refuses too much
        text = _UNSENDABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return text.strip()


def clean_column(texts: Iterable[str]) -> list[str]:
    """Return what ``clean`` makes of each text: for most columns nothing is to be done, which one look tells."""
    texts = list(texts)
    joined = f"|{'|'.join(texts)}|"
    if joined.isprintable() and "| " not in joined and " |" not in joined:
        return texts
    return [clean(text) for text in texts]


def utf16_length(text: str) -> int:
    """Return the length in UTF-16 units, the stricter way to count a Salesforce length."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def shorten(text: str, limit: int) -> str:
    """Cut ``text`` to ``limit`` UTF-16 units without halving a character."""
    if len(text) * 2 <= limit or utf16_length(text) <= limit:
        return text
    units = text.encode("utf-16-le", "surrogatepass")[: limit * 2]
    return units.decode("utf-16-le", "ignore").rstrip()


@lru_cache(256)  # prefectures come again and again
def has_japanese(text: str) -> bool:
    """Whether ``text`` holds a kana, a kanji or other East Asian wide character."""
    return not text.isascii() and any(unicodedata.east_asian_width(c) in "WFH" for c in text)
