"""Every sentence is there in both languages, fits its place, and is used."""

from __future__ import annotations

import re
from string import Formatter

import pytest

from tests.unit.words.source import Raised, literals, raised
from wizard.domain.destination import OWN_FIELDS, OWN_LOOKUPS
from wizard.services import setup_file as setup_file_service
from wizard.services.salesforce.session import _WHOLE_CALL
from wizard.transfer.row_errors import WHOLE_RUN
from wizard.words import (
    api_errors,
    commands,
    errors,
    field_choice,
    field_errors,
    items,
    links,
    mapping,
    oauth,
    operation,
    own_object,
    reasons,
    setup_file,
    values,
)
from wizard.words import help as help_texts

TABLES = {
    "api_errors": api_errors.TABLE,
    "commands": commands.TABLE,
    "errors": errors.TABLE,
    "field_choice": field_choice.FAULTS,
    "help": help_texts.TABLE,
    "items": items.TABLE,
    "mapping": mapping.FAULTS,
    "oauth": oauth.TABLE,
    "operation": operation.TABLE,
    "own_parts": own_object.PARTS,
    "values": values.TABLE,
    "notes": reasons.NOTES,
    "reasons": reasons.REASONS,
    "field_errors": field_errors.FIELD_ERRORS,
    "row_errors": reasons.ROW_ERRORS,
    "setup_file": setup_file.FAULTS,
}
SENTENCES = [(table, code) for table, entries in TABLES.items() for code in entries]
RAISED = [r for r in raised() if r.code != "oauth"]  # an OAuth error has a table of its own
OF_SALESFORCE = ("api_errors", "oauth", "row_errors", "field_errors")  # their codes come from its answers
USED = (
    literals()
    | {code.lower() for code in WHOLE_RUN}
    | {code.lower() for code in _WHOLE_CALL}
    | set(own_object.PARTS)  # say_parts, beside the tables, chooses among them
    | {
        "refused",  # made by its class
        "schedule_rests",  # added by ``say_unattended``
        "schedule_rests_app",
        "running",  # a run's state, written in SQL
        *(
            f"help_{command}"
            for command in (
                "setup",
                "sync",
                "status",
                "explain",
                "undo",
                "schedule",
                "diagnostics",
                "export",
                "disconnect",
                "standin",
            )
        ),
    }
)
JAPANESE = re.compile(r"[぀-ヿ㐀-鿿]")
ALIKE = {("items", "fax"), ("items", "url")}  # the same word in both languages


def placeholders(sentence: str) -> list[str]:
    return sorted({name for _, name, _, _ in Formatter().parse(sentence) if name is not None})


@pytest.mark.parametrize(("table", "code"), SENTENCES)
def test_both_languages_say_it_with_the_same_placeholders(table: str, code: str) -> None:
    japanese, english = TABLES[table][code]
    assert placeholders(japanese) == placeholders(english)


@pytest.mark.parametrize(("table", "code"), SENTENCES)
def test_every_sentence_can_be_filled(table: str, code: str) -> None:
    for sentence in TABLES[table][code]:
        numbers = {name for _, name, form, _ in Formatter().parse(sentence) if name and form}
        filled = sentence.format(**{name: 12_345 if name in numbers else "{x}" for name in placeholders(sentence)})
        assert filled.count("12,345") == len(re.findall(r"\{[a-z_]+:,\}", sentence))
        assert filled.strip()
        assert filled.count("{") == len(re.findall(r"(?<!\{)\{[a-z_]+\}", sentence))


@pytest.mark.parametrize(("table", "code"), [s for s in SENTENCES if s not in ALIKE])
def test_each_language_is_its_own(table: str, code: str) -> None:
    japanese, english = TABLES[table][code]
    assert JAPANESE.search(japanese)
    assert not JAPANESE.search(english)


def test_troubles_are_found_in_the_source() -> None:
    assert len(RAISED) > 40


@pytest.mark.parametrize("trouble", RAISED, ids=lambda r: f"{r.code} {r.place}")
def test_every_trouble_has_a_sentence_filled_by_its_details(trouble: Raised) -> None:
    assert set(placeholders(errors.TABLE[trouble.code][1])) <= trouble.details


@pytest.mark.parametrize("code", sorted(errors.TABLE.keys() - {r.code for r in RAISED} - {"refused"}))
def test_a_trouble_made_from_a_code_in_a_variable_needs_no_details(code: str) -> None:
    assert placeholders(errors.TABLE[code][1]) == []


@pytest.mark.parametrize("code", sorted(code.lower() for code in WHOLE_RUN))
def test_what_stops_a_whole_run_has_a_sentence(code: str) -> None:
    assert placeholders(errors.TABLE[code][1]) == []


def test_every_item_has_a_name() -> None:
    assert items.TABLE.keys() == OWN_FIELDS.keys() | OWN_LOOKUPS.keys()


def test_every_fault_of_a_set_up_file_has_a_sentence() -> None:
    wanted = {want for _, want in setup_file_service._KEYS.values()}
    of_the_whole = {"unknown", "missing", "table", "one_key", "one_secret", "custom_domain", "left_out_already"}
    of_a_preset = {"consumer_key"}  # which is held to what the window asks for
    of_a_name = {"device", "case"}
    assert setup_file.FAULTS.keys() == wanted | of_the_whole | of_a_preset | of_a_name


@pytest.mark.parametrize("table", ["oauth", "row_errors", "field_errors"])
def test_an_unknown_code_of_salesforce_has_a_sentence(table: str) -> None:
    assert "other" in TABLES[table]


@pytest.mark.parametrize(("table", "code"), [s for s in SENTENCES if s[0] not in OF_SALESFORCE])
def test_every_sentence_is_used(table: str, code: str) -> None:
    assert code in USED


def test_no_sentence_of_the_command_line_hides_another() -> None:
    tables = (commands.TABLE, operation.TABLE, links.COMMANDS)
    assert sum(map(len, tables)) == len({code for table in tables for code in table})
