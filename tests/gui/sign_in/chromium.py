"""A real browser of the person's own: headless Chromium, driven through its debugging pipe (no port, no library)."""

from __future__ import annotations

import base64
import itertools
import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from wizard.standin.world import World

PROGRAM = "/usr/bin/chromium"
_FLAGS = (
    "--headless=new",
    "--remote-debugging-pipe",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-extensions",
    "--disable-dev-shm-usage",
)
# Chromium reads its orders from descriptor 3 and answers on descriptor 4.
_LAUNCH = """import os, sys
os.dup2(int(sys.argv[1]), 3)
os.dup2(int(sys.argv[2]), 4)
os.execv(sys.argv[3], sys.argv[3:])
"""


class Chromium:
    """One browser with one page. ``localhost`` says what the name leads to, ``~NOTFOUND`` for nowhere."""

    def __init__(self, folder: Path, localhost: str = "") -> None:
        flags = [*_FLAGS, f"--user-data-dir={folder}"]
        if localhost:
            flags.append(f"--host-resolver-rules=MAP localhost {localhost}")
        if os.geteuid() == 0:
            flags.append("--no-sandbox")
        orders, self._orders = os.pipe()
        self._answers, answers = os.pipe()
        self._process = subprocess.Popen(
            [sys.executable, "-c", _LAUNCH, str(orders), str(answers), PROGRAM, *flags],
            pass_fds=(orders, answers),
            stderr=subprocess.DEVNULL,
        )
        os.close(orders)
        os.close(answers)
        self._numbers, self._rest, self._session = itertools.count(1), b"", ""
        target = self._call("Target.createTarget", url="about:blank")["targetId"]
        self._session = self._call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]

    def close(self) -> None:
        """End the browser."""
        self._session = ""
        self._call("Browser.close")
        self._process.wait(20)
        os.close(self._orders)
        os.close(self._answers)

    def go(self, url: str) -> None:
        """Open an address."""
        self._call("Page.navigate", url=url)

    def value(self, code: str) -> Any:
        """Return what a script in the page gives; None while the page is changing."""
        return self._call("Runtime.evaluate", expression=code, returnByValue=True).get("result", {}).get("value")

    def until(self, code: str) -> None:
        """Wait until a script in the page gives true."""
        ends = time.monotonic() + 30
        while self.value(code) is not True:
            assert time.monotonic() < ends, (code, self.address(), self.value("document.body.innerText"))

    def address(self) -> str:
        """Return what the address line shows, also of a page that could not be reached."""
        history = self._call("Page.getNavigationHistory")
        return str(history["entries"][history["currentIndex"]]["url"])

    def hold_passkey(self, folder: Path) -> None:
        """Have a virtual authenticator with a passkey for localhost, as an administrator's computer has one."""
        self._call("WebAuthn.enable")
        options = {"protocol": "ctap2", "transport": "internal", "automaticPresenceSimulation": True}
        options |= dict.fromkeys(("hasResidentKey", "hasUserVerification", "isUserVerified"), True)
        made = self._call("WebAuthn.addVirtualAuthenticator", options=options)
        key = folder / "key.der"
        curve = ["openssl", "genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"]
        pem = subprocess.run(curve, check=True, capture_output=True).stdout
        form = ["openssl", "pkcs8", "-topk8", "-nocrypt", "-outform", "DER", "-out", str(key)]
        subprocess.run(form, input=pem, check=True)
        some = base64.b64encode(b"0123456789abcdef").decode()
        credential = {"credentialId": some, "userHandle": some, "rpId": "localhost", "signCount": 1}
        credential |= {"isResidentCredential": True, "privateKey": base64.b64encode(key.read_bytes()).decode()}
        self._call("WebAuthn.addCredential", authenticatorId=made["authenticatorId"], credential=credential)

    def sign_in(self, world: World, button: str = "save") -> None:
        """Log in on the page shown, and press Allow (``save``) or Deny (``cancel``)."""
        self.until("document.getElementById('Login') !== null")
        self.value(f"document.getElementById('username').value = {world.salesforce_users[0].username!r}")
        self.value(f"document.getElementById('password').value = {world.password!r}")
        self.value("document.getElementById('Login').click()")
        self.until("document.getElementById('save') !== null || document.getElementById('passkey') !== null")
        self.value("document.getElementById('passkey')?.click()")
        self.until("document.getElementById('save') !== null")
        self.value(f"document.getElementById({button!r}).click()")
        self.until("document.getElementById('save') === null && document.readyState === 'complete'")

    def _call(self, method: str, **params: Any) -> dict[str, Any]:
        number = next(self._numbers)
        order = {"id": number, "method": method, "params": params}
        if self._session:
            order["sessionId"] = self._session
        os.write(self._orders, json.dumps(order).encode() + b"\0")
        while True:
            answer = self._read()
            if answer.get("id") == number:
                return dict(answer.get("result", {}))

    def _read(self) -> dict[str, Any]:
        while b"\0" not in self._rest:
            part = os.read(self._answers, 65536)
            assert part, "the browser has ended"
            self._rest += part
        message, _, self._rest = self._rest.partition(b"\0")
        return dict(json.loads(message))
