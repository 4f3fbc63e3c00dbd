"""What will be made in Salesforce where our own object is needed, said in full before it is made."""

from __future__ import annotations

from dataclasses import replace
from html import escape

from PySide6.QtCore import QCoreApplication

from wizard.domain.destination import OWN
from wizard.domain.own_object import Components
from wizard.domain.permission_set import OWN_SET
from wizard.words import Lang
from wizard.words.say import say_item, say_own_object
from wizard.words.say_parts import say_parts


def own_object_name(lang: Lang) -> str:
    """Return the object's label."""
    return say_own_object("card", lang)


def why_own(reason: str) -> str:
    """Return why the cards go to our own object; empty where nothing else was looked for."""
    translate = QCoreApplication.translate
    return {
        "": "",
        "package_absent": translate("OwnObject", "Sansan’s package is not in this organisation."),
        "key_not_external": translate(
            "OwnObject",
            "Sansan’s package is there, but its card ID is no external ID: cards could be duplicated.",
        ),
    }[reason]


def what_is_made(parts: Components, lang: Lang, user: str) -> str:
    """Return everything that will be made, as lines for ``show_points``; ``user`` gets the writer's set."""
    made = [*(_object(lang) if parts.whole else ()), *(_set(name, lang, user) for name in parts.sets)]
    rest = replace(parts, whole=False, fields=() if parts.whole else parts.fields, sets=())
    made += map(escape, say_parts(rest, lang))
    return "<br>".join(f"• {part}" for part in made)


def _object(lang: Lang) -> tuple[str, ...]:
    translate = QCoreApplication.translate
    fields = translate("OwnObject", ", ").join(escape(say_item(item, lang)) for item in OWN.fields)
    return (
        translate("OwnObject", "The object <b>{label}</b> ({name}), with a tab and a page layout").format(
            label=escape(own_object_name(lang)), name=OWN.object_name
        ),
        translate(
            "OwnObject", "The field <b>{label}</b>: a unique external ID, so that no card is ever there twice"
        ).format(label=escape(say_own_object("card_id", lang))),
        translate("OwnObject", "These fields: {fields}").format(fields=fields),
        translate(
            "OwnObject", "Labels in this window’s language; in the other, too, where the Translation Workbench is on"
        ),
        translate(
            "OwnObject", "Sharing <b>Private</b>: the owner of a card sees it, and those above in the role hierarchy"
        ),
    )


def _set(name: str, lang: Lang, user: str) -> str:
    translate = QCoreApplication.translate
    if name == OWN_SET:
        words = translate("OwnObject", "The permission set <b>{label}</b> ({name}) to write cards, assigned to {user}")
        return words.format(label=escape(say_own_object("integration", lang)), name=name, user=escape(user))
    words = translate("OwnObject", "The permission set <b>{label}</b> ({name}) to read cards, for the recipients")
    return words.format(label=escape(say_own_object("reader", lang)), name=name)
