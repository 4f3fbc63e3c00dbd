"""What an OpenID client asks first: where everything is (salesforce.md §1.1 [C]; the keys of the answer [I])."""

from __future__ import annotations

from wizard.standin.http import Response, json_response
from wizard.standin.salesforce.oauth.app import KNOWN_SCOPES
from wizard.standin.salesforce.routing import Call, Route

_ENDPOINTS = ("authorize", "token", "revoke", "userinfo")
_CLIENT_PROOFS = ("client_secret_post", "client_secret_basic", "private_key_jwt")


def routes() -> list[Route]:
    """Return the addresses of this module."""
    return [
        Route("GET", "/.well-known/openid-configuration", "discovery", _configuration, needs_user=False),
        Route("GET", "/id/keys", "discovery", _keys, needs_user=False),
    ]


def _configuration(call: Call) -> Response:
    at = {name: f"{call.org.url}/services/oauth2/{name}" for name in _ENDPOINTS}
    answer = {
        "issuer": call.org.url,
        "authorization_endpoint": at["authorize"],
        "token_endpoint": at["token"],
        "revocation_endpoint": at["revoke"],
        "userinfo_endpoint": at["userinfo"],
        "jwks_uri": f"{call.org.url}/id/keys",
        "scopes_supported": sorted(KNOWN_SCOPES),
        "response_types_supported": ["code"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["RS256"],
        "token_endpoint_auth_methods_supported": list(_CLIENT_PROOFS),
        "code_challenge_methods_supported": ["S256"],
    }
    return json_response(answer)


def _keys(_call: Call) -> Response:
    """No key: the stand-in signs no id_token."""
    return json_response({"keys": []})
