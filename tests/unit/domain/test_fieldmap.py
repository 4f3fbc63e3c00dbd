from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.domain.strategies import cards, texts
from wizard.domain.card import Card, Owner
from wizard.domain.destination import (
    PACKAGE,
    PACKAGE_FIELDS,
    PACKAGE_KEY,
    PACKAGE_OBJECT,
    Destination,
    Field,
    destination_of,
)
from wizard.domain.fieldmap import FieldMap, Note, Options, Row, named
from wizard.domain.profile import CardChoice
from wizard.domain.text import utf16_length

CARD = Card(
    id="C1",
    owner=Owner("u001", "佐藤 花子", "hanako@example.co.jp"),
    updated=None,
    person_id="P1",
    exchange_date="2026-04-01",
    last_name="山田",
    first_name="太郎",
    last_name_reading="ヤマダ",
    first_name_reading="タロウ",
    company="株式会社サンプル",
    department="営業部",
    title="部長",
    email="taro@example.com",
    phone="03-0000-0000",
    phone2="03-0000-0001",
    mobile="090-0000-0000",
    fax="03-0000-0002",
    url="https://example.com",
    country_code="JP",
    postal_code="150-0001",
    prefecture="東京都",
    city="渋谷区",
    street="神宮前5-52-2",
    building="青山ビル",
    address="not used while there are parts",
    memo="展示会で\nお会いした",
    tags=("展示会", "重要"),
)

EXPECTED = {
    "company": "株式会社サンプル",
    "department": "営業部",
    "title": "部長",
    "last_name": "山田",
    "first_name": "太郎",
    "last_name_reading": "ヤマダ",
    "first_name_reading": "タロウ",
    "phone": "03-0000-0000",
    "phone2": "03-0000-0001",
    "mobile": "090-0000-0000",
    "fax": "03-0000-0002",
    "email": "taro@example.com",
    "url": "https://example.com",
    "tags": "展示会;重要",
    "memo": "展示会で\nお会いした",
    "country_code": "JP",
    "address": "東京都渋谷区神宮前5-52-2青山ビル",
    "postal_code": "150-0001",
    "prefecture": "東京都",
    "city": "渋谷区",
    "street": "神宮前5-52-2",
    "building": "青山ビル",
    "exchange_date": "2026-04-01",
    "owner": "u001",
}

TYPES = {"email": ("email", 80), "exchange_date": ("date", 0), "memo": ("textarea", 100), "url": ("url", 255)}


def destination(choice: CardChoice = CardChoice(), absent: tuple[str, ...] = (), **lengths: int) -> Destination:  # noqa: B008
    """The package's object, some fields of which may be absent; ``lengths`` by item replace the usual ones."""
    described = {
        PACKAGE_KEY: Field(PACKAGE_KEY, "string", 64, external_id=True),
        "Other__c": Field("Other__c", "string", 9),
    }
    for item, name in PACKAGE_FIELDS.items():
        kind, length = TYPES.get(item, ("string", 60))
        if item not in absent:
            described[name] = Field(name, kind, lengths.get(item, length))
    found = destination_of(PACKAGE.choosing(choice.chosen_fields), described)
    assert found
    return found


def row(card: Card, **lengths: int) -> Row:
    return FieldMap(destination(**lengths)).row(card)


def by_field(place: Destination, card: Card) -> dict[str, str | None]:
    made = FieldMap(place)
    return named(made.items, made.row(card).values)


def mapped(item: str, card: Card, **lengths: int) -> tuple[str | None, tuple[Note, ...]]:
    place = destination(**lengths)
    return by_field(place, card)[PACKAGE_FIELDS[item]], FieldMap(place).row(card).notes


def test_the_table_expects_every_item() -> None:
    assert EXPECTED.keys() == PACKAGE_FIELDS.keys()


@pytest.mark.parametrize("item", PACKAGE_FIELDS)
def test_every_item_has_its_field(item: str) -> None:
    assert mapped(item, CARD) == (EXPECTED[item], ())


def test_the_row_names_its_card_and_not_its_person() -> None:
    made = row(CARD)
    assert made.card_id == "C1"
    assert list(by_field(destination(), CARD)) == list(PACKAGE_FIELDS.values())
    assert "P1" not in made.values


def test_an_empty_card_gives_empty_fields_and_no_note() -> None:
    made = row(Card("C2", Owner(), None))
    assert set(made.values) == {""}
    assert made.notes == ()


def test_a_value_too_long_is_cut_and_noted() -> None:
    assert mapped("title", CARD._replace(title="長" * 61)) == (
        "長" * 60,
        (Note("shortened", "title", 60),),
    )


def test_a_character_of_two_units_is_never_halved() -> None:
    assert mapped("title", CARD._replace(title="a" + "𠮷" * 30))[0] == "a" + "𠮷" * 29


def test_a_value_that_just_fits_is_left_alone() -> None:
    assert mapped("title", CARD._replace(title="𠮷" * 30)) == ("𠮷" * 30, ())


