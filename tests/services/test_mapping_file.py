from __future__ import annotations

import os
from pathlib import Path

import pytest

from wizard.domain.errors import SetupMustChange
from wizard.domain.mapping import EXTRA, HEADERS, Line
from wizard.services.mapping_file import read, write

JA, EN = (",".join(HEADERS[lang]) for lang in ("ja", "en"))
LINES = [Line(2, "a@c.example", "a@sf.example"), Line(3, "b@c.example", "b@sf.example")]
BODY = "a@c.example,a@sf.example\r\nb@c.example,b@sf.example\r\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "recipients.csv"


def refused(file: Path) -> str:
    with pytest.raises(SetupMustChange) as caught:
        read(file)
    assert caught.value.details["file"] == str(file)
    return caught.value.code


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp932"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
@pytest.mark.parametrize("header", [JA, EN], ids=["ja", "en"])
def test_however_a_spreadsheet_saved_it(file: Path, encoding: str, separator: str, end: str, header: str) -> None:
    text = f"{header}\r\n{BODY}".replace(",", separator).replace("\r\n", end)
    file.write_bytes(text.encode(encoding))
    assert read(file) == LINES


def test_columns_are_found_by_name_and_others_ignored(file: Path) -> None:
    email, username = HEADERS["ja"]
    file.write_text(f"備考, {username} ,{email}\nx,a@sf.example,a@c.example,too many\n", "utf-8")
    assert read(file) == LINES[:1]


def test_quotes_and_line_ends_inside_quotes(file: Path) -> None:
    memo = '"first\r\nsecond, ""third"""'
    file.write_bytes(f'{JA},memo\r\n"a@c.example","a@sf.example",{memo}\r\n"b@c.example",b@sf.example,\r\n'.encode())
    found = read(file)
    assert [(line.email, line.username) for line in found] == [(line.email, line.username) for line in LINES]
    assert [line.number for line in found] == [3, 4]


def test_empty_lines_do_not_count_and_short_ones_do(file: Path) -> None:
    file.write_text(f"{EN}\n\na@c.example\n,\n,x\n", "utf-8")
    assert read(file) == [Line(3, "a@c.example", ""), Line(5, "", "x")]


def test_cells_are_trimmed(file: Path) -> None:
    file.write_text(f"{EN}\n a@c.example\u3000, a@sf.example \n", "utf-8")
    assert read(file) == LINES[:1]


def test_a_header_alone_is_no_line(file: Path) -> None:
    file.write_text(JA, "utf-8")
    assert read(file) == []


@pytest.mark.parametrize(
    "text",
    ["a,b\n", HEADERS["ja"][0], f"{HEADERS['ja'][0]},{HEADERS['en'][1]}\n", BODY],
)
def test_a_file_without_its_header_is_refused(file: Path, text: str) -> None:
    file.write_text(text, "utf-8")
    assert refused(file) == "mapping_file_header"


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n\x00\x00", b"\xe9,\xe9\n"])
def test_a_file_in_no_known_encoding_is_refused(file: Path, data: bytes) -> None:
    file.write_bytes(data)
    assert refused(file) == "mapping_file_encoding"


def test_26_megabytes_are_too_many(file: Path) -> None:
    with file.open("wb") as opened:
        opened.truncate(26 * 1024 * 1024)
    assert refused(file) == "mapping_file_too_large"


def test_24_megabytes_are_read(file: Path) -> None:
    row = f"someone@c.example,someone.else@salesforce.example,{'x' * 100_000}\n"
    file.write_text(f"{EN},memo\n{row * 240}", "utf-8")
    assert len(read(file)) == 240


@pytest.mark.parametrize("name", ["absent.csv", "."])
def test_a_file_that_cannot_be_read(tmp_path: Path, name: str) -> None:
    assert refused(tmp_path / name) == "mapping_file_missing"


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_what_is_written_opens_in_a_spreadsheet_and_is_read_again(file: Path, lang: str) -> None:
    lines = [*LINES, Line(4, 'o"brien,@c.example', "x;y@sf.example")]
    write(file, lines, lang)
    data = file.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf" + ",".join((*HEADERS[lang], *EXTRA[lang])).encode() + b"\r\n")
    assert read(file) == lines


@pytest.mark.parametrize("encoding", ["euc_jp", "iso2022_jp"])
def test_other_japanese_encodings_are_known_by_the_header(file: Path, encoding: str) -> None:
    file.write_bytes(f"{JA}\r\n{BODY}".encode(encoding))
    assert read(file) == LINES


def test_a_western_spreadsheet_may_save_its_own_letters(file: Path) -> None:
    file.write_bytes(f"{EN},Name\r\na@c.example,a@sf.example,Zoë\r\nb@c.example,b@sf.example,é\r\n".encode("cp1252"))
    assert read(file) == LINES


def test_the_id_is_read_whatever_the_language_of_its_header(file: Path) -> None:
    file.write_text(f"{EN},SansanユーザーID\n,a@sf.example,00012\n", "utf-8")
    assert read(file) == [Line(2, "", "a@sf.example", "00012")]


