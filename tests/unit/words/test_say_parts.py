"""What will be made of our own object is said in full, in both languages."""

from __future__ import annotations

from wizard.domain.own_object import EVERYTHING, Components
from wizard.domain.permission_set import OWN_READER_SET, OWN_SET
from wizard.words.say import say_item
from wizard.words.say_parts import say_names, say_parts


def test_each_part_has_its_line() -> None:
    parts = Components(fields=("Fax__c",), sets=(OWN_SET,), rights={OWN_READER_SET: ("Fax__c", "Card_Id__c")})
    fields, made, rights, note, layout = say_parts(parts, "en")
    assert fields == "Fields: Fax"
    assert "Sansan_Card_Integration" in made
    assert rights.endswith("“Sansan Card User”: Fax, Card ID")
    assert "(parts: 2)" in note
    assert "layouts are not changed" in layout
    assert len(say_parts(parts, "ja")) == 5


def test_a_whole_object_is_said_with_its_layout() -> None:
    said = say_parts(EVERYTHING, "en")
    assert "a tab and a page layout" in said[0]
    assert not any("are not changed" in line for line in said)
    assert say_names((OWN_SET, "Fax__c"), "ja") == "Sansan 名刺 連携ユーザ、" + say_item("fax", "ja")
