"""Faults of signing in to Salesforce as a person."""

TABLE: dict[str, tuple[str, str]] = {
    "callback_ports_reserved": (
        "認証の応答を受け取るポート（47801～47805）は OS によって予約されているため使えません。Windows では "
        "`netsh interface ipv4 show excludedportrange protocol=tcp` で予約範囲を確認できます。PC を再起動するか、"
        "管理者に予約の解除を依頼してください。埋め込みブラウザーでの認証にはポートは不要です。",
        "The ports that receive the sign-in's answer (47801 to 47805) are set aside by the system. On Windows "
        "`netsh interface ipv4 show excludedportrange protocol=tcp` shows what is. Restart the computer, or ask an "
        "administrator to free them; the sign-in inside this window needs no port.",
    ),
    "callback_ports_taken": (
        "認証の応答を受け取るポート（47801～47805）がすべて使用中です。"
        "ほかのログイン画面を閉じてから、もう一度お試しください。",
        "All ports that receive the sign-in's answer (47801 to 47805) are in use. Close other sign-ins and try again.",
    ),
    "sign_in_timed_out": (
        "時間内に認証が完了しませんでした。もう一度お試しください。ブラウザーに Salesforce のエラーが"
        "表示された場合は、その内容を確認してください。",
        "The sign-in was not completed in time. Try again. If the browser showed an error of Salesforce, "
        "look at what it says.",
    ),
    "token_incomplete": (
        "Salesforce の認証の応答が不完全でした。もう一度認証してください。",
        "Salesforce's answer to the sign-in was incomplete. Sign in again.",
    ),
    "no_refresh_token": (
        "Salesforce が継続利用の許可（refresh_token）を返しませんでした。外部クライアントアプリケーションの"
        "OAuth 範囲に「いつでも要求を実行 (refresh_token, offline_access)」を加えてください。",
        "Salesforce gave no lasting permission (refresh_token). Add the scope “Perform requests at any time "
        "(refresh_token, offline_access)” to the external client app.",
    ),
    "refresh_lost": (
        "Salesforce の認証の更新中に応答が失われました。もう一度認証してください。設定は保持されています。",
        "The answer was lost while the Salesforce sign-in was being renewed. Sign in again; the set-up is kept.",
    ),
    "login_host_gone": (
        "Salesforce のログイン先「{host}」が見つかりません。ネットワーク接続を確認してください。私のドメインの名前を変更した"
        "場合は、[設定を変更] で接続先環境のドメインを変更し、もう一度認証してください。設定は保持されています。",
        "The Salesforce host “{host}” was not found. Check the network connection. If My Domain was renamed, change "
        "the domain of the environment and sign in again; the set-up is kept.",
    ),
    "domain_moved": (
        "Salesforce のドメイン「{domain}」は変更されています（新しいドメイン: {moved_to}）。[設定を変更] で接続先環境の"
        "ドメインを変更し、もう一度認証してください。設定は保持されています。",
        "The Salesforce domain “{domain}” has another name now: {moved_to}. Change the domain of the environment and "
        "sign in again; the set-up is kept.",
    ),
    "refresh_busy": (
        "別の処理が Salesforce の認証を更新中です。しばらくしてから再開してください。",
        "Another run is renewing the Salesforce sign-in. Continue in a while.",
    ),
    "refresh_refused": (
        "Salesforce の認証の有効期限が切れたか、取り消されました。設定は保持されています。Salesforce からセキュリティの通知メールが"
        "届いている場合、または匿名 VPN を使用していた場合は、ユーザーが凍結された可能性があります。その場合は、(1) VPN を切断し、"
        "(2) 別の管理者にユーザーの凍結解除を依頼してから、(3) 認証してください。それ以外の場合は、もう一度認証してください。",
        "The Salesforce sign-in has expired or was revoked. The set-up is kept. If Salesforce mailed a security "
        "notification, or an anonymising VPN was in use, Salesforce may have frozen the user: then (1) leave the VPN, "
        "(2) have another administrator unfreeze the user, and only then (3) sign in. Otherwise sign in again.",
    ),
    "salesforce_session_refused": (
        "Salesforce がこのプログラムのアクセスを拒否しています。Salesforce の管理者に次の点を確認してから、もう一度認証して"
        "ください: API アクセス制御でこのアプリケーションが許可されているか、アプリケーションの「IP 制限の緩和」、セッションの設定の"
        "「ログイン時の IP アドレスとセッションをロックする」。匿名 VPN を使用している場合は、先に切断してください。",
        "Salesforce refuses this program's access. Have the Salesforce administrator check these, then sign in again: "
        "whether API Access Control allows the app, whether the app relaxes IP restrictions, and whether Session "
        "Settings lock sessions to the IP address they began from. Leave an anonymising VPN first.",
    ),
    "other_organization": (
        "プロファイル「{profile}」は組織「{known}」のものです。ログインした組織は「{met}」です。"
        "別の組織には別のプロファイルを作成してください。",
        "The profile “{profile}” belongs to the organisation “{known}”, but the sign-in was to “{met}”. "
        "Make another profile for another organisation.",
    ),
    "check_failed": (
        "設定を続けられません。何も保存していません。{said}",
        "The set-up cannot go on; nothing was saved. {said}",
    ),
    "other_user": (
        "プロファイル「{profile}」のユーザーは {known} です。ログインしたのは {met} です。{known} でログインするか、"
        "[設定を変更] で認証アカウントを変更してください。",
        "The user of the profile “{profile}” is {known}, but {met} signed in. Sign in as {known}, or change the "
        "account under Change settings.",
    ),
    "sandbox_refreshed": (
        "Sandbox「{organization}」は更新（リフレッシュ）されています。以前に転送した名刺はもうありません。"
        "プロファイル「{profile}」をもう一度設定して保存してください。次の転送で、すべての名刺をもう一度送ります。",
        "The sandbox “{organization}” was refreshed: the cards sent before are gone. Set up the profile “{profile}” "
        "again and save it; the next transfer then sends every card.",
    ),
}
