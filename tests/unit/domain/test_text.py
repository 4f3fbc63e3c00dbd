from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.domain.strategies import texts
from wizard.domain.text import clean, fold, fold_label, has_japanese, is_email, shorten, utf16_length, visible


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Hanako@Example.co.jp", "hanako@example.co.jp"),
        ("  taro@example.com\t", "taro@example.com"),
        ("ｔａｒｏ＠ｅｘａｍｐｌｅ．ｃｏｍ", "taro@example.com"),
        ("　taro@example.com　", "taro@example.com"),
        ("ｶﾅ", "カナ"),
        ("STRASSE", "strasse"),
        ("taro\u200b@example.com\ufeff", "taro@example.com"),
        ("\u202ataro@example.com\u202c\u00a0", "taro@example.com"),
        ("", ""),
    ],
)
def test_fold_compares_addresses_as_people_do(written: str, folded: str) -> None:
    assert fold(written) == folded


@pytest.mark.parametrize(
    ("pasted", "seen"),
    [
        ("\ufeffABC\u200b123\u00ad", "ABC123"),
        ("\u00a0first\u202flast\u2003", "first last"),
        ("　佐藤　花子　", "佐藤　花子"),
        ("\u2066name\u2069\u3164", "name"),
        ("葛\U000e0100城", "葛\U000e0100城"),
        ("a\n", "a\n"),
        ("", ""),
    ],
)
def test_what_was_pasted_keeps_only_what_can_be_seen(pasted: str, seen: str) -> None:
    assert visible(pasted) == seen


@pytest.mark.parametrize(("one", "other"), [("髙", "高"), ("﨑", "崎"), ("齋", "斎"), ("a", "á")])
def test_fold_keeps_different_letters_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@pytest.mark.parametrize(
    "spelling",
    ["設定 ユーザ", "設定ユーザー", "設定ﾕｰｻﾞ", " 設定　ユーザ ", "設定-ユーザ", "設定_ユーザ", "設定—ユーザー"],
)
def test_fold_label_ignores_spaces_dashes_and_a_final_long_mark(spelling: str) -> None:
    assert fold_label(spelling) == fold_label("設定ユーザ")


def test_fold_label_keeps_a_long_mark_inside_a_word() -> None:
    assert fold_label("データ") != fold_label("デタ")


@pytest.mark.parametrize(
    "address",
    [
        "a@b.co",
        "first.last@example.co.jp",
        "user+tag@example.com",
        "o'brien@example.ie",
        "x_y-z@sub-domain.example.com",
        "1@2.example.com",
        "a@xn--fsq.xn--jxalpdlp",
        "{odd}~!#$%&*/=?^`|@example.com",
    ],
)
def test_a_sendable_email_address(address: str) -> None:
    assert is_email(address)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a",
        "@example.com",
        "a@",
        "a@b",
        "a@b..com",
        "a@.com",
        "a@b.com.",
        ".a@b.com",
        "a.@b.com",
        "a..b@c.com",
        "a b@c.com",
        "a@b c.com",
        "a@b@c.com",
        "a@-b.com",
        "a@b-.com",
        "a@1.2.3.4",
        "a@b.com\n",
        "a@b.com; c@d.com",
        "Taro <a@b.com>",
        "mailto:a@b.com",
        "名前@example.com",
        "a@例え.jp",
        "ａ@example.com",
    ],
)
def test_no_sendable_email_address(text: str) -> None:
    assert not is_email(text)


@pytest.mark.timeout(10)
@pytest.mark.parametrize("text", ["a@" + "a" * 50_000, "a." * 30_000, "a@" + "a." * 30_000 + "!", "a@" + "a-" * 30_000])
def test_a_hostile_email_address_costs_no_time(text: str) -> None:
    assert not is_email(text)


@pytest.mark.parametrize(
    ("raw", "cleaned"),
    [
        ("two\r\nlines", "two\nlines"),
        ("two\rlines", "two\nlines"),
        ("tab\tstays\nas does LF", "tab\tstays\nas does LF"),
        ("\0nul\x0b\x1f\x7f", "nul"),
        ("half \ud83d character", "half  character"),
        ("\udc00", ""),
        ("𠮷野家", "𠮷野家"),
        ("  \u3000around\u3000 ", "around"),
        ("", ""),
    ],
)
def test_clean(raw: str, cleaned: str) -> None:
    assert clean(raw) == cleaned


@given(texts)
def test_clean_text_can_be_sent_and_stays_clean(text: str) -> None:
    cleaned = clean(text)
    cleaned.encode("utf-8")
    assert "\r" not in cleaned
    assert clean(cleaned) == cleaned


@pytest.mark.parametrize(("text", "units"), [("", 0), ("abc", 3), ("髙", 1), ("𠮷", 2), ("\ud83d", 1)])
def test_utf16_length(text: str, units: int) -> None:
    assert utf16_length(text) == units


@pytest.mark.parametrize(
    ("text", "limit", "short"),
    [
        ("abcdef", 3, "abc"),
        ("abc", 3, "abc"),
        ("a𠮷b", 2, "a"),
        ("a𠮷b", 3, "a𠮷"),
        ("𠮷", 1, ""),
        ("ab cd", 3, "ab"),
        ("abc", 0, ""),
    ],
)
def test_shorten(text: str, limit: int, short: str) -> None:
    assert shorten(text, limit) == short


@given(texts, st.integers(0, 300))
def test_shortened_text_fits_and_is_a_beginning(text: str, limit: int) -> None:
    text = clean(text)
    short = shorten(text, limit)
    assert utf16_length(short) <= limit
    assert text.startswith(short)
    assert short == text or utf16_length(text) > limit


@given(texts, st.integers(1, 300))
def test_shortening_loses_no_more_than_it_must(text: str, limit: int) -> None:
    text = clean(text)
    lost = text[len(shorten(text, limit)) :]
    if lost:
        kept = text[: len(text) - len(lost.lstrip())]
        assert utf16_length(kept) + utf16_length(lost.lstrip()[:1]) > limit


@pytest.mark.parametrize(
    ("text", "japanese"), [("東京", True), ("ｶﾅ", True), ("かな", True), ("Köln", False), ("", False)]
)
def test_has_japanese(text: str, japanese: bool) -> None:
    assert has_japanese(text) is japanese
