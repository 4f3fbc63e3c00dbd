"""Both languages are complete and current, and switch while the window is open."""

from __future__ import annotations

import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from tests.gui.person import Person
from wizard import resources
from wizard.gui.shell import Shell

ROOT = Path(__file__).parents[2]
TOOLS = Path(sys.executable).parent
SETTINGS = {"ja": ("ja", ()), "en": ("en_GB", ("-pluralonly",))}


@pytest.mark.parametrize("lang", SETTINGS)
def test_no_text_is_new_gone_or_untranslated(lang: str, tmp_path: Path) -> None:
    kept, fresh = resources.path(f"i18n/{lang}.ts"), tmp_path / f"{lang}.ts"
    shutil.copy(kept, fresh)
    target, more = SETTINGS[lang]
    options = ["-extensions", "py", "wizard/gui", "wizard/app", "-ts", str(fresh), "-source-language", "en"]
    options += ["-target-language", target, "-locations", "none", "-no-obsolete", *more]
    subprocess.run([TOOLS / "pyside6-lupdate", *options], cwd=ROOT, check=True, capture_output=True)
    assert fresh.read_text("utf-8") == kept.read_text("utf-8")
    unfinished = [m.findtext("source") for m in ET.parse(fresh).iter("message") if _unfinished(m)]
    assert unfinished == []


@pytest.mark.parametrize("lang", SETTINGS)
def test_what_is_shipped_is_what_was_translated(lang: str, tmp_path: Path) -> None:
    made = tmp_path / f"{lang}.qm"
    source = resources.path(f"i18n/{lang}.ts")
    subprocess.run([TOOLS / "pyside6-lrelease", source, "-qm", made], check=True, capture_output=True)
    assert made.read_bytes() == resources.path(f"i18n/{lang}.qm").read_bytes()


def test_placeholders_are_the_same_in_both_languages() -> None:
    for message in ET.parse(resources.path("i18n/ja.ts")).iter("message"):
        source = message.findtext("source") or ""
        translation = message.find("translation")
        assert translation is not None
        words = "".join(translation.itertext())
        for mark in ("%n", "%Ln", "<b>", *_fields(source)):
            assert (mark in source) == (mark in words), source


def test_the_window_changes_its_language_while_it_is_open(window: Shell, person: Person) -> None:
    person.until_page("prepare")
    assert person.text("button-next") == "Start setting up Salesforce"
    window.language.setCurrentIndex(window.language.findData("ja"))
    person.until(lambda: person.text("button-next") == "Salesforce の設定を開始")
    assert person.text("title-prepare") == "はじめに"
    assert "はじめに" in window.windowTitle()
    window.language.setCurrentIndex(window.language.findData("en"))
    person.until(lambda: person.text("title-prepare") == "Before you start")


def _unfinished(message: ET.Element) -> bool:
    translation = message.find("translation")
    return translation is None or translation.get("type") == "unfinished"


def _fields(words: str) -> list[str]:
    return ["{" + part.partition("}")[0] + "}" for part in words.split("{")[1:]]
