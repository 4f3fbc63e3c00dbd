"""Who in Salesforce an unmatched Sansan user might be, by name. A person decides; nothing here matches by itself.

Compared are the names as written (order, width, kana and kanji variants do not count), how they sound, and the
local parts of the addresses (hanako.sato@…). What fits several people is not suggested.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from wizard.domain.readings import is_kana, readings
from wizard.domain.recipients import Recipient
from wizard.domain.text import fold
from wizard.domain.users import SalesforceUser
from wizard.domain.variants import fold_name

SURE = 80
"""From this confidence on, suggestions may be accepted many at once."""

WAYS = {"name": 95, "address": 85, "reading": 75, "address_reading": 65}
"""What speaks for a suggestion, the strongest first, with its confidence of 100."""

_OTHER_ADDRESS = 40  # less sure by so much when both have an address in the same company, and not the same one
_NOTES = re.compile(r"\(.*?\)|\[.*?\]|【.*?】|様$|さん$|\b(mr|ms|mrs|dr)\b\.?")
_BETWEEN = re.compile(r"[\s,、・･/]+")
_LOCAL = re.compile(r"[a-z]+(?:[._-][a-z]+)+")

Key = tuple[str, str]  # (written | local | name_sound | address_sound, what)
Index = Mapping[Key, frozenset[int]]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A Salesforce user, the one of ``WAYS`` that speaks most for it, and how sure that is (0 to 100)."""

    user: SalesforceUser
    way: str
    confidence: int


def suggest(recipients: Sequence[Recipient], users: Sequence[SalesforceUser]) -> dict[int, Suggestion]:
    """Return suggestions for those with the default, by their place among ``recipients``.

    Nobody is suggested who is the match of another Sansan user, nor twice.
    """
    taken = {r.user_id for r in recipients if r.reason != "default" and not r.skip}
    index = _index(users)
    found = {}
    for row, recipient in enumerate(recipients):
        if recipient.reason == "default" and not recipient.skip:
            suggestion = _suggest_one(recipient, users, index)
            if suggestion and suggestion.user.id not in taken:
                found[row] = suggestion
    return _once(found)


def _suggest_one(recipient: Recipient, users: Sequence[SalesforceUser], index: Index) -> Suggestion | None:
    """All ways must point to one and the same person."""
    name, email = recipient.sansan.name, recipient.sansan.email
    found = _ways(_keys(name, [email]), index)
    if is_kana(_compact(name)):  # two names in kana are the same or not; there is no sound to be guessed
        found["reading"] = frozenset(at for at in found["reading"] if not is_kana(_compact(users[at].name)))
    ways = {way: who for way, who in found.items() if who}
    common = frozenset.intersection(*ways.values()) if ways else frozenset()
    if len(common) != 1:
        return None
    user = users[next(iter(common))]
    way = next(way for way in WAYS if way in ways)
    return Suggestion(user, way, WAYS[way] - _OTHER_ADDRESS * _has_other_address(email, user))


def _ways(keys: Iterable[Key], index: Index) -> dict[str, frozenset[int]]:
    """Return who is found by each way."""
    found: dict[str, set[int]] = {way: set() for way in WAYS}
    for kind, what in keys:
        if kind == "written":
            found["name"] |= index.get((kind, what), frozenset())
        elif kind == "local":
            found["address"] |= index.get((kind, what), frozenset())
        elif kind == "name_sound":
            found["reading"] |= index.get((kind, what), frozenset())
            found["address_reading"] |= index.get(("address_sound", what), frozenset())
        else:
            found["address_reading"] |= index.get(("name_sound", what), frozenset())
    return {way: frozenset(who) for way, who in found.items()}


def _index(users: Sequence[SalesforceUser]) -> Index:
    found: dict[Key, set[int]] = defaultdict(set)
    for at, user in enumerate(users):
        for key in _keys(user.name, [user.username, user.email]):
            found[key].add(at)
    return {key: frozenset(who) for key, who in found.items()}


def _keys(name: str, addresses: Iterable[str]) -> set[Key]:
    """Return everything a person can be found by."""
    words = _words(name)
    keys = {("written", text) for text in _orders(words)} if len("".join(words)) > 1 else set()
    keys |= {("name_sound", text) for text in _sounds(words)}
    for local in {fold(address).partition("@")[0] for address in addresses}:
        if _LOCAL.fullmatch(local):
            keys.add(("local", local))
            keys |= {("address_sound", text) for text in _sounds(re.split(r"[._-]", local))}
    return keys


def _words(name: str) -> list[str]:
    return [word for word in _BETWEEN.split(_NOTES.sub(" ", fold_name(name))) if word]


def _compact(name: str) -> str:
    return "".join(_words(name))


def _orders(words: Sequence[str]) -> set[str]:
    """Return the words joined, beginning with each of them: family name first or last."""
    return {"".join((*words[at:], *words[:at])) for at in range(len(words))}


def _sounds(words: Sequence[str]) -> set[str]:
    """Return the spellings of all the words joined; none when one of them cannot be read."""
    return {text for spelt in product(*map(readings, words)) for text in _orders(spelt)} if len(words) < 5 else set()


def _has_other_address(email: str, user: SalesforceUser) -> bool:
    """Whether both have an address in the same company. The same address would have matched."""
    domain = fold(email).partition("@")[2]
    return bool(domain) and domain in {fold(a).partition("@")[2] for a in (user.username, user.email)}


def _once(found: dict[int, Suggestion]) -> dict[int, Suggestion]:
    """Keep, of several Sansan users with the same suggestion, the one that is surest, if one is."""
    by_user: dict[str, list[int]] = defaultdict(list)
    for suggestion in found.values():
        by_user[suggestion.user.id].append(suggestion.confidence)

    def is_surest(suggestion: Suggestion) -> bool:
        *others, highest = sorted(by_user[suggestion.user.id])
        return suggestion.confidence == highest and highest not in others

    return {row: suggestion for row, suggestion in found.items() if is_surest(suggestion)}
