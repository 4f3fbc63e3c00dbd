"""Our own object for the cards as a metadata archive, from the templates in ``resources/salesforce``."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

from wizard import resources
from wizard.words import Lang
from wizard.words.say import say_item, say_own_object

_LABEL = re.compile(r"@(item|text):(\w+)@")
_STEADY = (2026, 1, 1, 0, 0, 0)  # the same archive each time


def own_package(lang: Lang) -> bytes:
    """Return the zip to deploy, with labels in one language; an object made before keeps what people changed."""
    folder = resources.path("salesforce")
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(path for path in folder.rglob("*") if path.is_file()):
            entry = zipfile.ZipInfo(file.relative_to(folder).as_posix(), _STEADY)
            archive.writestr(entry, _labelled(file, lang))
    return data.getvalue()


def _labelled(file: Path, lang: Lang) -> str:
    def label(found: re.Match[str]) -> str:
        kind, code = found.groups()
        return escape(say_item(code, lang) if kind == "item" else say_own_object(code, lang))

    return _LABEL.sub(label, file.read_text("utf-8"))
