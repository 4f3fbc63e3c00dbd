"""Our own object for the cards as metadata archives, from the templates in ``resources/salesforce``."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path
from xml.sax.saxutils import escape

from wizard import resources
from wizard.domain.destination import OWN
from wizard.words import LANGUAGES, Lang
from wizard.words.say import say_item, say_own_object

_LABEL = re.compile(r"@(item|text):(\w+)@")
_STEADY = (2026, 1, 1, 0, 0, 0)  # the same archive each time
_LOCALES: Mapping[Lang, str] = {"ja": "ja", "en": "en_US"}
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SPACE = 'xmlns="http://soap.sforce.com/2006/04/metadata"'


def own_package(lang: Lang) -> bytes:
    """Return the zip to deploy, with labels in one language."""
    folder = resources.path("salesforce")
    files = (path for path in folder.rglob("*") if path.is_file())
    return _zipped({file.relative_to(folder).as_posix(): _labelled(file, lang) for file in files})


def own_translation(lang: Lang) -> bytes:
    """Return the zip with the labels in the other language, for an object made in ``lang``.

    Salesforce takes it only where the organisation's Translation Workbench is on [I].
    """
    other = next(each for each in LANGUAGES if each != lang)
    name = f"{OWN.object_name}-{_LOCALES[other]}"
    members = f"<types><members>{name}</members><name>CustomObjectTranslation</name></types>"
    return _zipped(
        {
            "package.xml": f"{_HEAD}<Package {_SPACE}>{members}<version>60.0</version></Package>\n",
            f"objectTranslations/{name}.objectTranslation": _translation(other),
        }
    )


def _translation(lang: Lang) -> str:
    names = {OWN.key_field: say_own_object("card_id", lang)}
    names |= {field: say_item(item, lang) for item, field in OWN.fields.items() if field.endswith("__c")}
    fields = "".join(
        f"<fields><label>{escape(label)}</label><name>{name}</name></fields>" for name, label in names.items()
    )
    forms = {"false": say_own_object("card", lang), "true": say_own_object("cards", lang)}
    if lang == "ja":  # the language has no plural
        del forms["true"]
    cases = "".join(
        f"<caseValues><plural>{p}</plural><value>{escape(v)}</value></caseValues>" for p, v in forms.items()
    )
    label = f"<nameFieldLabel>{escape(say_item('name', lang))}</nameFieldLabel>"
    return f"{_HEAD}<CustomObjectTranslation {_SPACE}>{cases}{fields}{label}</CustomObjectTranslation>\n"


def _zipped(files: Mapping[str, str]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            archive.writestr(zipfile.ZipInfo(name, _STEADY), files[name])
    return data.getvalue()


def _labelled(file: Path, lang: Lang) -> str:
    def label(found: re.Match[str]) -> str:
        kind, code = found.groups()
        return escape(say_item(code, lang) if kind == "item" else say_own_object(code, lang))

    return _LABEL.sub(label, file.read_text("utf-8"))
