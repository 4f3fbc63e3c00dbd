"""What is made of our own object, and what stays away: never made, taken away, hidden."""

from __future__ import annotations

import pytest

from wizard.domain import own_object
from wizard.domain.own_object import FIELDS, PARTS, SETS, HeldSet, ObjectState, noted, taken_away, to_make
from wizard.domain.permission_set import OWN_READER_SET, OWN_SET

ALL = frozenset(FIELDS)


def held(note: str = " (parts: 1)", fields: frozenset[str] = ALL) -> dict[str, HeldSet]:
    return {name: HeldSet(name, f"For cards.{note}", fields) for name in SETS}


def test_where_nothing_is_there_all_is_made() -> None:
    parts = to_make(ObjectState(exists=False))
    assert (parts.whole, parts.sets, parts.granted, dict(parts.rights)) == (True, SETS, FIELDS, {})


def test_sets_that_outlived_the_object_are_opened_not_made() -> None:
    parts = to_make(ObjectState(False, frozenset(), held(fields=frozenset())))
    assert (parts.whole, parts.sets) == (True, ())
    assert dict(parts.rights) == dict.fromkeys(SETS, FIELDS)


def test_where_all_is_there_nothing_is_made() -> None:
    there = ObjectState(True, ALL, held())
    assert not to_make(there)
    assert not taken_away(there)


def test_without_a_note_all_that_is_absent_counts_as_never_made() -> None:
    lacking = ALL - {"Fax__c"}
    there = ObjectState(True, lacking, held("", lacking - {"Note__c"}))
    parts = to_make(there)
    assert parts.fields == ("Fax__c",)
    assert dict(parts.rights) == dict.fromkeys(SETS, ("Fax__c", "Note__c"))
    assert not taken_away(there)


def test_with_a_note_it_was_taken_away_and_comes_back_only_by_word() -> None:
    lacking = ALL - {"Fax__c"}
    there = ObjectState(True, lacking, held(fields=lacking - {"Note__c"}))
    assert not to_make(there)
    assert taken_away(there) == ("Fax__c",)
    again = to_make(there, again=True)
    assert again.fields == ("Fax__c",)
    assert dict(again.rights) == dict.fromkeys(SETS, ("Fax__c",)), "a right that was taken away stays away"


def test_what_a_newer_generation_brings_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(own_object, "PARTS", 2)
    monkeypatch.setattr(own_object, "SINCE", {"Fax__c": 2})
    lacking = ALL - {"Fax__c", "Phone2__c"}
    there = ObjectState(True, lacking, held(fields=lacking))
    assert to_make(there).fields == ("Fax__c",)
    assert dict(to_make(there).rights) == dict.fromkeys(SETS, ("Fax__c",))
    assert taken_away(there) == ("Phone2__c",)


def test_a_newer_field_without_its_rights_gets_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(own_object, "SINCE", {"Fax__c": 2})
    parts = to_make(ObjectState(True, ALL, held(fields=ALL - {"Fax__c"})))
    assert (parts.fields, dict(parts.rights)) == ((), dict.fromkeys(SETS, ("Fax__c",)))


def test_where_the_fields_may_not_be_seen_none_is_taken_for_absent() -> None:
    there = ObjectState(True, None, held())
    assert not to_make(there)
    assert not to_make(there, again=True)
    assert not taken_away(there)


def test_the_writers_set_is_always_made_the_readers_stays_away() -> None:
    sets = held()
    there = ObjectState(True, ALL - {"Fax__c"}, {OWN_READER_SET: sets[OWN_READER_SET]})
    assert to_make(there).sets == (OWN_SET,)
    assert "Fax__c" not in to_make(there).granted
    there = ObjectState(True, ALL, {OWN_SET: sets[OWN_SET]})
    assert (to_make(there).sets, taken_away(there)) == ((), (OWN_READER_SET,))
    assert to_make(there, again=True).sets == (OWN_READER_SET,)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", f"(parts: {PARTS})"),
        ("Ours.", f"Ours. (parts: {PARTS})"),
        ("Ours. (parts: 1)", f"Ours. (parts: {PARTS})"),
        ("Ours. (parts: 7)", "Ours. (parts: 7)"),
        ("x" * 255, "x" * 244 + f" (parts: {PARTS})"),
    ],
)
def test_the_note_stands_once_and_never_goes_back(before: str, after: str) -> None:
    assert noted(before) == after


def test_every_generation_has_fields_and_they_are_ours() -> None:
    assert set(own_object.SINCE) <= ALL
    assert max(own_object.SINCE.values(), default=1) == own_object.PARTS