@pytest.mark.parametrize("email", ["no address", "a@b", "a@b.com, c@d.com", "x" * 70 + "@example.com"])
def test_a_bad_email_is_left_out_and_noted(email: str) -> None:
    assert mapped("email", CARD._replace(email=email)) == (None, (Note("left_out", "email"),))


def test_an_email_with_spaces_around_is_good() -> None:
    assert mapped("email", CARD._replace(email=" taro@example.com\r\n")) == ("taro@example.com", ())


@pytest.mark.parametrize("day", ["2026-02-30", "2026/04/01", "20260401", "2026-04-01T00:00:00", "0000-00-00", "今日"])
def test_no_date_is_left_out_and_noted(day: str) -> None:
    assert mapped("exchange_date", CARD._replace(exchange_date=day)) == (
        None,
        (Note("left_out", "exchange_date"),),
    )


@pytest.mark.parametrize(
    ("limit", "kept"),
    [(8, "aa;bb;cc"), (7, "aa;bb"), (6, "aa;bb"), (5, "aa;bb"), (4, "aa"), (2, "aa"), (1, "a")],
)
def test_tags_are_left_out_whole(limit: int, kept: str) -> None:
    card = CARD._replace(tags=("aa", "bb", "cc"))
    notes = (Note("shortened", "tags", limit),) if limit < 8 else ()
    assert mapped("tags", card, tags=limit) == (kept, notes)


def test_a_first_tag_too_long_is_cut() -> None:
    assert mapped("tags", CARD._replace(tags=("重要な展示会", "b")), tags=3)[0] == "重要な"


ADDRESSES: list[tuple[dict[str, str], str | None]] = [
    ({"prefecture": "大阪府", "city": "大阪市", "street": "梅田1-1", "building": ""}, "大阪府大阪市梅田1-1"),
    ({"prefecture": "", "city": "", "street": "梅田1-1", "building": "Umeda Tower"}, "梅田1-1Umeda Tower"),
    (
        {"prefecture": "CA", "city": "San Francisco", "street": "1 Market St", "building": "Suite 300"},
        "CA San Francisco 1 Market St Suite 300",
    ),
    ({"prefecture": "", "city": "", "street": "", "building": "", "address": "1 Rue X, Paris"}, "1 Rue X, Paris"),
    ({"prefecture": "", "city": "", "street": "", "building": "", "address": ""}, None),
]


@pytest.mark.parametrize(("parts", "joined"), ADDRESSES)
def test_the_address_is_joined_as_its_country_writes_it(parts: dict[str, str], joined: str | None) -> None:
    assert mapped("address", CARD._replace(**parts))[0] == joined


@pytest.mark.parametrize("item", ["memo", "tags"])
def test_what_is_not_wanted_is_not_sent_at_all(item: str) -> None:
    place = destination(CardChoice(options=Options(**{item: False})))
    assert by_field(place, CARD).keys() == set(PACKAGE_FIELDS.values()) - {PACKAGE_FIELDS[item]}
    assert FieldMap(place).row(CARD).notes == ()


def test_an_item_without_a_field_is_not_sent() -> None:
    fields = dict(destination().fields)
    del fields["fax"]
    place = Destination(PACKAGE_OBJECT, PACKAGE_KEY, fields)
    assert PACKAGE_FIELDS["fax"] not in by_field(place, CARD)


def test_a_destination_without_any_field_takes_empty_rows() -> None:
    assert FieldMap(Destination(PACKAGE_OBJECT, PACKAGE_KEY, {})).row(CARD).values == ()


def test_line_ends_and_control_characters_do_not_count_as_shortened() -> None:
    assert mapped("memo", CARD._replace(memo="a\r\nb\0\ud83d")) == ("a\nb", ())


@pytest.mark.parametrize("text", ["=1+1", "+81", "-", "@x", '"quoted", twice', "#N/A", "'"])
def test_awkward_text_goes_as_it_is(text: str) -> None:
    assert mapped("memo", CARD._replace(memo=text)) == (text, ())


def test_items_tell_what_a_field_holds() -> None:
    items = FieldMap(destination(CardChoice(fields=(("memo", ""),)))).items
    assert items["Sansan_CI__Title__c"] == "title"
    assert "Sansan_CI__Note__c" not in items


CHANGES: list[dict[str, Any]] = [
    *({name: "other"} for name in EXPECTED if name not in ("owner", "email", "exchange_date", "tags", "address")),
    {"email": "other@example.com"},
    {"exchange_date": "2026-04-02"},
    {"tags": ("展示会",)},
    {"owner": Owner("u002", "佐藤 花子", "hanako@example.co.jp")},
    {"memo": ""},
]


@pytest.mark.parametrize("change", CHANGES, ids=str)
def test_the_fingerprint_changes_with_the_content(change: dict[str, Any]) -> None:
    assert row(CARD._replace(**change)).fingerprint != row(CARD).fingerprint


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"updated": datetime(2026, 1, 1, tzinfo=UTC)},
        {"person_id": "P2"},
        {"address": "still not used"},
        {"company": " 株式会社サンプル\r\n"},
        {"owner": Owner("u001", "new name", "new@example.co.jp")},
    ],
    ids=str,
)
def test_the_fingerprint_stays_with_the_same_content(change: dict[str, Any]) -> None:
    assert row(CARD._replace(**change)).fingerprint == row(CARD).fingerprint


