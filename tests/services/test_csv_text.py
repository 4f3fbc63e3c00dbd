from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wizard.services.csv_text import decode

TEXT = "姓,髙橋﨑\r\nﾀﾛｳ,①㈱"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "utf-16"])
def test_the_encodings_of_spreadsheets_are_read(encoding: str) -> None:
    assert decode(TEXT.encode(encoding)) == TEXT


@pytest.mark.parametrize("mark", [b"\xff\xfe", b"\xfe\xff"])
def test_both_orders_of_utf_16(mark: bytes) -> None:
    name = "utf-16-le" if mark == b"\xff\xfe" else "utf-16-be"
    assert decode(mark + TEXT.encode(name)) == TEXT


def test_utf_8_counts_before_cp932() -> None:
    assert decode("é".encode()) == "é"


def test_what_only_utf_8_can_hold() -> None:
    assert decode("𠮷".encode()) == "𠮷"


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
        b"PK\x03\x04\x14\x00\x06\x00\x08\x00",
        b"a,b\0c",
        b"\xff\xfea",
        b"\x81",
        "é".encode("latin-1"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes) -> None:
    assert decode(data) is None


def test_nothing_is_a_text() -> None:
    assert decode(b"") == ""


@given(st.binary(max_size=60))
def test_no_bytes_are_too_strange(data: bytes) -> None:
    assert decode(data) is None or isinstance(decode(data), str)
