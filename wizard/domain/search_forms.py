"""Other ways to write what a person searches for, as neither Sansan's search nor Salesforce's takes them for the same.

Width, kana, variants of kanji, the order of names and legal forms of companies. Pure rules.
"""

from __future__ import annotations

import unicodedata
from itertools import islice, product

from wizard.domain.identity import company_core
from wizard.domain.text import clean, utf16_length, visible
from wizard.domain.variants import spellings_of

_MOST = 6  # spellings of one text: each costs a request
_LONGEST = 255  # UTF-16 units; no name, company or address is longer in a field that can be searched
_WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
_KATAKANA = {code: code + 0x60 for code in range(0x3041, 0x3097)}


def searchable(text: str) -> str:
    """Return what to search for of a text as typed or pasted; empty where nothing can fit."""
    plain = " ".join(clean(visible(text)).split())
    return plain if utf16_length(plain) <= _LONGEST else ""


def spellings(text: str) -> tuple[str, ...]:
    """Return the ways to write a name or a company, as typed first."""
    plain = unicodedata.normalize("NFKC", text)
    variants = ("".join(letters) for letters in islice(product(*map(spellings_of, plain)), _MOST))
    wide = () if plain.isascii() else (plain.translate(_WIDE), plain.upper().translate(_WIDE))
    return tuple(dict.fromkeys((text, plain, *wide, *variants)))[:_MOST]


def companies(text: str) -> tuple[str, ...]:
    """Return the ways to write a company, last without its legal form."""
    return tuple(dict.fromkeys((*spellings(text), company_core(text))))


def reading(text: str) -> str:
    """Return a text in katakana of full width, as readings stand on cards."""
    return unicodedata.normalize("NFKC", text).translate(_KATAKANA)


def orders(text: str) -> tuple[tuple[str, str], ...]:
    """Return how the words of a text may be two names: each way to part them, and each the other way round."""
    words = text.split()
    parted = [(" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words))]
    return tuple(dict.fromkeys((*parted, *((second, first) for first, second in parted))))
