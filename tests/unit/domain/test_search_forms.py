"""What is searched for where a name can be written in several ways."""

from __future__ import annotations

import pytest

from wizard.domain.search_forms import companies, orders, reading, searchable, spellings


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("  御手洗　一二三 ", "御手洗 一二三"),
        ("\u200b御手洗\ufeff", "御手洗"),
        ("a\nb", "a b"),
        ("\x00", ""),
        ("x" * 255, "x" * 255),
        ("x" * 256, ""),
        ("", ""),
    ],
    ids=repr,
)
def test_what_is_searched_for(typed: str, wanted: str) -> None:
    assert searchable(typed) == wanted


def test_spellings_begin_with_what_was_typed_and_are_few() -> None:
    assert spellings("高橋")[0] == "高橋"
    assert {"高橋", "髙橋"} <= set(spellings("高橋"))
    assert {"ABC商事", "ＡＢＣ商事"} <= set(spellings("ABC商事"))
    assert spellings("Smith") == ("Smith",)
    assert len(spellings("高崎斎辺" * 10)) <= 6


def test_companies_are_looked_for_without_their_legal_form_too() -> None:
    assert "みたらい商事" in companies("株式会社みたらい商事")
    assert companies("みたらい商事")[0] == "みたらい商事"
    assert companies("株式会社") == ("株式会社",)


def test_readings_are_looked_for_as_they_stand_on_cards() -> None:
    assert reading("ﾐﾀﾗｲ") == reading("みたらい") == "ミタライ"


def test_names_are_parted_everywhere_and_turned_round() -> None:
    assert orders("O'Brien Mary Ann") == (
        ("O'Brien", "Mary Ann"),
        ("O'Brien Mary", "Ann"),
        ("Mary Ann", "O'Brien"),
        ("Ann", "O'Brien Mary"),
    )
    assert orders("御手洗") == ()
