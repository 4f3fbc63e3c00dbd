"""The embedded sign-in in a company's network: squid that wants a password, and certificates of the company's own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator

import pytest

from tests.desktop.company import Company
from tests.desktop.versions import versions
from tests.gui.reader import ROOT

PEER = versions("squid", "ca-certificates", "openssl")
PICTURES = ROOT / "build" / "desktop"
WALK = [sys.executable, "-m", "pytest", "-n", "0", "-q", "tests/gui/company_sign_in.py"]
# The system's store with one certificate more, made by the system's own program, for the processes below alone.
STORE = """
set -e
new=$(mktemp --directory)
cp -a /etc/ssl/certs "$new/store" && mount --bind "$new/store" /etc/ssl/certs
cp -a /usr/local/share/ca-certificates "$new/added" && cp "$COMPANY_ROOT" "$new/added/company.crt"
mount --bind "$new/added" /usr/local/share/ca-certificates
update-ca-certificates --hooksdir /nonexistent >/dev/null
"$@" && code=0 || code=$?
umount /etc/ssl/certs /usr/local/share/ca-certificates
rm -rf "$new"
exit $code
"""


@pytest.fixture
def company() -> Iterator[Company]:
    with Company() as company:
        yield company


def sign_in(company: Company, ends: str, variables: dict[str, str], *, store: bool = False) -> None:
    """Sign in with the window, in a process of its own; a picture of its end stays in build/desktop."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    name = ends.partition(" ")[0] + ("-store" if store else "")
    environment = {
        **os.environ,
        **variables,
        "READY": json.dumps(company.ready),
        "SIGN_IN": ends,
        "PICTURE": str(PICTURES / f"sign-in-{name}.png"),
    }
    around = ["unshare", "--mount", "bash", "-c", STORE, "bash"] if store else []
    done = subprocess.run(
        [*around, *WALK], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=280, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.timeout(300)
def test_bundle(company: Company) -> None:
    """Embedded sign-in through the proxy with its password, under a root of REQUESTS_CA_BUNDLE"""
    sign_in(company, "connection", company.variables())
    seen = company.tunnels()
    assert len([line for line in seen if "/200 " in line]) > 2
    assert all("/200 " in line or "/407 " in line for line in seen)


@pytest.mark.timeout(300)
def test_store(company: Company) -> None:
    """Embedded sign-in through the proxy with its password, under a root in the system's store"""
    variables = {"COMPANY_ROOT": company.variables()["REQUESTS_CA_BUNDLE"]}
    variables |= {k: v for k, v in company.variables().items() if k not in ("REQUESTS_CA_BUNDLE", "SSL_CERT_FILE")}
    sign_in(company, "connection", variables, store=True)


@pytest.mark.timeout(300)
@pytest.mark.parametrize(("password", "said"), [("", "wants a name and password"), ("wrong", "refuses the name")])
def test_password(company: Company, password: str, said: str) -> None:
    """Embedded sign-in where the proxy's password is missing or wrong: said at once"""
    sign_in(company, said, company.variables() | {"https_proxy": company.proxy(password)})
