"""Faults of signing in to Salesforce as the app itself, for runs without a person."""

TABLE: dict[str, tuple[str, str]] = {
    "unattended_not_set_up": (
        "「{profile}」にはインテグレーションユーザーが設定されていません。設定ファイルに [unattended] を追加し、`setup` を実行してください。",
        "“{profile}” has no integration user. Add [unattended] to the set-up file and run `setup`.",
    ),
    "unattended_unfit": (
        "インテグレーションユーザーに不足があるため、何も保存していません。{said}",
        "The integration user lacks something; nothing was saved. {said}",
    ),
    "consumer_secret_missing": (
        "外部クライアントアプリケーションのコンシューマーの秘密が {where} にありません。保存済みのものもないため、指定してください。",
        "The app's consumer secret is not in {where}, and none is kept yet. Give it there.",
    ),
    "consumer_secret_gone": (
        "コンシューマーの秘密がキーリングに保存されていません。もう一度 `setup` を実行してください。設定は保持されています。",
        "The app's consumer secret is no longer in the keyring. Run `setup` again; the set-up is kept.",
    ),
    "app_flow_off": (
        "外部クライアントアプリケーションで「クライアントログイン情報フロー」が有効になっていません。Salesforce の [設定] > "
        "[外部クライアントアプリケーションマネージャー] で有効にし、実行ユーザーを選んでください。",
        "The client credentials flow is off in the external client app. Switch it on in Salesforce under Setup > External "
        "Client App Manager, and choose the user it runs as.",
    ),
    "app_no_user": (
        "外部クライアントアプリケーションに、クライアントログイン情報フローの実行ユーザーが設定されていません。アプリケーションの"
        "ポリシーで選んでください。",
        "The external client app has no user that its client credentials flow runs as. Choose one in the app's policies.",
    ),
    "app_wrong_secret": (
        "Salesforce がコンシューマーの秘密を受け付けませんでした。アプリケーションの [設定] から現在の値をコピーし、「自動転送」の"
        "ページか `setup` で指定してください。",
        "Salesforce did not take the consumer secret. Copy the present one from the app's settings, and give it on the "
        "page “Automatic transfers” or by `setup`.",
    ),
    "app_unknown": (
        "この組織には、このコンシューマー鍵の外部クライアントアプリケーションがありません。コンシューマー鍵と、組織の私のドメインを"
        "確認してください。",
        "This organisation has no external client app with this consumer key. Check the consumer key and the My Domain.",
    ),
    "app_user_inactive": (
        "外部クライアントアプリケーションの実行ユーザーが無効か、凍結されています。匿名 VPN を使用している場合は先に切断し、管理者に"
        "ユーザーの有効化または凍結解除を依頼するか、ポリシーで有効なユーザーを選んでください。",
        "The user that the external client app runs as is inactive or frozen. Leave an anonymising VPN first, then have an "
        "administrator activate or unfreeze the user, or choose an active one in the app's policies.",
    ),
    "app_user_refused": (
        "Salesforce が外部クライアントアプリケーションの実行ユーザーの認証を認めません。考えられる原因: ユーザーの凍結または無効化、"
        "アプリケーションの利用許可の取り消し。匿名 VPN を使用している場合は先に切断し、管理者にユーザーの状態を確認してもらって"
        "ください。",
        "Salesforce does not let the user sign in that the external client app runs as. Likely causes: the user was frozen "
        "or deactivated, or the app was taken from it. Leave an anonymising VPN first, then have an administrator look at "
        "the user.",
    ),
    "app_wrong_domain": (
        "このドメインではアプリケーションとしてサインインできません。組織の私のドメイン（https://….my.salesforce.com）を、「自動転送」の"
        "ページか、設定ファイルの [unattended] の domain に指定してください。",
        "An app cannot sign in as itself at this domain. Give the organisation's My Domain "
        "(https://….my.salesforce.com) on the page “Automatic transfers”, or as domain under [unattended].",
    ),
    "app_refused": (
        "Salesforce が、このプログラムの知らない理由でアプリケーションとしてのサインインを拒否しました（{error}: {detail}）。"
        "Salesforce の管理者に、[設定] > [ログイン履歴] とアプリケーションのポリシーで理由を確認するよう依頼してください。",
        "Salesforce refused the app's own sign-in for a reason that this program does not know ({error}: {detail}). Have "
        "the Salesforce administrator look for the reason under Setup > Login History and in the app's policies.",
    ),
    "app_other_organization": (
        "コンシューマーの秘密は別の Salesforce 組織のものです。この設定の組織のアプリケーションの値を指定してください。",
        "The consumer secret belongs to another Salesforce organisation. Give that of the app in this set-up's own.",
    ),
    "app_other_user": (
        "外部クライアントアプリケーションの実行ユーザーが、設定時から変わっています。「自動転送」のページか `setup` で、もう一度確認して"
        "ください。",
        "The external client app runs as another user than when it was set up. Prove the user again, on the page "
        "“Automatic transfers” or by `setup`.",
    ),
}
