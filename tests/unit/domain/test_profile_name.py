from __future__ import annotations

import pytest

from wizard.domain.profile_name import fault


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("production", ""),
        ("7-eleven_2", ""),
        ("x" * 64, ""),
        ("x" * 65, "name"),
        ("-v", "name"),
        ("--help", "name"),
        ("_x", "name"),
        ("", "name"),
        ("a b", "name"),
        ("a/b", "name"),
        ("..", "name"),
        ("名", "name"),
        ("a\n", "name"),
        ("con", "device"),
        ("NUL", "device"),
        ("Com1", "device"),
        ("lpt9", "device"),
        ("console", ""),
        ("com10", ""),
        ("Sales", "taken"),
        ("sales", "case"),
    ],
)
def test_what_a_set_up_may_be_called(name: str, wrong: str) -> None:
    assert fault(name, ["Sales", "other"]) == wrong
