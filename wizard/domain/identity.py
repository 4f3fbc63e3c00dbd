"""When a card and a contact or lead are the same person: what of an address, a name and a company counts.

Width, letter case, spaces and legal forms of companies do not count; everything else does, character variants (髙, 高)
included: a wrong link is worse than one that is missing.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Legal forms as they stand in names of East Asia, before or behind the name, with NFKC applied (㈱ → (株)).
_EASTERN = """
株式会社 株式會社 有限会社 合同会社 合名会社 合資会社 相互会社 特定目的会社
一般社団法人 公益社団法人 社団法人 一般財団法人 公益財団法人 財団法人 特定非営利活動法人 npo法人
医療法人社団 医療法人財団 医療法人 社会医療法人 社会福祉法人 学校法人 宗教法人
国立大学法人 公立大学法人 独立行政法人 地方独立行政法人 国立研究開発法人 農業協同組合 農事組合法人
弁護士法人 税理士法人 監査法人 司法書士法人 行政書士法人 社会保険労務士法人 特許業務法人 弁理士法人 土地家屋調査士法人
股份有限公司 有限责任公司 有限公司 주식회사 유한회사 (주) (유)
(株) (有) (同) (名) (資) (相) (一社) (公社) (一財) (公財) (社) (財) (特非) (医) (福) (学) (宗) (大) (独) (弁) (税) (監)
"""
# Legal forms behind a name in Latin letters, each written without its dots.
_LATIN = """
incorporated inc corporation corp company co limited ltd ltda llc llp lp lllp plc pllc kk gk yk gmbh mbh ag kg kgaa ohg
ug se ev sa sas sasu sarl srl spa snc bv nv ab as asa a/s oy oyj aps pte pty pvt sdn bhd pt tbk jsc pjsc ooo zao sro
doo kft zrt eood ood
"""
# Legal forms of several words that are names by themselves.
_PHRASES = re.compile(
    r"[\s,.]+(?:(?:kabushiki|yugen|godo|goudou|gomei|goshi) ?(?:kaisha|gaisha)|private limited|public company limited"
    r"|public limited company|sp\.? ?z ?o\.? ?o\.?|s\.?a\.? de c\.?v\.?)$"
)
_FORMS = tuple(sorted(_EASTERN.split(), key=len, reverse=True))
_LAST_WORD = re.compile(r"[\s,.&]+(?:and )?((?:\w\.)+\w?|\w/\w|\w+)\s*\.?$")
_CIRCLED = str.maketrans({"㊑": "(株)", "㊒": "(有)"})  # NFKC would leave the character alone
_LATIN_FORMS = frozenset(_LATIN.split())
_AROUND = " \t,.・、。"


def fold_address(address: str) -> str:
    """Return an e-mail address for comparing: letter case and spaces around it do not count."""
    return address.strip().lower()


@lru_cache(4096)  # family names and companies come again and again
def fold_person(name: str) -> str:
    """Return a family or given name for comparing."""
    return "".join(_wide(name).split())


@lru_cache(4096)
def fold_company(name: str) -> str:
    """Return the name of a company for comparing, without its legal forms; a name of nothing else stays as it is."""
    text = _wide(name.translate(_CIRCLED)).strip()
    return "".join((_without_forms(text) or text).split())


def company_core(name: str) -> str:
    """Return the name of a company without its legal forms; as it is where it has none, or is nothing else."""
    core = _without_forms(_wide(name.translate(_CIRCLED)).strip())
    return core if core and core != _wide(name).strip() else name


def _wide(text: str) -> str:
    return text.lower() if text.isascii() else unicodedata.normalize("NFKC", text).casefold()


def _without_forms(text: str) -> str:
    """Take legal forms off, one after the other: there may be several (Co., Ltd.)."""
    while (shorter := _shorter(text).strip(_AROUND)) != text:
        text = shorter
    return text


def _shorter(text: str) -> str:
    if text.startswith(_FORMS):
        return text.removeprefix(next(form for form in _FORMS if text.startswith(form)))
    if text.endswith(_FORMS):
        return text.removesuffix(next(form for form in _FORMS if text.endswith(form)))
    if phrase := _PHRASES.search(text):
        return text[: phrase.start()]
    last = _LAST_WORD.search(text)
    if last and last[1].replace(".", "") in _LATIN_FORMS:
        return text[: last.start()]
    return text
