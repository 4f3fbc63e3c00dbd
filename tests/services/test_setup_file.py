from __future__ import annotations

from pathlib import Path

import pytest

from wizard.domain.errors import SetupMustChange
from wizard.domain.fieldmap import Options
from wizard.domain.links import Create, LinkOptions
from wizard.domain.profile import CardChoice, SansanAccess
from wizard.services.setup_file import Setup, read

WHOLE = {
    "profile": '"production"',
    "sansan.name": '"Integration user"',
    "sansan.api_key_env": '"SANSAN_API_KEY"',
    "sansan.api_version": '"6.0"',
    "sansan.include_past_cards": "true",
    "sansan.requests_per_second": "2.5",
    "sansan.requests_per_minute": "0",
    "salesforce.environment": '"custom"',
    "salesforce.domain": '"https://example.my.salesforce.com"',
    "salesforce.consumer_key": '" 3MVG9abc "',
    "recipients.file": '"lists/recipients.csv"',
    "recipients.default": '"admin@example.com"',
    "cards.exclude_owners": '["hr@example.com"]',
    "cards.memo": "false",
    "cards.tags": "false",
    "cards.exchanged_from": '"2020-01-01"',
    "destination.object": '"package"',
    "links.after_sync": "true",
    "links.create": '"lead"',
    "links.fill_empty": "true",
}
REQUIRED = ("profile", "sansan.name", "sansan.api_key_env", "salesforce.environment", "salesforce.consumer_key")
SHORT = {**{key: WHOLE[key] for key in REQUIRED}, "salesforce.environment": '"production"'}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "setup.toml"


def toml(values: dict[str, str]) -> str:
    lines = []
    for key, value in values.items():
        section, _, name = key.rpartition(".")
        lines.append(f"{section}.{name} = {value}" if section else f"{name} = {value}")
    return "\n".join(lines)


def faults(file: Path, values: dict[str, str], more: str = "") -> list[tuple[str, str]]:
    file.write_text(f"{toml(values)}\n{more}", "utf-8")
    with pytest.raises(SetupMustChange) as caught:
        read(file)
    assert caught.value.code == "setup_file_wrong"
    found = caught.value.details["faults"]
    assert isinstance(found, list)
    return found


def test_a_whole_file(file: Path, tmp_path: Path) -> None:
    file.write_text(toml(WHOLE), "utf-8")
    assert read(file) == Setup(
        profile="production",
        sansan=SansanAccess("Integration user", "6.0", True, 2.5, 0),
        api_key_env="SANSAN_API_KEY",
        api_key_file=None,
        environment="custom",
        domain="https://example.my.salesforce.com",
        consumer_key="3MVG9abc",
        recipients_file=tmp_path / "lists" / "recipients.csv",
        default_username="admin@example.com",
        cards=CardChoice(("hr@example.com",), "2020-01-01", Options(memo=False, tags=False)),
        destination="package",
        links=LinkOptions(after_sync=True, create=Create.LEAD, fill_empty=True),
    )


def test_a_short_file_takes_the_usual_values(file: Path) -> None:
    file.write_text(toml(SHORT), "utf-8")
    setup = read(file)
    assert setup.sansan == SansanAccess("Integration user", "", False, 4, 280)
    assert (setup.cards, setup.destination, setup.recipients_file) == (CardChoice(), "auto", None)
    assert (setup.domain, setup.default_username) == ("", "")


@pytest.mark.parametrize("start", ["", "\ufeff"])
def test_sections_written_as_people_write_them(file: Path, start: str) -> None:
    file.write_text(
        f'{start}profile = "p"\r\n[sansan]\r\nname = "n"\r\napi_key_file = "key"\r\n'
        '[salesforce]\r\nenvironment = "sandbox"\r\nconsumer_key = "k"\r\n',
        "utf-8",
    )
    assert read(file).environment == "sandbox"


@pytest.mark.parametrize("key", ["sansan.api_key_file", "recipients.file"])
@pytest.mark.parametrize("place", ["a/b.txt", "../b.txt"])
def test_relative_paths_count_from_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, key: str, place: str
) -> None:
    (tmp_path / "set").mkdir()
    values = {k: v for k, v in SHORT.items() if k != "sansan.api_key_env"}
    values = {**values, "sansan.api_key_file": '"key"', key: f'"{place}"'}
    (tmp_path / "set" / "setup.toml").write_text(toml(values), "utf-8")
    monkeypatch.chdir(tmp_path)
    setup = read(Path("set/setup.toml"))
    found = setup.api_key_file if key == "sansan.api_key_file" else setup.recipients_file
    assert found == tmp_path / "set" / place