@pytest.mark.parametrize("cell", ['"""a@c.example"""', "\u00a0a@c.example", '="a@c.example"'])
def test_what_spreadsheets_and_people_put_around_a_cell_is_taken_off(file: Path, cell: str) -> None:
    file.write_text(f"{EN}\n{cell},a@sf.example\n", "utf-8")
    assert read(file) == LINES[:1]


@pytest.mark.parametrize("text", ["=1+1", "+81@c.example", "-a@c.example", "@c.example", "'=x", "''+x", "'plain"])
def test_nothing_written_is_taken_for_a_formula_and_all_is_read_back(file: Path, text: str) -> None:
    write(file, [Line(2, text, "a@sf.example")], "en")
    assert not file.read_text("utf-8-sig").splitlines()[1].startswith(("=", "+", "-", "@"))
    assert read(file)[0].email == text


def test_control_characters_do_not_make_an_export_unreadable(file: Path) -> None:
    write(file, [Line(2, "a@c.example", "a@sf.example", name="\0\ud83dx")], "en")
    assert read(file) == LINES[:1]


@pytest.mark.parametrize("data", [b"", b"\r\n", b"  \t\n"])
def test_an_empty_file_says_so(file: Path, data: bytes) -> None:
    file.write_bytes(data)
    assert refused(file) == "mapping_file_empty"


@pytest.mark.parametrize("data", [b"PK\x03\x04rest", b"\xd0\xcf\x11\xe0rest"])
def test_a_workbook_says_what_to_save(file: Path, data: bytes) -> None:
    file.write_bytes(data)
    assert refused(file) == "mapping_file_workbook"


@pytest.mark.posix("named pipes")
def test_what_never_ends_is_not_read(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    assert refused(pipe) == "mapping_file_missing"


def test_a_gigabyte_is_refused_at_once(file: Path) -> None:
    with file.open("wb") as opened:
        opened.truncate(1024**3)
    assert refused(file) == "mapping_file_too_large"


def test_a_place_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    with pytest.raises(SetupMustChange) as caught:
        write(tmp_path, LINES, "ja")
    assert caught.value.code == "file_not_written"


TABLE = f"{JA}\r\n{BODY}"


@pytest.mark.parametrize(
    ("saved", "above"),
    [
        (TABLE, 0),
        ("sep=;\r\n" + TABLE.replace(",", ";"), 1),
        ('"sep=;"\r\n' + TABLE.replace(",", ";"), 1),
        ("\ufeff" + TABLE, 0),
        ("\ufeff\ufeff" + TABLE, 0),
        ("\r\n\r\n" + TABLE, 2),
        ("転送先の一覧;2026年11月;営業本部\r\n,,\r\n" + TABLE, 2),
        ('#TYPE System.Management.Automation.PSCustomObject\r\n"' + JA.replace(",", '","') + f'"\r\n{BODY}', 1),
        (TABLE.replace(",", "\u00a0,\u200b"), 0),
        (f"{EN.upper()}\r\n{BODY}", 0),
        (f"{EN.replace(' ', chr(0xA0)).lower()}\r\n{BODY}", 0),
        (TABLE.replace("a@c.example", "\u2060a@c\u00ad.example\u00a0"), 0),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_files_as_people_really_save_them(file: Path, saved: str, above: int, encoding: str) -> None:
    file.write_bytes(saved.encode(encoding))
    found = read(file)
    assert [(line.email, line.username) for line in found] == [(line.email, line.username) for line in LINES]
    assert [line.number for line in found] == [2 + above, 3 + above]


def test_a_title_that_has_more_separators_of_another_kind_misleads_nobody(file: Path) -> None:
    file.write_bytes(f";;;;;;\n{TABLE}".encode("cp932"))
    assert [line.email for line in read(file)] == ["a@c.example", "b@c.example"]


@pytest.mark.parametrize("column", [*HEADERS["ja"], "SansanユーザーID"])
def test_a_column_that_stands_twice_is_refused_by_name(file: Path, column: str) -> None:
    file.write_text(f"{JA},SansanユーザーID,{column}\n{BODY}", "utf-8")
    assert refused(file) == "csv_column_twice"
    with pytest.raises(SetupMustChange) as caught:
        read(file)
    assert caught.value.details["column"] == column


@pytest.mark.parametrize(
    ("data", "code", "number"),
    [
        (f'{JA}\n{BODY}"c@c.example,c@sf.example\nd@c.example,d@sf.example\n'.encode(), "csv_quote", 4),
        (f'{JA}\n{BODY}c@c.example,"c@sf.example"x\n'.encode(), "csv_quote", 4),
        (f'{JA}\n{BODY}"{"x" * 200_000}",y\n'.encode(), "csv_quote", 4),
        (b'"open', "csv_quote", 1),
        (f"{JA}\n{BODY}".encode() + b"c\xff@c.example,x\n", "csv_characters", 4),
        (f"{JA}\n{BODY}c\0@c.example,x\n".encode(), "csv_characters", 4),
        (f"{JA}\n{BODY}".encode("cp932") + b"\x81\xff@c.example,x\n", "csv_characters", 4),
    ],
)
def test_what_makes_a_file_unreadable_is_told_with_its_own_line(
    file: Path, data: bytes, code: str, number: int
) -> None:
    file.write_bytes(data)
    with pytest.raises(SetupMustChange) as caught:
        read(file)
    assert (caught.value.code, caught.value.details["number"]) == (code, number)
