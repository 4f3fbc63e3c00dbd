from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.domain.name_pairs import DIFFERENT, SAME
from wizard.domain.readings import readings
from wizard.domain.recipients import Directory, Recipient, match_all
from wizard.domain.suggestions import SURE, suggest
from wizard.domain.users import SalesforceUser, SansanUser
from wizard.domain.variants import fold_name

LEAST_FOUND = (
    57  # of the 60 pairs; the others hold nothing but kanji on one side and Latin letters or kana on the other
)
HANAKO = SalesforceUser("0051", "b1@crm.example", "佐藤 花子", "b1@crm.example")


def default(name: str, email: str = "a1@old.example") -> Recipient:
    return Recipient(SansanUser(email, name, email), "0050", "admin@crm.example", "default")


def test_enough_of_the_pairs_are_suggested() -> None:
    found = [pair for pair in SAME if suggest([pair[0]], [pair[1]])]
    assert len(SAME) == 60
    assert len(found) >= LEAST_FOUND


@pytest.mark.parametrize("pair", DIFFERENT, ids=lambda pair: f"{pair[0].sansan.name} and {pair[1].name}")
def test_different_people_are_never_suggested(pair: tuple[Recipient, SalesforceUser]) -> None:
    assert suggest([pair[0]], [pair[1]]) == {}


def test_no_name_matches_by_itself() -> None:
    for recipient, user in (*SAME, *DIFFERENT):
        if recipient.sansan.email != user.username:
            directory = Directory((user,))
            assert [r.reason for r in match_all([recipient.sansan], directory, user)] == ["default"]


def test_the_same_name_is_surer_than_the_same_sound() -> None:
    [written] = suggest([default("佐藤花子")], [HANAKO]).values()
    [sound] = suggest([default("サトウ ハナコ")], [replace(HANAKO, name="Hanako Sato")]).values()
    assert (written.way, sound.way) == ("name", "reading")
    assert written.confidence >= SURE > sound.confidence


def test_another_address_in_the_same_company_makes_it_unsure() -> None:
    user = replace(HANAKO, email="hanako2@old.example")
    [found] = suggest([default("佐藤 花子", "hanako@old.example")], [user]).values()
    assert found.confidence < SURE


def test_two_people_of_one_name_are_not_suggested_on_either_side() -> None:
    namesake = replace(HANAKO, id="0052", username="b2@crm.example", email="")
    assert suggest([default("佐藤 花子")], [HANAKO, namesake]) == {}
    assert suggest([default("佐藤 花子"), default("佐藤 花子", "a2@old.example")], [HANAKO]) == {}


def test_the_address_decides_between_two_people_of_one_name() -> None:
    namesake = replace(HANAKO, id="0052", username="hanako.sato@crm.example", email="")
    found = suggest([default("佐藤 花子", "hanako.sato@old.example")], [HANAKO, namesake])
    assert [suggestion.user for suggestion in found.values()] == [namesake]


def test_a_name_and_an_address_that_contradict_suggest_nobody() -> None:
    other = SalesforceUser("0052", "hanako.sato@crm.example", "田中 太郎")
    assert suggest([default("佐藤 花子", "hanako.sato@old.example")], [HANAKO, other]) == {}


def test_who_is_matched_is_neither_asked_for_nor_suggested() -> None:
    matched = Recipient(SansanUser("u9", "佐藤 花子", "b1@crm.example"), HANAKO.id, HANAKO.username, "username")
    assert suggest([matched, default("佐藤 花子")], [HANAKO]) == {}
    assert suggest([replace(default("佐藤 花子"), skip=True)], [HANAKO]) == {}


@given(st.lists(st.tuples(st.text(max_size=12), st.text(max_size=12)), max_size=6))
def test_any_text_as_a_name_is_taken(names: list[tuple[str, str]]) -> None:
    recipients = [default(left, f"{number}@old.example") for number, (left, _) in enumerate(names)]
    users = [SalesforceUser(f"005{number}", f"{right}@x", right) for number, (_, right) in enumerate(names)]
    found = suggest(recipients, users)
    assert len({suggestion.user.id for suggestion in found.values()}) == len(found)
    assert found == suggest(recipients, users)


@pytest.mark.parametrize(
    ("kana", "latin"),
    [("キョウコ", "kyoko"), ("ﾊｯﾁｮｳﾎﾞﾘ", "hatchobori"), ("ジュンイチ", "zyun'iti"), ("ヴィッキー", "vikki")],
)
def test_kana_and_latin_letters_sound_the_same(kana: str, latin: str) -> None:
    assert readings(fold_name(kana)) & readings(latin)


def test_kanji_have_no_sound_of_their_own() -> None:
    assert readings("佐藤") == frozenset()
