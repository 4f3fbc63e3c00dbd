"""The part of ``setup`` that lets runs go unattended: the app's secret, the proof, and what is said of it."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import replace

from wizard.application.unattended import Proof, prove
from wizard.cli.console import Console
from wizard.domain.errors import SetupMustChange
from wizard.domain.profile import CONSUMER_SECRET, Profile, secret_name
from wizard.domain.requirement import OK, PROBLEM, UNKNOWN, Requirement
from wizard.domain.text import visible
from wizard.services.addresses import salesforce_url
from wizard.services.csv_text import decode
from wizard.services.salesforce.tokens import Tokens
from wizard.services.setup_file import UnattendedSetup
from wizard.wiring import Services
from wizard.words.say import Lang, say_proof

_MARKS = {OK: "[OK]", PROBLEM: "[!!]", UNKNOWN: "[??]"}


def prepare(
    wanted: UnattendedSetup | None, profile: Profile, admin: Tokens, services: Services, console: Console
) -> tuple[Profile, str, dict[str, object] | None]:
    """Return the profile with the user of unattended runs, the app's secret, and what ``setup`` answers of them.

    Raises ``SetupMustChange``: the secret is missing, the app cannot sign in, or its user lacks something.
    """
    if wanted is None:
        return replace(profile, unattended=None), "", None
    secret = _secret(wanted, profile, services)
    domain = salesforce_url(wanted.domain) if wanted.domain else ""
    proof = prove(profile, domain, secret, admin, services)
    for point in proof.proven:
        console.tell(f"{_MARKS[point.state]} {say_proof(point, console.lang)}")
    answer = answer_of(proof, console.lang)
    if proof.stops:
        console.skeleton = {**console.skeleton, "unattended": answer}
        raise SetupMustChange("unattended_unfit", said=say_all(proof.stops, console.lang))
    return replace(profile, unattended=proof.unattended), secret, answer


def answer_of(proof: Proof, lang: Lang) -> dict[str, object]:
    """Return what ``interfaces.md`` names for ``unattended``."""
    proven = [{"what": p.code, "ok": p.state == OK, "message": say_proof(p, lang)} for p in proof.proven]
    return {"user": proof.unattended.user.username, "proven": proven}


def say_all(points: Iterable[Requirement], lang: Lang) -> str:
    """Return the sentences of points."""
    return " ".join(say_proof(point, lang) for point in points)


def _secret(wanted: UnattendedSetup, profile: Profile, services: Services) -> str:
    """Return the secret that the file names, else the one that is kept."""
    given, where = visible(os.environ.get(wanted.secret_env, "")), wanted.secret_env
    if wanted.secret_file:
        where = str(wanted.secret_file)
        try:
            given = visible(decode(wanted.secret_file.read_bytes()) or "")
        except OSError:
            given = ""
    secret = given.strip() or services.secrets.get(secret_name(profile.id, CONSUMER_SECRET))
    if not secret or not secret.isascii() or not secret.isprintable():
        raise SetupMustChange("consumer_secret_missing", where=where or "[unattended]")
    return secret
