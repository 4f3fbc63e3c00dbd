"""What is made of our own Salesforce object, part by part, in words."""

from __future__ import annotations

from collections.abc import Iterable

from wizard.domain.destination import OWN, OWN_LOOKUPS
from wizard.domain.own_object import PARTS, Components
from wizard.domain.permission_set import OWN_READER_SET, OWN_SET
from wizard.words import own_object
from wizard.words.say import Lang, say, say_item, say_own_object

_SETS = {OWN_SET: "integration", OWN_READER_SET: "reader"}
_ITEMS = {name: item for item, name in (*OWN.fields.items(), *OWN_LOOKUPS.items())}
_COMMA = {"ja": "、", "en": ", "}


def say_parts(parts: Components, lang: Lang) -> list[str]:
    """Return one line for each thing that is made, complete: nothing else is."""
    said = []
    if parts.whole:
        said.append(_say("makes_object", lang, object=say_own_object("card", lang), name=OWN.object_name))
    if parts.fields:
        said.append(_say("makes_fields", lang, fields=say_names(parts.fields, lang)))
    said += [_say("makes_set", lang, label=_set(name, lang), name=name) for name in parts.sets]
    for name, fields in parts.rights.items():
        said.append(_say("makes_rights", lang, label=_set(name, lang), fields=say_names(fields, lang)))
    if not parts.whole or parts.rights:
        said.append(_say("makes_note", lang, parts=str(PARTS)))
    if parts.fields and not parts.whole:
        said.append(_say("makes_no_layout", lang))
    return said


def say_names(names: Iterable[str], lang: Lang) -> str:
    """Return the labels of fields and permission sets, given by their API names."""
    return _COMMA[lang].join(_set(name, lang) if name in _SETS else _field(name, lang) for name in names)


def _field(name: str, lang: Lang) -> str:
    return say_own_object("card_id", lang) if name == OWN.key_field else say_item(_ITEMS[name], lang)


def _set(name: str, lang: Lang) -> str:
    return say_own_object(_SETS[name], lang)


def _say(code: str, lang: Lang, **details: str) -> str:
    return say(own_object.PARTS, code, lang, **details)
