"""Faults of addresses, the network, and Sansan."""

TABLE: dict[str, tuple[str, str]] = {
    "bad_address": (
        "「{address}」は正しいアドレスではありません。https:// で始まるアドレスを指定してください。",
        "“{address}” is not an address. Give one that begins with https://.",
    ),
    "plain_http": (
        "「{address}」は暗号化されていないため接続しません。https:// で始まるアドレスを指定してください。",
        "“{address}” is not encrypted, so it is not used. Give an address that begins with https://.",
    ),
    "strange_instance": (
        "Salesforce から想定外のアドレス「{address}」が返されたため中止しました。"
        "接続先環境とドメインを確認してください。",
        "Salesforce answered with an unexpected address, “{address}”, so the sign-in was stopped. "
        "Check the environment and the domain.",
    ),
    "unknown_host": (
        "「{host}」が見つかりません。アドレスの綴りとネットワーク接続を確認してください。",
        "“{host}” was not found. Check the spelling of the address and the network connection.",
    ),
    "no_answer": (
        "「{host}」から応答がありません。ネットワーク接続を確認し、しばらくしてからもう一度お試しください。",
        "“{host}” does not answer. Check the network connection and try again in a while.",
    ),
    "proxy_fault": (
        "プロキシを経由して「{host}」に接続できません。プロキシの設定を確認してください。",
        "“{host}” cannot be reached through the proxy. Check the proxy settings.",
    ),
    "proxy_unusable": (
        "環境変数 {variable} のプロキシは使用できません。「http://ホスト名:ポート番号」の形で指定してください（SOCKS には対応して"
        "いません）。ユーザー名やパスワードに記号が含まれる場合は、「@」を「%40」とするなど、URL の形式に変換してください。",
        "The proxy in the environment variable {variable} cannot be used. Write it as http://host:port; SOCKS is not "
        "supported. Signs in its name or password must be encoded as in addresses, such as %40 for @.",
    ),
    "proxy_wants_password": (
        "プロキシ「{proxy}」がユーザー名とパスワードを求めています。環境変数 HTTPS_PROXY を"
        "「http://ユーザー名:パスワード@ホスト名:ポート番号」の形で指定してください。Windows の認証（NTLM、Kerberos）だけを"
        "受け付けるプロキシの場合は、ネットワーク管理者に相談してください。",
        "The proxy “{proxy}” wants a name and password. Set the environment variable HTTPS_PROXY as "
        "http://name:password@host:port. If it takes Windows' own sign-in only (NTLM, Kerberos), ask the network's "
        "administrator.",
    ),
    "proxy_refuses_password": (
        "プロキシ「{proxy}」がユーザー名またはパスワードを受け付けませんでした。アカウントがロックされないよう、再試行はして"
        "いません。環境変数 HTTPS_PROXY のユーザー名とパスワードを確認してください。Windows の認証（NTLM、Kerberos）だけを"
        "受け付けるプロキシの場合は、ネットワーク管理者に相談してください。",
        "The proxy “{proxy}” refuses the name and password. They were sent once only, so that no account is locked. Check "
        "them in the environment variable HTTPS_PROXY. If it takes Windows' own sign-in only (NTLM, Kerberos), ask the "
        "network's administrator.",
    ),
    "proxy_refuses_host": (
        "プロキシ「{proxy}」が「{host}」への接続を拒否しました（{status}）。ネットワーク管理者に、この接続先の許可を依頼して"
        "ください。",
        "The proxy “{proxy}” refuses connections to “{host}” ({status}). Ask the network's administrator to allow them.",
    ),
    "certificates_missing": (
        "環境変数 {variable} で指定された証明書ファイル「{file}」がありません。正しい場所を指定するか、変数を削除してください。",
        "The certificate file “{file}” that the environment variable {variable} names is not there. Name the right one, or "
        "remove the variable.",
    ),
    "certificates_unusable": (
        "環境変数 {variable} で指定された「{file}」から証明書を読み取れません。PEM 形式（「-----BEGIN CERTIFICATE-----」で"
        "始まるテキスト）の証明書を指定してください。",
        "“{file}”, which the environment variable {variable} names, holds no certificate that can be read. Name one in PEM "
        "form: text that begins with -----BEGIN CERTIFICATE-----.",
    ),
    "bad_certificate": (
        "「{host}」の証明書を確認できないため接続しません。"
        "社内ネットワークの証明書が必要な場合は管理者に確認してください。",
        "The certificate of “{host}” cannot be verified, so no connection was made. "
        "If your network needs a certificate of its own, ask its administrator.",
    ),
    "too_many_requests": (
        "「{host}」の利用回数の上限に達しました。しばらくしてから再開してください。",
        "“{host}” is being asked too often. Continue in a while.",
    ),
    "server_fault": (
        "「{host}」で一時的な問題が起きています（{status}）。しばらくしてから再開してください。",
        "“{host}” has a passing problem ({status}). Continue in a while.",
    ),
    "not_json": (
        "「{host}」から読み取れない応答がありました（{status}）。"
        "メンテナンス中の可能性があります。しばらくしてから再開してください。",
        "“{host}” gave an answer that cannot be read ({status}). It may be under maintenance. Continue in a while.",
    ),
    "something_between": (
        "「{host}」ではなく、途中のプロキシ、ファイアウォール、ネットワークのログイン画面、メンテナンスのページなどが"
        "応答しました（{status}）。ネットワークの接続を確認し、しばらくしてから再開してください。続く場合は、ネットワークの管理者に"
        "「{host}」への接続の許可を依頼してください。",
        "Something between this computer and “{host}” answered in its place ({status}): a proxy, a firewall, a network's "
        "sign-in page, or a page of maintenance. Check the network connection and continue in a while. If it goes on, "
        "ask the administrator of your network to let “{host}” through.",
    ),
    "refused": (
        "要求が拒否されました（{status} {error_code}）。{message}",
        "The request was refused ({status} {error_code}). {message}",
    ),
    "sansan_key_missing": (
        "Sansan の API Key が見つかりません。{where} を確認してください。",
        "The Sansan API key was not found. Check {where}.",
    ),
    "sansan_key_refused": (
        "Sansan が API Key を受け付けませんでした。考えられる原因: キーの写し間違い、キーの再発行や削除、"
        "発行されたユーザーの無効化。Sansan の [管理者設定] > [外部サービス連携] > [API] で確認してください。",
        "Sansan did not accept the API key. Likely causes: a slip in copying it, a key issued anew or deleted, "
        "or its user deactivated. Check in Sansan: Admin Settings > Integration with Other Services > API.",
    ),
    "sansan_key_forbidden": (
        "この API Key では名刺を読み取れません。考えられる原因: キーの有効範囲が「Sansan Data Hub のみ」、"
        "ユーザーに API連携権限がない。有効範囲を「すべて」にし、権限を確認してください。",
        "This API key may not read business cards. Likely causes: its validity is “Sansan Data Hub only”, or its "
        "user lacks the API integration permission. Set the validity to “All” and check the permission.",
    ),
    "sansan_no_version": (
        "Sansan の API（{versions}）が見つかりません。API のアドレスとバージョンを確認してください。",
        "The Sansan API ({versions}) was not found. Check the API address and version.",
    ),
    "sansan_refused": (
        "Sansan が名刺の一覧の要求を拒否しました（{status}）。設定の api_version を確認してください。",
        "Sansan refused to list the business cards ({status}). Check api_version in the set-up.",
    ),
    "sansan_paging": (
        "Sansan の名刺一覧を最後まで読み取れませんでした。しばらくしてから再開してください。",
        "The list of business cards in Sansan could not be read to its end. Continue in a while.",
    ),
}
