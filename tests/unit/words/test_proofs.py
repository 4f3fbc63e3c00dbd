"""What is found of the user of unattended runs is said in both languages, and every sentence is used."""

from __future__ import annotations

import inspect
import re

import pytest

from wizard.application import unattended as proofs
from wizard.domain.errors import SetupMustChange
from wizard.domain.requirement import UNKNOWN, Requirement
from wizard.words import LANGUAGES, Lang
from wizard.words.say import say_proof
from wizard.words.unattended import TABLE

DETAILS = {"user": "u@example.com", "licence": "L", "label": "S", "object": "O", "left": 5}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("key", TABLE)
def test_every_result_is_said(key: str, lang: Lang) -> None:
    code, _, state = key.partition(".")
    why = SetupMustChange("package_absent")
    said = say_proof(Requirement(code, state, True, {**DETAILS, "trouble": why}), lang)
    assert said
    assert not re.search(r"[{}]", said)
    assert say_proof(Requirement(code, UNKNOWN), lang)


def test_every_sentence_belongs_to_a_point_that_is_proven() -> None:
    source = inspect.getsource(proofs)
    assert all(f'"{code}"' in source for code in {key.partition(".")[0] for key in TABLE})
