"""What is proven of the user as whom unattended runs sign in: what each result means."""

TABLE: dict[str, tuple[str, str]] = {
    "signed_in.ok": (
        "外部クライアントアプリケーションとして、{user} でサインインできました。",
        "The external client app signs in as {user}.",
    ),
    "api_only.ok": (
        "{user} には「API 限定ユーザー」の権限があります。",
        "{user} holds the permission “API Only User”.",
    ),
    "api_only.problem": (
        "{user} には「API 限定ユーザー」の権限がありません。Salesforce はこの権限を持つ連携専用のユーザーを求めています。"
        "権限を付与するか、アプリケーションの実行ユーザーを変更してください。",
        "{user} does not hold the permission “API Only User”, which Salesforce asks of a user that an app runs as. Give "
        "it, or choose another run-as user in the app.",
    ),
    "licence.ok": (
        "ライセンス「{licence}」で権限セットを割り当てられます。",
        "The licence “{licence}” allows permission sets.",
    ),
    "licence.problem": (
        "{user} に権限セットライセンス「Salesforce API Integration」を割り当てられませんでした。[設定] > [ユーザー] で"
        "割り当ててから、もう一度設定してください。{detail}",
        "The permission set licence “Salesforce API Integration” could not be assigned to {user}. Assign it under "
        "Setup > Users, then set up again. {detail}",
    ),
    "permission_set.ok": (
        "権限セット「{label}」が割り当てられています。",
        "The permission set “{label}” is assigned.",
    ),
    "permission_set.problem": (
        "{user} に権限セットを割り当てられませんでした。{detail}",
        "A permission set could not be assigned to {user}. {detail}",
    ),
    "destination.ok": (
        "{user} は {object} に書き込めます。",
        "{user} may write {object}.",
    ),
    "destination.problem": (
        "{user} は {object} に書き込めません。{detail}",
        "{user} may not write {object}. {detail}",
    ),
    "owners.ok": (
        "{user} はレコードをほかのユーザーに渡せます。",
        "{user} may give records to others.",
    ),
    "owners.problem": (
        "{user} はレコードをほかのユーザーに渡せません。{object} の「すべて変更」を権限セットで付与してください。",
        "{user} may not give records to others. Give “Modify All” on {object} by a permission set.",
    ),
    "links.ok": (
        "{user} は名刺を取引先責任者とリードに関連付けられます。",
        "{user} may link cards to contacts and leads.",
    ),
    "links.problem": (
        "{user} は名刺を取引先責任者やリードに関連付けられません。{detail}",
        "{user} may not link cards to contacts and leads. {detail}",
    ),
    "limits.ok": (
        "残りの API コール数を確認できます（{left:,}）。",
        "The API calls that are left can be seen ({left:,}).",
    ),
    "limits.problem": (
        "{user} には API の制限の残りが見えません。上限に達した場合は、その時点で転送が停止します。",
        "{user} cannot see what is left of the limits. A transfer then stops where it meets one.",
    ),
}