def test_an_absolute_path_stays(file: Path) -> None:
    file.write_text(toml({**SHORT, "recipients.file": '"/lists/r.csv"'}), "utf-8")
    assert read(file).recipients_file == Path("/lists/r.csv")


WRONG = [
    *(("profile", v, "name") for v in ('""', '"a b"', '"../x"', '"名"', "5", f'"{"x" * 65}"', '"a\\n"')),
    *((k, v, "text") for k in ("sansan.name", "sansan.api_key_env") for v in ('""', '"  "', "5", "[]", '"a\\u0000"')),
    *(("sansan.api_version", v, "version") for v in ("6.0", '"6"', '"v6.0"', '"6.0/../x"', '""')),
    *(("sansan.include_past_cards", v, "flag") for v in ('"true"', "1", "[]")),
    *(("sansan.requests_per_second", v, "rate") for v in ("-1", '"4"', "true", "nan", "inf")),
    *(("sansan.requests_per_minute", v, "rate") for v in ("-0.5", '"280"', "false", "1e9")),
    *(("salesforce.environment", v, "environment") for v in ('"prod"', "1", "[]", '"Production"')),
    *(("salesforce.consumer_key", v, "text") for v in ('" "', "1")),
    *(("recipients.file", v, "path") for v in ('""', "1", '["a"]', '"a\\u0000b"', r'"C:\temp\new.csv"')),
    *(("recipients.default", v, "text") for v in ('""', "false")),
    *(("cards.exclude_owners", v, "texts") for v in ('"hr@example.com"', '["a", 1]', '[""]')),
    *(("cards.memo", v, "flag") for v in ('"no"', "0")),
    *(("cards.tags", v, "flag") for v in ("{}", "0.0")),
    *(("cards.exchanged_from", v, "date") for v in ('"2020-02-30"', '"20200101"', "20200101", '"soon"', "true")),
    *(("cards.exchanged_from", v, "date") for v in ("2020-01-01T00:00:00", '""')),
    *(("links.after_sync", v, "flag") for v in ('"yes"', "1")),
    *(("links.fill_empty", v, "flag") for v in ('"yes"', "1")),
    *(("links.create", v, "create") for v in ('"account"', "true", '"Lead"')),
    *(("destination.object", v, "object") for v in ('"lead"', "1", "[]")),
]


@pytest.mark.parametrize(("key", "value", "want"), WRONG)
def test_every_wrong_value_is_named(file: Path, key: str, value: str, want: str) -> None:
    assert faults(file, {**SHORT, key: value}) == [(key, want)]


def test_every_key_is_tried_with_a_wrong_value() -> None:
    assert {key for key, _, _ in WRONG} == WHOLE.keys() - {"salesforce.domain"}


@pytest.mark.parametrize("key", sorted(set(REQUIRED) - {"sansan.api_key_env"}))
def test_every_required_key_is_named_when_it_is_missing(file: Path, key: str) -> None:
    assert faults(file, {k: v for k, v in SHORT.items() if k != key}) == [(key, "missing")]


def test_the_api_key_comes_from_one_place(file: Path) -> None:
    none = {k: v for k, v in SHORT.items() if k != "sansan.api_key_env"}
    for values in (none, {**SHORT, "sansan.api_key_file": '"key"'}):
        assert faults(file, values) == [("sansan.api_key_env", "one_key")]


@pytest.mark.parametrize(
    "values",
    [{"salesforce.environment": '"custom"'}, {"salesforce.domain": '"https://x.my.salesforce.com"'}],
)
def test_a_domain_goes_with_custom_and_only_with_it(file: Path, values: dict[str, str]) -> None:
    assert faults(file, {**SHORT, **values}) == [("salesforce.domain", "custom_domain")]


@pytest.mark.parametrize(
    ("more", "key"),
    [
        ("nmae = 1", "nmae"),
        ("[sansan_]\nname = 1", "sansan_"),
        ("sansan.key = 1", "sansan.key"),
        ("[cards]\nmemo_ = true", "cards.memo_"),
        ('sansan.api_key = "secret"', "sansan.api_key"),
    ],
)
def test_every_unknown_key_is_named(file: Path, more: str, key: str) -> None:
    assert (key, "unknown") in faults(file, SHORT, more)


@pytest.mark.parametrize("more", ["[[recipients]]\nfile = 'x'", "recipients = 1"])
def test_what_is_a_table_must_be_one(file: Path, more: str) -> None:
    assert faults(file, SHORT, more) == [("recipients", "table")]


