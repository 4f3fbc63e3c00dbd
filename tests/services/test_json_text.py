from __future__ import annotations

from typing import Any

import pytest

from wizard.services.json_text import read_json


@pytest.mark.parametrize(
    ("data", "value"),
    [
        (b'{"a": ["x", 1, null, true]}', {"a": ["x", 1, None, True]}),
        ('{"name": "髙橋 𠮷"}'.encode(), {"name": "髙橋 𠮷"}),
        (b'"\\ud842\\udfb7"', "𠮷"),
        (b'{"a": ["x\\ud842y"], "\\udfb7": 1}', {"a": ["xy"], "": 1}),
        ('{"a": "é"}'.encode("utf-8-sig"), {"a": "é"}),
        ('{"a": "é"}'.encode("utf-16"), {"a": "é"}),
    ],
)
def test_what_is_said_is_read_without_half_characters(data: bytes, value: Any) -> None:
    assert read_json(data) == value


@pytest.mark.parametrize("data", [b"", b"<html>", b'{"a": ', b"\xff\xfe\xfd", b'"\x81"'])
def test_what_is_no_json_is_a_value_error(data: bytes) -> None:
    with pytest.raises(ValueError):
        read_json(data)
