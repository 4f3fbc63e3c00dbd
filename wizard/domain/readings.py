"""How names sound: kana in Latin letters, and the several ways to write one Japanese sound in them, made one."""

from __future__ import annotations

import re
import unicodedata

_TABLE = """
あ a い i う u え e お o か ka き ki く ku け ke こ ko さ sa し shi す su せ se そ so た ta ち chi つ tsu て te と to
な na に ni ぬ nu ね ne の no は ha ひ hi ふ fu へ he ほ ho ま ma み mi む mu め me も mo や ya ゆ yu よ yo
ら ra り ri る ru れ re ろ ro わ wa ゐ i ゑ e を o ん n が ga ぎ gi ぐ gu げ ge ご go ざ za じ ji ず zu ぜ ze ぞ zo
だ da ぢ ji づ zu で de ど do ば ba び bi ぶ bu べ be ぼ bo ぱ pa ぴ pi ぷ pu ぺ pe ぽ po ゔ vu ー -
きゃ kya きゅ kyu きょ kyo しゃ sha しゅ shu しょ sho しぇ she ちゃ cha ちゅ chu ちょ cho ちぇ che
にゃ nya にゅ nyu にょ nyo ひゃ hya ひゅ hyu ひょ hyo みゃ mya みゅ myu みょ myo りゃ rya りゅ ryu りょ ryo
ぎゃ gya ぎゅ gyu ぎょ gyo じゃ ja じゅ ju じょ jo じぇ je びゃ bya びゅ byu びょ byo ぴゃ pya ぴゅ pyu ぴょ pyo
ふぁ fa ふぃ fi ふぇ fe ふぉ fo てぃ ti でぃ di ゔぁ va ゔぃ vi ゔぇ ve ゔぉ vo うぃ wi うぇ we
"""
_WORDS = _TABLE.split()
_SYLLABLES = dict(zip(_WORDS[::2], _WORDS[1::2], strict=True))
_SYLLABLE = re.compile("|".join(sorted(_SYLLABLES, key=len, reverse=True)))
_DOUBLED = re.compile(r"っ([a-z])")

# Other systems' spellings → Hepburn's.
_HEPBURN = {"sy": "sh", "ty": "ch", "zy": "j", "jy": "j", "tch": "cch", "m": "n"}
_HEPBURN |= {"si": "shi", "ti": "chi", "tu": "tsu", "zi": "ji", "di": "ji", "hu": "fu", "du": "zu"}
_OTHER_SPELLING = re.compile("sy|ty|zy|jy|tch|m(?=[bmp])|(?<![sc])si|(?<!s)ti|(?<!s)tu|zi|di|(?<![scprtwgk])hu|du")
_LONG = re.compile(r"o[uo]|oh(?![aeiouy])|uu")

_SIGNS = "-'’ʼ"
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa"})
_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})


def readings(word: str) -> frozenset[str]:
    """Return how one folded word of a name may be spelt in plain Latin letters; empty for kanji.

    Long vowels are short in it (Satou, Satoh, Satō → sato), so different names can share a spelling (小野, 大野).
    """
    latin = _latin(word)
    spelt = {_plain(latin), _plain(latin.translate(_UMLAUTS))}
    return frozenset(_hepburn(text) for text in spelt if text.isascii() and text.isalpha())


def is_kana(word: str) -> bool:
    """Whether a folded word is in kana alone."""
    return all("ぁ" <= letter <= "ゖ" or letter == "ー" for letter in word)


def _latin(word: str) -> str:
    if word.isascii():
        return word
    return _DOUBLED.sub(r"\1\1", _SYLLABLE.sub(lambda found: _SYLLABLES[found[0]], word))


def _plain(word: str) -> str:
    decomposed = unicodedata.normalize("NFD", word.translate(_LETTERS))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter) and letter not in _SIGNS)


def _hepburn(word: str) -> str:
    spelt = _OTHER_SPELLING.sub(lambda found: _HEPBURN[found[0]], word)
    return _LONG.sub(lambda found: found[0][0], spelt)
