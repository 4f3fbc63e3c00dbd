from __future__ import annotations

import dataclasses
import json
from dataclasses import replace
from pathlib import Path

import pytest

from wizard.domain.errors import SetupMustChange
from wizard.domain.fieldmap import Options
from wizard.domain.profile import CardChoice, Profile, SalesforceAccess, SansanAccess
from wizard.domain.recipients import Recipient
from wizard.domain.users import Account, Organization, SalesforceUser, SansanUser
from wizard.services.home import Home
from wizard.services.profiles import Profiles, write_whole

ADMIN = SalesforceUser("005A", "admin@corp.example", "管理者", "admin@corp.example", "admin")
PROFILE = Profile(
    id="1f0c",
    name="production",
    sansan=SansanAccess("Integration user", "3.2", True, 2.5, 0),
    salesforce=SalesforceAccess("custom", "https://corp.my.salesforce.com", "3MVG9"),
    account=Account(
        Organization("00D", "株式会社サンプル", True, "EE"), ADMIN, "https://corp.my.salesforce.com", "67.0"
    ),
    cards=CardChoice(("hr@corp.example",), "2020-01-01", Options(memo=False)),
    default_user=ADMIN,
    recipients=(
        Recipient(SansanUser("u1", "髙橋 𠮷", "taka@corp.example"), "005T", "taka@corp.example.uat", "suffix"),
        Recipient(SansanUser("", "", ""), "005A", "admin@corp.example", "default", skip=True),
    ),
    permission_set="0PS",
)


@pytest.fixture
def profiles(tmp_path: Path) -> Profiles:
    return Profiles(Home(tmp_path))


def stored(tmp_path: Path, name: str = "production") -> Path:
    return tmp_path / "profiles" / name / "profile.json"


def refused(profiles: Profiles, name: str | None = "production") -> str:
    with pytest.raises(SetupMustChange) as caught:
        profiles.pick(name)
    return caught.value.code


def test_a_profile_comes_back_as_it_was_saved(profiles: Profiles) -> None:
    profiles.save(PROFILE)
    assert profiles.load("production") == PROFILE


@pytest.mark.parametrize("field", [f.name for f in dataclasses.fields(Profile)])
def test_every_part_of_a_profile_is_in_its_file(profiles: Profiles, tmp_path: Path, field: str) -> None:
    profiles.save(PROFILE)
    assert field in json.loads(stored(tmp_path).read_text("utf-8"))


def test_saving_again_replaces_the_whole(profiles: Profiles) -> None:
    profiles.save(PROFILE)
    profiles.save(dataclasses.replace(PROFILE, recipients=()))
    assert profiles.load("production") == dataclasses.replace(PROFILE, recipients=())


@pytest.mark.posix("modes of files")
def test_the_file_and_its_folders_are_for_the_owner_only(profiles: Profiles, tmp_path: Path) -> None:
    profiles.save(PROFILE)
    file = stored(tmp_path)
    assert [path.name for path in file.parent.iterdir()] == ["profile.json"]
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.parent.stat().st_mode & 0o777 == 0o700
    assert tmp_path.stat().st_mode & 0o777 == 0o700


def test_a_write_that_breaks_off_leaves_the_old_file_whole(tmp_path: Path) -> None:
    file = tmp_path / "profile.json"
    write_whole(file, b"old")
    (tmp_path / "profile.json.new").mkdir()
    with pytest.raises(OSError, match=r"profile\.json\.new"):
        write_whole(file, b"new")
    assert file.read_bytes() == b"old"


def test_what_an_earlier_break_left_is_overwritten(tmp_path: Path) -> None:
    (tmp_path / "profile.json.new").write_bytes(b"half of a very long file")
    write_whole(tmp_path / "profile.json", b"new")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("profile.json", b"new")]


def test_another_set_up_of_the_same_name_is_never_written_over(profiles: Profiles) -> None:
    """On a disk that does not tell letter cases apart, a name can lead to the folder of another set-up."""
    profiles.save(PROFILE)
    with pytest.raises(SetupMustChange) as caught:
        profiles.save(replace(PROFILE, id="f" * 32))
    assert caught.value.code == "profile_of_another"
    assert profiles.load(PROFILE.name) == PROFILE


def test_the_only_profile_needs_no_name(profiles: Profiles) -> None:
    profiles.save(PROFILE)
    assert profiles.pick(None) == PROFILE


def test_of_several_one_is_named(profiles: Profiles) -> None:
    profiles.save(PROFILE)
    profiles.save(dataclasses.replace(PROFILE, name="another"))
    assert profiles.names() == ["another", "production"]
    assert profiles.pick("another").name == "another"
    with pytest.raises(SetupMustChange) as caught:
        profiles.pick(None)
    assert (caught.value.code, caught.value.details) == ("which_profile", {"names": "another, production"})


def test_nothing_is_set_up(profiles: Profiles) -> None:
    assert profiles.names() == []
    assert profiles.load("production") is None
    assert refused(profiles, None) == "nothing_set_up"


@pytest.mark.parametrize("name", ["other", "", "../profiles/production", "a/b"])
def test_no_such_profile(profiles: Profiles, name: str) -> None:
    profiles.save(PROFILE)
    assert refused(profiles, name) == "no_profile"


