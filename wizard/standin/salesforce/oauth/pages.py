"""The web pages of the sign-in: plain HTML without scripts or anything from outside.

The element ids and names are those of the real pages: ``username``, ``pw``, ``Login``; ``save`` and ``cancel``.
"""

from __future__ import annotations

from html import escape

from wizard.standin.http import Request, Response
from wizard.standin.salesforce.oauth.app import APP_NAME
from wizard.standin.salesforce.oauth.passkey import ADDRESS, SCRIPT

_STYLE = """
body{font:16px/1.5 sans-serif;background:#f4f6f9;color:#16325c;margin:0}
main{max-width:24rem;margin:4rem auto;padding:2rem;background:#fff;border:1px solid #d8dde6;border-radius:4px}
label,input{display:block;width:100%;box-sizing:border-box;margin:.3rem 0}
input{padding:.6rem;font:inherit;border:1px solid #747474;border-radius:4px}
input[type=submit]{background:#0070d2;color:#fff;border:0;margin-top:1rem;cursor:pointer}
input:focus{outline:3px solid #ffb75d}
#cancel{background:#54698d}
[role=alert]{color:#c23934}
"""

_WORDS = {
    "en": {
        "login": "Login",
        "username": "Username",
        "password": "Password",
        "submit": "Log In",
        "wrong": "Please check your username and password. If you still can't log in, "
        "contact your Salesforce administrator.",
        "consent": "Allow Access?",
        "asks": "is asking to:",
        "api": "Manage user data via APIs",
        "id": "Access the identity URL service",
        "refresh_token": "Perform requests at any time",
        "as": "Logged in as",
        "save": "Allow",
        "cancel": "Deny",
        "error": "OAuth Error",
        "my_domain": "You can't log in from here. Log in with the address of your company's own domain.",
        "verify": "Verify your identity: enter the code that we have sent to your e-mail address.",
        "passkey": "Verify your identity with a passkey or a security key.",
        "use_passkey": "Use a passkey",
    },
    "ja": {
        "login": "ログイン",
        "username": "ユーザ名",
        "password": "パスワード",
        "submit": "ログイン",
        "wrong": "ユーザ名とパスワードを確認してください。それでもログインできない場合は、"
        "Salesforce システム管理者にお問い合わせください。",
        "consent": "アクセスを許可しますか?",
        "asks": "は次の権限を求めています:",
        "api": "API を使用してユーザデータを管理",
        "id": "ID URL サービスにアクセス",
        "refresh_token": "いつでも要求を実行",
        "as": "ログイン中のユーザ:",
        "save": "許可",
        "cancel": "拒否",
        "error": "OAuth エラー",
        "passkey": "パスキーまたはセキュリティキーで本人確認をしてください。",
        "use_passkey": "パスキーを使う",
        "my_domain": "ここからはログインできません。会社の [私のドメイン] の URL からログインしてください。",
        "verify": "ID を検証: メールアドレスに送信したコードを入力してください。",
    },
}


def login(request: Request, start: str, username: str, *, failed: bool = False) -> Response:
    """Return the login page; ``start`` is where a good login leads."""
    word = _words(request)
    alert = f'<p role="alert" id="error">{word["wrong"]}</p>' if failed else ""
    first, second = ("", " autofocus") if username else (" autofocus", "")
    return _page(
        request,
        word["login"],
        f"""{alert}<form id="login_form" name="login" method="post" action="/">
<label for="username">{word["username"]}</label>
<input id="username" name="username" inputmode="email" autocomplete="username" value="{escape(username)}"{first}>
<label for="password">{word["password"]}</label>
<input id="password" name="pw" type="password" autocomplete="current-password"{second}>
<input type="hidden" name="startURL" value="{escape(start)}">
<input type="submit" id="Login" name="Login" value="{word["submit"]}"></form>""",
    )


def passkey(request: Request, start: str, ticket: str, challenge: str) -> Response:
    """Return the page that asks for a passkey; the only one with a script."""
    word = _words(request)
    hidden = "".join(f'<input type="hidden" name="{name}">' for name in ("client", "authenticator"))
    return _page(
        request,
        word["login"],
        f"""<p>{word["passkey"]}</p>
<form id="answer" method="post" action="{ADDRESS}">{hidden}
<input type="hidden" name="ticket" value="{escape(ticket)}">
<input type="hidden" name="startURL" value="{escape(start)}"></form>
<button type="button" id="passkey" autofocus>{word["use_passkey"]}</button>
<script>{SCRIPT % challenge}</script>""",
    )


def consent(request: Request, source: str, username: str, scope: tuple[str, ...]) -> Response:
    """Return the page that asks to allow the app's access."""
    word = _words(request)
    wishes = "".join(f"<li>{word.get(name, name)}</li>" for name in scope)
    return _page(
        request,
        word["consent"],
        f"""<p><strong>{APP_NAME}</strong> {word["asks"]}</p><ul>{wishes}</ul>
<p>{word["as"]} {escape(username)}</p>
<form id="editPage" method="post" action="/setup/secur/RemoteAccessAuthorizationPage.apexp">
<input type="hidden" name="source" value="{escape(source)}">
<input type="submit" id="save" name="save" value="{word["save"]}" autofocus>
<input type="submit" id="cancel" name="cancel" value="{word["cancel"]}"></form>""",
    )


def failure(request: Request, error: str, description: str) -> Response:
    """Return Salesforce's own error page, from which nobody comes back to the app (§1.7)."""
    text = f"error={escape(error)}&amp;error_description={escape(description)}"
    return _page(request, _words(request)["error"], f'<p role="alert" id="error">{text}</p>')


def notice(request: Request, name: str) -> Response:
    """Return a page where the way ends: ``my_domain`` or ``verify``. The words are inferred [I]."""
    word = _words(request)
    return _page(request, word["login"], f'<p role="alert" id="error">{word[name]}</p>')


def _words(request: Request) -> dict[str, str]:
    return _WORDS[_language(request)]


def _language(request: Request) -> str:
    return "ja" if request.headers.get("accept-language", "").lower().startswith("ja") else "en"


def _page(request: Request, title: str, body: str) -> Response:
    html = (
        f'<!DOCTYPE html><html lang="{_language(request)}"><head><meta charset="utf-8">'
        f"<title>{title} | Salesforce (stand-in)</title>"
        f"<style>{_STYLE}</style></head><body><main><h1>{title}</h1>{body}</main></body></html>"
    )
    return Response(200, html.encode(), {"Content-Type": "text/html; charset=UTF-8", "Cache-Control": "no-store"})
