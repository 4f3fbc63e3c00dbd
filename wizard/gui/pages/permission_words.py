"""What the permission-set page says: what was found, what its button will do, how it ended."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QCoreApplication

from wizard.domain.own_object import Components
from wizard.flow.answers import PermissionSetResult
from wizard.gui.pages.own_object import own_object_name, why_own
from wizard.usecases.destination import Found
from wizard.words import Lang, sentences


def said_of_found(found: Found, parts: Components, user: str, lang: Lang) -> str:
    """Return what is there and what the button does about it, for this user; ``parts`` is what it makes."""
    return _own(found, parts, escape(user), lang) if found.kind == "own" else _package(found, escape(user))


def said_of_result(result: PermissionSetResult) -> str:
    """Return how it ended."""
    translate = QCoreApplication.translate
    return {
        "assigned": translate("PermissionSet", "Done: “{label}” is assigned, and the cards can be written."),
        "already": translate("PermissionSet", "“{label}” was assigned already, and the cards can be written."),
        "absent": translate("PermissionSet", "There is no such permission set, but the cards can be written."),
        "manual": translate("PermissionSet", "The cards can be written."),
        "made": translate(
            "PermissionSet", "Done: the object is made, “{label}” is assigned, and the cards can be written."
        ),
        "completed": translate(
            "PermissionSet", "Done: the object is completed, “{label}” is assigned, and the cards can be written."
        ),
    }[result.state].format(label=escape(result.label))


def _package(found: Found, user: str) -> str:
    translate = QCoreApplication.translate
    if len(found.sets) > 1:
        return translate(
            "PermissionSet", "Several permission sets have this name. Choose the one that {user} gets."
        ).format(user=user)
    if found.sets:
        words = translate("PermissionSet", "Found: “{label}”. The button assigns it to {user}.")
        return words.format(label=escape(found.sets[0].label), user=user)
    return translate(
        "PermissionSet",
        "The permission set was not found. {user} may be able to write the business card object without it; the "
        "button checks that.",
    ).format(user=user)


def _own(found: Found, parts: Components, user: str, lang: Lang) -> str:
    translate, name = QCoreApplication.translate, escape(own_object_name(lang))
    if not parts:
        words = translate(
            "PermissionSet",
            "The cards go to the object “{object}”, which is there. The button gives {user} the right.",
        )
    elif not parts.whole:
        words = translate(
            "PermissionSet",
            "The cards go to the object “{object}”, which is there but incomplete. The button makes exactly this in "
            "Salesforce, changes nothing else of it, and gives {user} the right:",
        )
    else:
        words = translate(
            "PermissionSet",
            "The cards go to an object of their own, “{object}”. The button makes exactly this in Salesforce, and "
            "nothing else:",
        )
    return sentences(why_own(found.reason), words.format(object=name, user=user))