GOOD = {"format": 1, **dataclasses.asdict(PROFILE)}
DAMAGED = [
    b"",
    b"{",
    b"[]",
    b"null",
    b"5",
    b"{}",
    b"\xff",
    *(json.dumps({**GOOD, key: 5}).encode() for key in ("sansan", "account", "cards", "recipients", "default_user")),
    *(json.dumps({k: v for k, v in GOOD.items() if k != key}).encode() for key in GOOD),
    json.dumps({**GOOD, "unknown": 1}).encode(),
    json.dumps({**GOOD, "recipients": [{"user_id": "x"}]}).encode(),
]


@pytest.mark.parametrize("data", DAMAGED, ids=range(len(DAMAGED)))
def test_a_damaged_profile_is_said_to_be_unreadable(profiles: Profiles, tmp_path: Path, data: bytes) -> None:
    profiles.save(PROFILE)
    stored(tmp_path).write_bytes(data)
    try:
        assert profiles.pick("production")  # what has a usual value may be missing
    except SetupMustChange as fault:
        assert fault.code == "profile_unreadable"


@pytest.mark.parametrize(
    ("proven", "known"),
    [(True, [("u1", "u1"), ("u2", "u2")]), (False, [("", ""), ("u2", "")])],
)
def test_what_an_earlier_program_knew_of_ids_is_taken_over(
    profiles: Profiles, tmp_path: Path, proven: bool, known: list[tuple[str, str]]
) -> None:
    """It noted once for all whether ids were those that cards name; else an id beside an address told nothing."""
    profiles.save(PROFILE)
    data = json.loads(stored(tmp_path).read_text("utf-8"))
    users = [{"id": "u1", "name": "", "email": "a@c.example"}, {"id": "u2", "name": "", "email": ""}]
    data["recipients"] = [{**data["recipients"][0], "sansan": user} for user in users]
    stored(tmp_path).write_text(json.dumps({**data, "owner_ids_proven": proven}), "utf-8")
    assert [(r.sansan.id, r.sansan.owner_id) for r in profiles.pick("production").recipients] == known


def test_a_profile_that_is_no_file(profiles: Profiles, tmp_path: Path) -> None:
    stored(tmp_path).mkdir(parents=True)
    assert refused(profiles) == "profile_unreadable"


@pytest.mark.posix("modes of files")
def test_the_profile_before_is_kept_as_a_backup_for_the_owner_only(profiles: Profiles, tmp_path: Path) -> None:
    profiles.save(PROFILE)
    before = stored(tmp_path).read_bytes()
    profiles.save(dataclasses.replace(PROFILE, permission_set="another"))
    backup = stored(tmp_path).with_name("profile.json.before")
    assert backup.read_bytes() == before != stored(tmp_path).read_bytes()
    assert backup.stat().st_mode & 0o777 == 0o600


def test_a_profile_of_a_newer_program_is_left_alone(profiles: Profiles, tmp_path: Path) -> None:
    profiles.save(PROFILE)
    stored(tmp_path).write_text(json.dumps({**GOOD, "format": 2}), "utf-8")
    assert refused(profiles) == "profile_too_new"


def test_a_home_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("a file in the way")
    with pytest.raises(SetupMustChange, match="folder_not_writable"):
        Profiles(Home(tmp_path / "home")).save(PROFILE)


def test_a_profile_that_cannot_be_written(profiles: Profiles, tmp_path: Path) -> None:
    profiles.save(PROFILE)
    (tmp_path / "profiles" / "production" / "profile.json.new").mkdir()
    with pytest.raises(SetupMustChange, match="folder_not_writable"):
        profiles.save(dataclasses.replace(PROFILE, permission_set=""))
    assert profiles.load("production") == PROFILE


def save_twice(profiles: Profiles, path: Path) -> Path:
    """Save a profile that has one before it, and return its file."""
    profiles.save(PROFILE)
    profiles.save(dataclasses.replace(PROFILE, permission_set="0PS2"))
    return stored(path)


@pytest.mark.parametrize("data", [b"", b"{", b"\xff", b"[]", b"{}"])
def test_a_damaged_profile_is_restored_from_the_one_before(profiles: Profiles, tmp_path: Path, data: bytes) -> None:
    file = save_twice(profiles, tmp_path)
    file.write_bytes(data)
    assert profiles.pick("production") == PROFILE
    assert file.with_name("profile.json.damaged").read_bytes() == data
    assert [notice.details["profile"] for notice in profiles.restored()] == ["production"]
    profiles.save(PROFILE)
    assert profiles.restored() == ()


def test_a_newer_programs_profile_is_not_restored(profiles: Profiles, tmp_path: Path) -> None:
    save_twice(profiles, tmp_path).write_text(json.dumps({**GOOD, "format": 2}), "utf-8")
    assert refused(profiles) == "profile_too_new"
    assert profiles.restored() == ()


def test_one_damaged_profile_leaves_the_others(profiles: Profiles, tmp_path: Path) -> None:
    profiles.save(dataclasses.replace(PROFILE, name="other", id="2f0c"))
    file = save_twice(profiles, tmp_path)
    for path in (file, file.with_name("profile.json.before")):
        path.write_text('{"format": 1, "id": "1f0c", "na')
    assert refused(profiles) == "profile_unreadable"
    assert [profile.name for profile in profiles.loadable()] == ["other"]
    assert profiles.id_of_damaged("production") == "1f0c"
    profiles.save(dataclasses.replace(PROFILE, id="3f0c"))
    assert profiles.pick("production").id == "3f0c"
