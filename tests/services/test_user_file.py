from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wizard.domain.errors import SetupMustChange
from wizard.domain.users import SansanUser
from wizard.services.sansan.user_file import read_users

HEADER = "所属部署,ユーザID,ユーザ名,メールアドレス,サブメールアドレス,利用開始日"
ROWS = (
    "営業本部;第一営業部,taka.h,髙橋 花子,hanako@corp.example,,2020-01-01\r\n管理本部,nomail,退職 済子,,,\r\n,,,,,\r\n"
)
HANAKO = SansanUser("taka.h", "髙橋 花子", "hanako@corp.example")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "users.csv"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "utf-16"])
@pytest.mark.parametrize("separator", [",", "\t"])
def test_sansans_own_list_is_read_however_it_was_saved(file: Path, encoding: str, separator: str) -> None:
    file.write_bytes(f"{HEADER}\r\n{ROWS}".replace(",", separator).encode(encoding))
    assert read_users(file) == (HANAKO, SansanUser("nomail", "退職 済子", ""))


def test_the_english_list_is_read_too(file: Path) -> None:
    file.write_text("Department,User ID,User Name,Email Address\nSales,taka.h,髙橋 花子,hanako@corp.example\n", "utf-8")
    assert read_users(file) == (HANAKO,)


@given(st.one_of(st.binary(max_size=200), st.binary(max_size=200).map(lambda data: HEADER.encode() + b"\r\n" + data)))
def test_any_bytes_are_users_or_one_sentence(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "any.csv")
        path.write_bytes(data)
        try:
            assert read_users(path)
        except SetupMustChange as refused:
            assert refused.details["file"] == str(path)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("メールアドレス,会社名\r\na@c.example,A\r\n", "users_file_header"),  # cards, not users
        (HEADER, "users_file_header"),
        ("x", "users_file_header"),
        ("", "mapping_file_empty"),
    ],
)
def test_what_is_no_list_of_users_says_so(file: Path, content: str, code: str) -> None:
    file.write_text(content, "utf-8")
    with pytest.raises(SetupMustChange) as caught:
        read_users(file)
    assert caught.value.code == code


@pytest.mark.parametrize(
    "value", ["3.00E+123", "1.23457E+15", "Infinity", "inf", "#NUM!", "2001/2/3", "2001-02-03", "3-Feb-01"]
)
def test_an_id_that_a_spreadsheet_rewrote_is_named_with_its_row(file: Path, value: str) -> None:
    file.write_text(
        f"利用者の一覧\n{HEADER}\n営業,taka.h,髙橋 花子,hanako@corp.example,,\n営業,{value},他の人,b@corp.example,,\n",
        "utf-8",
    )
    with pytest.raises(SetupMustChange) as caught:
        read_users(file)
    assert (caught.value.code, caught.value.details["number"], caught.value.details["value"]) == (
        "users_file_rewritten",
        4,
        value,
    )


@pytest.mark.parametrize("value", ["1-2-3", "003E00000000123", "00012", "2001", "a/b", "taka+e@corp.example", "E1"])
def test_an_id_as_people_have_them_is_taken(file: Path, value: str) -> None:
    file.write_text(f"\ufeff\ufeff{HEADER}\n営業,{value},髙橋 花子,hanako@corp.example,,\n", "utf-8")
    assert [user.id for user in read_users(file)] == [value]