def test_a_value_moving_to_another_field_changes_the_fingerprint() -> None:
    one = CARD._replace(department="x", title="")
    other = CARD._replace(department="", title="x")
    assert row(one).fingerprint != row(other).fingerprint


def test_the_version_changes_when_the_same_card_would_give_another_row() -> None:
    usual = FieldMap(destination()).version
    assert FieldMap(destination()).version == usual
    assert FieldMap(destination(title=30)).version != usual
    assert FieldMap(destination(CardChoice(fields=(("memo", ""),)))).version != usual


@given(cards, st.integers(1, 40))
def test_no_card_is_too_strange_and_no_value_too_long(card: Card, length: int) -> None:
    place = destination(**{item: length for item in PACKAGE_FIELDS if item not in ("email", "exchange_date")})
    made = by_field(place, card)
    for target in place.fields.values():
        value = made[target.name]
        assert value is None or value
        if value is not None:
            value.encode("utf-8")
            assert "\r" not in value
            assert utf16_length(value) <= (target.length or len("2026-04-01"))


@given(cards)
def test_the_same_card_gives_the_same_row(card: Card) -> None:
    assert row(card) == row(card._replace())


@given(cards, cards)
def test_fingerprints_are_equal_exactly_when_the_values_are(one: Card, other: Card) -> None:
    first, second = row(one), row(other)
    assert (first.fingerprint == second.fingerprint) == (first.values == second.values)


@given(cards, st.sampled_from(["company", "title", "memo"]), texts)
def test_a_note_stands_exactly_where_a_value_was_cut(card: Card, item: str, text: str) -> None:
    card = card._replace(**{item: text})
    value, notes = mapped(item, card, **{item: 10})
    whole, _ = mapped(item, card, **{item: 10_000})
    assert (value != whole) == any(note.item == item for note in notes)


@pytest.mark.parametrize(
    ("missing", "options", "notes"),
    [
        (("fax", "title"), Options(), (Note("no_field", "title"), Note("no_field", "fax"))),
        (("memo", "tags"), Options(memo=False, tags=False), ()),
    ],
)
def test_a_value_without_a_field_is_noted_unless_it_was_not_wanted(
    missing: tuple[str, ...], options: Options, notes: tuple[Note, ...]
) -> None:
    place = destination(CardChoice(options=options), absent=missing)
    assert FieldMap(place).row(CARD).notes == notes


NO_FAX = CARD._replace(fax="")


@pytest.mark.parametrize(("name", "concerned"), [("Other__c", True), ("", True), ("Sansan_CI__Fax__c", False)])
def test_another_field_for_an_item_concerns_exactly_the_cards_that_have_it(name: str, concerned: bool) -> None:
    usual, changed = FieldMap(destination()), FieldMap(destination(CardChoice(fields=(("fax", name),))))
    assert usual.row(NO_FAX).fingerprint == changed.row(NO_FAX).fingerprint
    assert (usual.row(CARD).fingerprint != changed.row(CARD).fingerprint) == concerned


def test_a_fingerprint_of_an_earlier_program_is_known() -> None:
    made = FieldMap(destination())
    one, other = made.row(CARD), made.row(NO_FAX)
    former = hashlib.blake2b("\x1f".join((*made.items, *one.values)).encode(), digest_size=16).digest()
    assert made.is_of(one, former) and made.is_of(one, one.fingerprint)
    assert not made.is_of(other, former)


def test_of_a_card_that_is_as_it_was_only_what_moved_is_written() -> None:
    usual, moved = destination(), destination(CardChoice(fields=(("fax", "Other__c"), ("memo", ""))))
    made = FieldMap(moved, FieldMap(usual))
    sent, row = FieldMap(usual).row(CARD).fingerprint, made.row(CARD)
    written = {
        item for item, value in zip(moved.fields, made.to_write(CARD, row, sent), strict=True) if value is not None
    }
    assert written == {"fax"}
    other = CARD._replace(title="会長")
    assert made.to_write(other, made.row(other), sent) == made.row(other).values, "it changed in Sansan, too"
    assert made.to_write(CARD, row, b"unknown") == row.values


@pytest.mark.parametrize(
    ("kind", "title", "stored"),
    [
        ("picklist", "部長", "部長"),
        ("picklist", "社長", ""),
        ("multipicklist", "部長;課長", "部長;課長"),
        ("multipicklist", "部長;社長", ""),
    ],
)
def test_a_list_that_takes_no_other_values_leaves_them_out(kind: str, title: str, stored: str) -> None:
    field = Field("Rank__c", kind, 255, values=("部長", "課長"), closed=True)
    row = FieldMap(Destination("X", "K", {"title": field})).row(CARD._replace(title=title))
    assert row.values == (stored,)
    assert [note.kind for note in row.notes] == ([] if stored else ["left_out"])
