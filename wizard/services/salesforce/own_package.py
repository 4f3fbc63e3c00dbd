"""Our own object for the cards as metadata archives, from the templates in ``resources/salesforce``."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from xml.sax.saxutils import escape

from wizard import resources
from wizard.domain.destination import OWN, OWN_LOOKUPS
from wizard.domain.own_object import EVERYTHING, FIELDS, PARTS, Components
from wizard.domain.permission_set import LINK_SET
from wizard.words import LANGUAGES, Lang
from wizard.words.say import say_item, say_own_object

_LABEL = re.compile(r"@(item|text):(\w+)@")
_RIGHTS = re.compile(r"\s*@fields:(true|false)@")
_NAME = re.compile(r"<fullName>(\w+)</")
_STEADY = (2026, 1, 1, 0, 0, 0)  # the same archive each time
_LOCALES: Mapping[Lang, str] = {"ja": "ja", "en": "en_US"}
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SPACE = 'xmlns="http://soap.sforce.com/2006/04/metadata"'
_OBJECT = f"objects/{OWN.object_name}.object"
_WHOLE = {"objects": "CustomObject", "tabs": "CustomTab", "layouts": "Layout"}


def own_package(lang: Lang, parts: Components = EVERYTHING) -> bytes:
    """Return the zip that deploys these parts and nothing else, with labels in one language."""
    files = {name: _labelled(text, lang) for name, text in _templates(parts)}
    members = [(_WHOLE[folder], stem) for folder, stem in map(_split, files) if parts.whole and folder in _WHOLE]
    if not parts.whole:
        members += [("CustomField", f"{OWN.object_name}.{field}") for field in parts.fields]
    members += [("PermissionSet", name) for name in parts.sets]
    return _zipped({**files, "package.xml": _manifest(members)})


def link_package(lang: Lang) -> bytes:
    """Return the zip that deploys the permission set for contacts, leads and accounts, and nothing else."""
    name = f"permissionsets/{LINK_SET}.permissionset"
    text = (resources.path("salesforce") / name).read_text("utf-8")
    return _zipped({name: _labelled(text, lang), "package.xml": _manifest([("PermissionSet", LINK_SET)])})


def own_translation(lang: Lang, parts: Components = EVERYTHING) -> bytes:
    """Return the zip with the labels in the other language, for parts made in ``lang``.

    Salesforce takes it only where the organisation's Translation Workbench is on [I]; labels of what the file does
    not name stay [I].
    """
    other = next(each for each in LANGUAGES if each != lang)
    name = f"{OWN.object_name}-{_LOCALES[other]}"
    return _zipped(
        {
            "package.xml": _manifest([("CustomObjectTranslation", name)]),
            f"objectTranslations/{name}.objectTranslation": _translation(other, parts),
        }
    )


def _templates(parts: Components) -> Iterator[tuple[str, str]]:
    """Yield the files and their texts, less what is not to be made."""
    folder = resources.path("salesforce")
    if parts.whole:
        for file in (file for kind in _WHOLE for file in (folder / kind).iterdir()):
            yield file.relative_to(folder).as_posix(), _complete(file.read_text("utf-8"))
    elif parts.fields:
        fields = _fields(folder / _OBJECT, parts.fields)
        yield _OBJECT, f"{_HEAD}<CustomObject {_SPACE}>{''.join(fields)}\n</CustomObject>\n"
    for name in parts.sets:
        file = folder / "permissionsets" / f"{name}.permissionset"
        yield f"permissionsets/{file.name}", _granting(file.read_text("utf-8"), parts.granted)


def _complete(text: str) -> str:
    """Add the fields that the layout gives no place of their own, in place of ``@others@``."""
    others = (field for field in FIELDS if f"<field>{field}</field>" not in text)
    item = "{0}<layoutItems>\n{0}    <behavior>Edit</behavior>\n{0}    <field>{1}</field>\n{0}</layoutItems>\n"
    return text.replace("@others@", "".join(item.format(" " * 12, field) for field in others))


def _granting(text: str, fields: Iterable[str]) -> str:
    """Write the rights to these fields in place of ``@fields:editable@``."""

    def rights(found: re.Match[str]) -> str:
        return "".join(
            f"\n    <fieldPermissions>\n        <editable>{found[1]}</editable>\n"
            f"        <field>{OWN.object_name}.{field}</field>\n        <readable>true</readable>\n"
            "    </fieldPermissions>"
            for field in fields
        )

    return _RIGHTS.sub(rights, text)


def _fields(file: Path, wanted: tuple[str, ...]) -> Iterator[str]:
    """Yield the elements of the object's file that are about these fields."""
    for element in re.findall(r"\s*<fields>.*?</fields>", file.read_text("utf-8"), re.DOTALL):
        if (match := _NAME.search(element)) and match[1] in wanted:
            yield element


def _split(path: str) -> tuple[str, str]:
    folder, _, name = path.partition("/")
    return folder, name.rpartition(".")[0]


def _manifest(members: list[tuple[str, str]]) -> str:
    named: dict[str, str] = {}
    for kind, name in members:
        named[kind] = named.get(kind, "") + f"<members>{name}</members>"
    types = "".join(f"<types>{names}<name>{kind}</name></types>" for kind, names in named.items())
    return f"{_HEAD}<Package {_SPACE}>{types}<version>60.0</version></Package>\n"


def _translation(lang: Lang, parts: Components) -> str:
    names = {OWN.key_field: say_own_object("card_id", lang)}
    names |= {field: say_item(item, lang) for item, field in (*OWN.fields.items(), *OWN_LOOKUPS.items())}
    fields = "".join(
        f"<fields><label>{escape(names[name])}</label><name>{name}</name></fields>" for name in parts.fields
    )
    forms = {"false": say_own_object("card", lang), "true": say_own_object("cards", lang)}
    if lang == "ja":  # the language has no plural
        del forms["true"]
    cases = "".join(
        f"<caseValues><plural>{p}</plural><value>{escape(v)}</value></caseValues>" for p, v in forms.items()
    )
    label = f"<nameFieldLabel>{escape(say_item('name', lang))}</nameFieldLabel>"
    inside = f"{cases}{fields}{label}" if parts.whole else fields
    return f"{_HEAD}<CustomObjectTranslation {_SPACE}>{inside}</CustomObjectTranslation>\n"


def _zipped(files: Mapping[str, str]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            archive.writestr(zipfile.ZipInfo(name, _STEADY), files[name])
    return data.getvalue()


def _labelled(text: str, lang: Lang) -> str:
    def label(found: re.Match[str]) -> str:
        kind, code = found.groups()
        return escape(say_item(code, lang) if kind == "item" else say_own_object(code, lang))

    return _LABEL.sub(label, text).replace("@parts@", str(PARTS))