@pytest.mark.parametrize("value", ['"http://x.my.salesforce.com"', '"ftp://x"', '"https://"', '" "', "1"])
def test_a_domain_must_be_an_address_to_be_spoken_to(file: Path, value: str) -> None:
    custom = {**SHORT, "salesforce.environment": '"custom"'}
    assert faults(file, {**custom, "salesforce.domain": value}) == [("salesforce.domain", "address")]


def test_all_faults_are_named_at_once(file: Path) -> None:
    found = faults(file, {**SHORT, "profile": "1", "cards.memo": "1"}, "x = 1")
    assert sorted(found) == [("cards.memo", "flag"), ("profile", "name"), ("x", "unknown")]


def test_a_secret_in_the_file_is_never_repeated(file: Path) -> None:
    assert "secret" not in repr(faults(file, SHORT, 'sansan.api_key = "secret"'))


@pytest.mark.parametrize(
    "data",
    [
        b"= 1",
        b"[sansan",
        b"a = 1\na = 2",
        b"a = 2020-13-01",
        b"a = " + b"9" * 5000,
        b"a = " + b"[" * 5000,
    ],
    ids=range(6),
)
def test_what_is_no_toml_is_said(file: Path, data: bytes) -> None:
    file.write_bytes(data)
    with pytest.raises(SetupMustChange) as caught:
        read(file)
    assert caught.value.code == "setup_file_not_toml"


def test_an_empty_file_lacks_everything(file: Path) -> None:
    assert [key for key, _ in faults(file, {})] == [
        "profile",
        "sansan.name",
        "salesforce.environment",
        "salesforce.consumer_key",
        "sansan.api_key_env",
    ]


@pytest.mark.parametrize("name", ["absent.toml", "."])
def test_a_file_that_is_not_there(tmp_path: Path, name: str) -> None:
    with pytest.raises(SetupMustChange) as caught:
        read(tmp_path / name)
    assert (caught.value.code, caught.value.details) == ("setup_file_missing", {"file": str(tmp_path / name)})


WRITTEN = toml(SHORT).replace("Integration user", "連携ユーザー")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "cp932", "euc_jp"])
def test_a_file_in_another_encoding_is_told_so(file: Path, encoding: str) -> None:
    file.write_bytes(WRITTEN.encode(encoding))
    with pytest.raises(SetupMustChange, match="setup_file_encoding"):
        read(file)


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (r'recipients.file = "C:\Users\admin\r.csv"', "setup_file_backslash"),
        (r'recipients.file = "C:\回覧\r.csv"', "setup_file_backslash"),
        (r'recipients.file = "\\server\share\r.csv"', "setup_file_backslash"),
        ("recipients.default = “admin@example.com”", "setup_file_quotes"),
        ("recipients.default = ‘admin@example.com’", "setup_file_quotes"),
        ('recipients.default ＝ "admin@example.com"', "setup_file_quotes"),
        ("recipients.default = 「admin@example.com」", "setup_file_quotes"),
        ("［cards］", "setup_file_quotes"),
    ],
)
def test_what_an_editor_or_a_windows_path_broke_is_told_with_its_line(file: Path, line: str, code: str) -> None:
    file.write_text(f"{WRITTEN}\n{line}\n", "utf-8")
    with pytest.raises(SetupMustChange) as caught:
        read(file)
    assert (caught.value.code, caught.value.details["number"]) == (code, len(WRITTEN.splitlines()) + 1)


def test_a_windows_path_that_toml_reads_otherwise_is_told(file: Path) -> None:
    assert faults(file, SHORT, r'recipients.file = "C:\temp\new.csv"') == [("recipients.file", "path")]


def test_characters_that_nobody_sees_are_taken_off(file: Path) -> None:
    hidden = WRITTEN.replace('"production"', '"\u200bproduction\ufeff"').replace("3MVG9abc", "\u00a03MVG9\u00adabc")
    file.write_text(f"\ufeff\ufeff{hidden}", "utf-8")
    assert (read(file).profile, read(file).consumer_key) == ("production", "3MVG9abc")


@pytest.mark.parametrize(
    ("name", "fault"), [("-v", "name"), ("--help", "name"), ("_x", "name"), ("NUL", "device"), ("com1", "device")]
)
def test_a_name_that_some_system_cannot_use_is_refused_unless_it_is_saved(file: Path, name: str, fault: str) -> None:
    values = {**SHORT, "profile": f'"{name}"'}
    assert faults(file, values) == [("profile", fault)]
    assert read(file, [name]).profile == name


def test_a_name_that_differs_by_letter_case_only_is_refused(file: Path) -> None:
    file.write_text(toml(SHORT), "utf-8")
    with pytest.raises(SetupMustChange) as caught:
        read(file, ["Production"])
    assert caught.value.details["faults"] == [("profile", "case")]
