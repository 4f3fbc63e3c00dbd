from __future__ import annotations

import pytest

from wizard.domain.ids import long_id


@pytest.mark.parametrize(
    ("short", "whole"),
    [
        ("001A0000006Vm9r", "001A0000006Vm9rIAC"),
        ("003E00000000123", "003E00000000123IAA"),
        ("005000000000000", "005000000000000AAA"),
        ("ABCDEFGHIJKLMNO", "ABCDEFGHIJKLMNO555"),
    ],
)
def test_a_short_id_gets_the_suffix_that_salesforce_gives(short: str, whole: str) -> None:
    assert long_id(short) == whole
    assert long_id(whole) == whole


@pytest.mark.parametrize("text", ["", "1-2-3", "003E0000000012", "003E0000000012あ"])
def test_any_other_text_stays(text: str) -> None:
    assert long_id(text) == text
