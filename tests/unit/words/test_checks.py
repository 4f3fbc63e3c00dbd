"""Every check can be said, in each of its states."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.journeys.people import ACCOUNT, SANDBOX
from wizard.domain.destination import OWN, PACKAGE, Field, Target
from wizard.domain.errors import Refused, SignInNeeded
from wizard.domain.requirement import OK, PROBLEM, UNKNOWN, Requirement
from wizard.domain.users import Account
from wizard.services import network, network_variables
from wizard.usecases import checks
from wizard.words import LANGUAGES, Lang
from wizard.words.checks import TABLE
from wizard.words.say import say_check

NOW = datetime(2026, 11, 1, tzinfo=UTC)
RIGHTS = ("ApiEnabled", "AssignPermissionSets", "CustomizeApplication", "ModifyAllData")
WHOLE = {name: Field(name, "string", external_id=True) for name in (PACKAGE.key_field, *PACKAGE.fields.values())}


class Facts:
    """An organisation where all is well, unless told otherwise."""

    def __init__(self, **told: object) -> None:
        self.told = {
            "rights": dict.fromkeys(RIGHTS, True),
            "limits": {"DailyApiRequests": (90, 100), "DataStorageMB": (5, 10)},
            "identity": (ACCOUNT.user.id, ACCOUNT.organization.id),
            "clock": NOW,
            "describe": WHOLE,
            "rules": ([], []),
            "count": 0,
            "linking": False,
            "hidden_user_fields": (),
            "has_other_administrator": True,
            "package_version": (1, 58),
            "tags_in_picklist": True,
            **told,
        }

    def __getattr__(self, name: str):
        def answer(*_: object) -> object:
            if isinstance(self.told[name], Exception):
                raise self.told[name]  # type: ignore[misc]
            return self.told[name]

        return answer


def of_connection(account: Account = ACCOUNT, environment: str = "production", key=lambda: None, **told: object):
    return {c.code: c for c in checks.of_connection(Facts(**told), account, environment, key, NOW)}


def of_destination(target: Target = PACKAGE, sent: int = 0, **told: object):
    return {c.code: c for c in checks.of_destination(Facts(**told), target, sent)}


def refuse_key() -> None:
    raise SignInNeeded("sansan_key_refused")


IN_SANDBOX = {"identity": (SANDBOX.user.id, SANDBOX.organization.id)}
WELL = [
    *of_connection().values(),
    *of_destination(sent=10).values(),
    *of_connection(SANDBOX, "sandbox", **IN_SANDBOX).values(),
]
BAD = [
    of_connection(key=refuse_key)["key"],
    of_connection(rights={"ApiEnabled": False})["api"],
    of_connection(rights={"ApiEnabled": True})["rights"],
    of_connection(has_other_administrator=False)["only_administrator"],
    of_destination(sent=10, tags_in_picklist=False)["tags"],
    of_destination(package_version=(1, 57))["package_version"],
    of_connection(hidden_user_fields=("Email",))["user_fields"],
    of_connection(limits={"DailyApiRequests": (0, 100)})["calls"],
    of_connection(limits={"DataStorageMB": (0, 10)})["storage"],
    of_connection(environment="sandbox")["is_production"],
    of_connection(SANDBOX)["is_sandbox"],
    of_connection(identity=("005X", "00DX"))["identity"],
    of_connection(clock=NOW + timedelta(minutes=7))["clock"],
    of_destination(describe=None)["object"],
    of_destination(describe={})["key_field"],
    of_destination(describe={PACKAGE.key_field: WHOLE[PACKAGE.key_field]})["fields"],
    of_destination(rules=(["重複"], []))["duplicate_rules"],
    of_destination(rules=([], ["規則"]))["validation_rules"],
    of_destination(count=3)["others_cards"],
    of_destination(linking=True)["linking"],
]


def test_all_is_well_where_all_is_well() -> None:
    assert {check.state for check in WELL} == {OK}
    assert {check.state for check in BAD} == {PROBLEM}


def test_what_cannot_be_found_out_is_unknown_and_stops_nothing() -> None:
    refused = Refused(403, "INSUFFICIENT_ACCESS")
    told = dict.fromkeys(("rights", "limits", "identity", "describe", "rules", "count", "linking"), refused)
    made = [*of_connection(**told).values(), *of_destination(**told).values()]
    assert sum(check.state == UNKNOWN for check in made) == 10
    assert not any(check.stops for check in made)


def test_only_what_is_required_stops() -> None:
    assert {c.code for c in BAD if c.stops} == {"key", "api", "calls", "storage", "object", "key_field"}


def test_the_edition_is_told_where_it_is_known() -> None:
    known = replace(ACCOUNT, organization=replace(ACCOUNT.organization, edition="Enterprise Edition"))
    assert say_check(of_connection(known)["edition"], "en") == ("Edition", "Enterprise Edition; its API answers.")
    assert "edition" not in of_connection(replace(known, organization=replace(known.organization, edition="")))


def test_an_own_domain_may_be_of_either_kind() -> None:
    for account in (ACCOUNT, SANDBOX):
        assert all(check.state == OK for check in of_connection(account, "custom").values() if "is_" in check.code)


def test_cards_that_this_set_up_has_sent_are_no_others() -> None:
    assert of_destination(count=3, sent=3)["others_cards"].state == OK
    assert of_destination(count=3, sent=2)["others_cards"].details == {"count": 1}


def test_our_own_object_is_not_asked_for_the_packages_linking() -> None:
    assert "linking" not in of_destination(OWN, linking=True)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_check_is_said_and_every_sentence_is_used(
    lang: Lang, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in network_variables.BUNDLES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HTTPS_PROXY", "http://name:secret@proxy.example:8080")
    seen = [*WELL, *BAD, *network.checks("https://login.salesforce.com", "http://localhost:1")]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(network, "proxy_of", lambda _url: "")
        patch.setattr(network, "unread_configuration", lambda: "http://proxy.example/proxy.pac")
        seen += network.checks("https://login.salesforce.com")
    for name in network_variables.BUNDLES:
        monkeypatch.setenv(name, __file__)
        seen += network.checks()
    for folder in (tmp_path, tmp_path / "hashed"):
        (tmp_path / "hashed").mkdir(exist_ok=True)
        (tmp_path / "hashed" / "0123abcd.0").touch()
        monkeypatch.setenv("SSL_CERT_DIR", str(folder))
        seen += network.checks()
    for check in [*seen, Requirement("fields", UNKNOWN)]:
        title, sentence = say_check(check, lang)
        assert title
        assert sentence
        assert not re.search(r"[{}]|secret", title + sentence)
    assert {f"{check.code}.{check.state}" for check in seen} == {key for key in TABLE if not key.endswith(".title")}
