"""A passkey asked for after the password, as Salesforce does of administrators since July 2026 (WebAuthn 2, §7.2).

Checked are the challenge, the origin, the relying party and the person's presence; the signature is not, for nobody
registers here: any passkey of this computer for ``localhost`` will do. An IP address cannot be a relying party.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import secrets
from typing import Any

from wizard.standin.http import Request

ADDRESS = "/_ui/identity/webauthn"  # inferred [I]
_PRESENT = 0x01  # of the authenticator's flags
SCRIPT = """
const text = buffer => btoa(String.fromCharCode(...new Uint8Array(buffer)));
document.getElementById("passkey").onclick = async () => {
  const challenge = Uint8Array.from(atob("%s"), each => each.charCodeAt(0));
  const found = await navigator.credentials.get({publicKey: {challenge, rpId: location.hostname}});
  const form = document.getElementById("answer");
  form.client.value = text(found.response.clientDataJSON);
  form.authenticator.value = text(found.response.authenticatorData);
  form.submit();
};"""


def challenge() -> str:
    """Return a new one, in base64."""
    return base64.b64encode(secrets.token_bytes(32)).decode()


def accepts(request: Request, asked: str, client: str, authenticator: str) -> bool:
    """Whether an answer is one to this challenge, given on this very page by somebody present."""
    try:
        told: dict[str, Any] = json.loads(base64.b64decode(client))
        data = base64.b64decode(authenticator)
        given = base64.urlsafe_b64decode(str(told["challenge"]) + "==")
    except (ValueError, KeyError, TypeError, binascii.Error):
        return False
    host = request.headers.get("host", "")
    party = hashlib.sha256(host.rpartition(":")[0].encode()).digest()
    right = told.get("type") == "webauthn.get" and told.get("origin") == f"http://{host}"
    present = len(data) > 36 and bool(data[32] & _PRESENT)
    return right and given == base64.b64decode(asked) and data[:32] == party and present
