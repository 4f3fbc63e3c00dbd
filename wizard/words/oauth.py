"""What an OAuth error of Salesforce means and what to do (salesforce.md §1.7)."""

TABLE: dict[str, tuple[str, str]] = {
    "access_denied": (
        "Salesforce でのアクセスが許可されませんでした。もう一度認証し、[許可] を押してください。",
        "Access was denied in Salesforce. Sign in again and press Allow.",
    ),
    "invalid_client_id": (
        "コンシューマー鍵が Salesforce で見つかりません。鍵の写し間違い、接続先環境の違い（本番と Sandbox）、"
        "またはアプリケーションの作成直後（10 分ほど待つ）が考えられます。",
        "Salesforce does not know the consumer key. It may be mistyped, belong to another environment (production "
        "or sandbox), or be so new that Salesforce needs ten more minutes.",
    ),
    "invalid_client": (
        "Salesforce のアプリケーションがシークレットを要求しているか、組織にインストールされていません。"
        "「Web サーバーフローの秘密が必要」のチェックを外すか、管理者にインストールを依頼してください。",
        "The app in Salesforce requires a secret, or is not installed in the organisation. Untick “Require secret "
        "for Web Server Flow”, or have the administrator install the app.",
    ),
    "secret_required": (
        "Salesforce のアプリケーションがシークレットを要求しています。アプリケーションの設定で「Web サーバーフローの"
        "秘密が必要」と「更新トークンフローの秘密が必要」のチェックを外してください。",
        "The app in Salesforce requires a secret. In its settings untick “Require secret for Web Server Flow” and "
        "“Require secret for Refresh Token Flow”.",
    ),
    "app_not_installed": (
        "このアプリケーションは組織にインストールされていません。管理者に [設定] > [接続アプリケーションの OAuth の"
        "利用状況] でのインストールを依頼してください。",
        "The app is not installed in the organisation. Have the administrator install it under Setup > Connected "
        "Apps OAuth Usage.",
    ),
    "redirect_uri_mismatch": (
        "コールバック URL が Salesforce のアプリケーションに登録されていません。"
        "http://localhost:47801/callback から http://localhost:47805/callback までの 5 つを登録してください。",
        "The callback URL is not registered with the app in Salesforce. Register all five, from "
        "http://localhost:47801/callback to http://localhost:47805/callback.",
    ),
    "invalid_scope": (
        "Salesforce のアプリケーションに OAuth 範囲（api、refresh_token、id）を加えてください。",
        "Add the OAuth scopes (api, refresh_token, id) to the app in Salesforce.",
    ),
    "unsupported_response_type": (
        "Salesforce のアプリケーションで認証コードフローが無効です。有効にしてください。",
        "The authorization code flow is off for the app in Salesforce. Switch it on.",
    ),
    "unsupported_grant_type": (
        "Salesforce のアプリケーションで認証コードフローが無効です。有効にしてください。",
        "The authorization code flow is off for the app in Salesforce. Switch it on.",
    ),
    "OAUTH_APPROVAL_ERROR_GENERIC": (
        "Salesforce が認証を認めませんでした。アプリケーションが組織にインストールされているか、"
        "このユーザーに許可されているかを管理者に確認してください。",
        "Salesforce did not approve the sign-in. Ask the administrator whether the app is installed and allowed "
        "for this user.",
    ),
    "OAUTH_APP_BLOCKED": (
        "管理者がこのアプリケーションをブロックしています。[設定] > [接続アプリケーションの OAuth の利用状況] で"
        "ブロックを解除してください。",
        "The administrator has blocked this app. Unblock it under Setup > Connected Apps OAuth Usage.",
    ),
    "OAUTH_EC_APP_NOT_FOUND": (
        "このアプリケーションはログインした組織にありません。パッケージをインストールするか、"
        "接続先環境で自分のドメインを選んでください。",
        "The app is not in the organisation signed in to. Install its package, or choose your own domain as the "
        "environment.",
    ),
    "OAUTH_AUTHORIZATION_BLOCKED": (
        "このアプリケーションは、ログインした組織とは別の Salesforce 組織のものです（パッケージでない外部クライアントアプリケーション"
        "は、作成した組織でしか使えません）。ブラウザーで別の組織からログアウトし、接続先環境で「私のドメイン」を選んで、"
        "アプリケーションのある組織のドメインを指定してください。",
        "The app belongs to another Salesforce organisation than the one signed in to: an external client app that is "
        "not packaged works in its own organisation only. Sign out of the other organisation in the browser, choose "
        "Own domain as the environment, and give the My Domain of the app's organisation.",
    ),
    "wrong_domain": (
        "Salesforce がこのログイン先での要求を受け付けません。接続先環境で「私のドメイン」を選び、組織のドメインを指定して、"
        "もう一度認証してください。",
        "Salesforce does not take the request at this address. Choose Own domain as the environment, give the "
        "organisation's My Domain, and sign in again.",
    ),
    "cannot_sign_in": (
        "Salesforce がこのユーザーの認証を認めません。考えられる原因: ユーザーの無効化または凍結、パスワードのリセット、アプリケーション"
        "の利用許可の取り消し。匿名 VPN を使用している場合は先に切断し、別の管理者にユーザーの状態を確認してもらってから、"
        "もう一度認証してください。設定は保持されています。",
        "Salesforce does not let this user sign in. Likely causes: the user was deactivated or frozen, the password was "
        "reset, or the app was taken from the user. Leave an anonymising VPN first, have another administrator look at "
        "the user, then sign in again; the set-up is kept.",
    ),
    "try_again": (
        "Salesforce が認証を一時的に処理できません。しばらくしてからもう一度お試しください。",
        "Salesforce cannot deal with the sign-in at the moment. Try again in a while.",
    ),
    "OAUTH_APP_ACCESS_DENIED": (
        "このユーザーにはアプリケーションの利用が許可されていません。管理者に、プロファイルまたは権限セットでの"
        "許可を依頼してください。",
        "This user may not use the app. Ask the administrator to allow it by profile or permission set.",
    ),
    "invalid_grant": (
        "Salesforce の認証が時間切れか、接続元の制限により拒否されました。もう一度認証してください。"
        "続く場合は、IP アドレスとログイン時間の制限を管理者に確認してください。",
        "The sign-in came too late, or Salesforce restricts where it may come from. Sign in again. If it goes on, "
        "ask the administrator about IP and login-hour restrictions.",
    ),
    "code_too_late": (
        "認証の完了に時間がかかりすぎたか、同じ応答が 2 回使われました。もう一度認証してください。",
        "The sign-in took too long to complete, or its answer was used twice. Sign in again.",
    ),
    "sign_in_expired": (
        "Salesforce の認証の有効期限が切れました。もう一度認証してください。",
        "The Salesforce sign-in has expired. Sign in again.",
    ),
    "ip_restricted": (
        "Salesforce がこのネットワークからの接続を許可していません。社内ネットワークから接続するか、管理者に IP アドレスの"
        "制限（プロファイルのログイン IP アドレス範囲、アプリケーションの IP 制限）の緩和を依頼してください。",
        "Salesforce does not allow connections from this network. Use the company's network, or ask the administrator "
        "to relax the IP restrictions (login IP ranges of the profile, IP relaxation of the app).",
    ),
    "login_hours": (
        "Salesforce が、この時間帯またはこのネットワークからの接続を許可していません。ログイン時間帯と IP アドレスの制限を"
        "管理者に確認してください。",
        "Salesforce does not allow connections at this hour or from this network. Ask the administrator about login "
        "hours and IP restrictions.",
    ),
    "wrong_host": (
        "Salesforce が認証を確認できませんでした。接続先環境（本番と Sandbox、自分のドメイン）を確認して、"
        "もう一度認証してください。ユーザーがロックされている場合は管理者に解除を依頼してください。",
        "Salesforce could not confirm the sign-in. Check the environment (production, sandbox, own domain) and sign "
        "in again. If the user is locked, ask the administrator to unlock it.",
    ),
    "program_error": (
        "認証の要求を Salesforce が理解できませんでした。プログラムを最新のバージョンに更新してください。",
        "Salesforce did not understand the request to sign in. Update this program to its newest version.",
    ),
    "inactive_user": (
        "この Salesforce ユーザーは無効か、凍結されています。匿名 VPN を使用している場合は先に切断し、別の管理者にユーザーの有効化"
        "または凍結解除を依頼してから、もう一度認証してください。",
        "This Salesforce user is inactive or frozen. Leave an anonymising VPN first, have another administrator activate "
        "or unfreeze the user, then sign in.",
    ),
    "inactive_org": (
        "この Salesforce 組織はロックされているか、終了しています。組織の状態を Salesforce に問い合わせてください。",
        "This Salesforce organisation is locked, closed or suspended. Ask Salesforce about its state.",
    ),
    "rate_limit_exceeded": (
        "ログインの回数が上限に達しました。1 時間ほど待ってからもう一度お試しください。",
        "There were too many sign-ins. Wait about an hour and try again.",
    ),
    "other": (
        "Salesforce が、このプログラムの知らない理由で認証を拒否しました（{error}）。Salesforce の管理者に、[設定] > [ログイン履歴] と"
        "アプリケーションのポリシーで理由を確認し、必要な許可を与えるよう依頼してから、もう一度認証してください。",
        "Salesforce refused the sign-in for a reason that this program does not know ({error}). Have the Salesforce "
        "administrator look for the reason under Setup > Login History and in the app's policies, allow what is needed, "
        "and then sign in again.",
    ),
}
