"""What happened and what to do, for every ``AppError`` of the program."""

from wizard.words import checks, links

TABLE: dict[str, tuple[str, str]] = {
    **links.ERRORS,
    # Addresses and the network
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
    # Sansan
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
    # Signing in to Salesforce
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
    # Rights and destination in Salesforce
    "salesforce_no_version": (
        "この Salesforce で利用できる API バージョンが見つかりません。",
        "This Salesforce offers no API version that can be used.",
    ),
    "request_limit_exceeded": (
        "Salesforce の API コール数が上限に達しました。24 時間以内に回復します。後で再開してください。",
        "Salesforce's limit of API calls is used up. It returns within 24 hours. Continue later.",
    ),
    "api_disabled_for_org": (
        "この Salesforce では API を利用できません。API が含まれるエディションか確認してください。",
        "The API is not available in this Salesforce. Check that the edition includes it.",
    ),
    "api_currently_disabled": (
        "ログインしたユーザーは API を利用できません。プロファイルの「APIの有効化」を確認してください。",
        "The signed-in user may not use the API. Check “API Enabled” in the user's profile.",
    ),
    "txn_security_no_access": (
        "Salesforce のトランザクションセキュリティポリシーにより拒否されました。このようなポリシーは、大量の読み取りを止めることが"
        "あります。`sync --full` の場合は、ポリシーからこのユーザーを除外するよう管理者に依頼してください。それまでは、変更分だけを"
        "読み取る通常の `sync` を使用してください。",
        "A transaction security policy of Salesforce refused this. Such policies can stop large reads, as `sync --full` "
        "makes them: ask the administrator to exempt this user, and until then use a plain `sync`, which reads only what "
        "changed.",
    ),
    "client_not_accessible_for_user": (
        "このユーザーにはこのアプリケーションの利用が許可されていません。管理者に、プロファイルまたは権限セットでの許可を"
        "依頼してください。",
        "This user may not use the app. Ask the administrator to allow it by profile or permission set.",
    ),
    "limit_exceeded": (
        "Salesforce の上限に達しました。しばらくしてから再開してください。",
        "A limit of Salesforce is reached. Continue in a while.",
    ),
    "too_many_jobs": (
        "Salesforce の一括処理の数が上限に達しています。ほかの処理が終わってから再開してください。",
        "Salesforce has too many bulk jobs. Continue when others have ended.",
    ),
    "exceeded_quota": (
        "Salesforce の一括処理の割り当てを使い切りました。24 時間以内に回復します。後で再開してください。",
        "Salesforce's allowance of bulk jobs is used up. It returns within 24 hours. Continue later.",
    ),
    "invalid_query_locator": (
        "Salesforce から読み取り中の一覧が期限切れになりました。もう一度始めてください。",
        "The list that was being read from Salesforce has expired. Start again.",
    ),
    "cannot_read_organization": (
        "組織の情報を読み取れません。Salesforce のシステム管理者でログインしてください。",
        "The organisation cannot be read. Sign in as a Salesforce system administrator.",
    ),
    "cannot_read_user": (
        "ログインしたユーザーの情報を読み取れません。Salesforce のシステム管理者でログインしてください。",
        "The signed-in user cannot be read. Sign in as a Salesforce system administrator.",
    ),
    "user_fields_hidden": (
        "Salesforce のユーザーの次の項目を読み取れないため、転送先はほかの項目で照合しました: {fields}。",
        "These fields of Salesforce's users cannot be read, so recipients were matched by the others: {fields}.",
    ),
    "cannot_assign": (
        "権限セットを割り当てられませんでした（{code}）。ログインしたユーザーに「権限セットの割り当て」の権限が"
        "あるか確認してください。{detail}",
        "The permission set could not be assigned ({code}). Check that the signed-in user may assign permission "
        "sets. {detail}",
    ),
    "licence_too_small": (
        "このユーザーの Salesforce ライセンスでは権限セットを割り当てられません（{code}）。ライセンスの空きと種類を"
        "管理者に確認するか、別のユーザーを選択してください。{detail}",
        "The user's Salesforce licence does not allow the permission set ({code}). Ask the administrator about free "
        "licences and their kind, or choose another user. {detail}",
    ),
    "several_permission_sets": (
        "同じ名前の権限セットが複数あります（{labels}）。Salesforce の管理者に確認してください。",
        "There are several permission sets of that name ({labels}). Ask the Salesforce administrator.",
    ),
    "package_absent": (
        "Salesforce に Sansan のパッケージ（名刺オブジェクト）が見つかりません。パッケージをインストールし、"
        "ログインしたユーザーに権限セット「Sansan データ連携実行ユーザ」があることを確認してください。",
        "The Sansan package (the business card object) was not found in Salesforce. Install the package and make "
        "sure the signed-in user has the permission set “Sansan Data Integration User”.",
    ),
    "key_not_external": (
        "名刺オブジェクトの名刺ID項目が外部 ID ではないため、重複なく書き込めません。"
        "パッケージのバージョンを確認してください。",
        "The card ID of the business card object is no external ID, so cards cannot be written without doubles. "
        "Check the version of the package.",
    ),
    "other_destination": (
        "プロファイル「{profile}」の名刺は別のオブジェクトに転送済みです。"
        "転送先オブジェクトを変えるには、別のプロファイルを作成してください。",
        "The cards of the profile “{profile}” are in another object. Make another profile to use this one.",
    ),
    "own_object_hidden": (
        "名刺用のオブジェクトを作成しましたが、ログインしたユーザーに見えません。権限セット"
        "「Sansan_Card_Integration」の割り当てを確認してから、もう一度設定してください。",
        "The object for the cards was made, but the signed-in user cannot see it. Check that the permission set "
        "“Sansan_Card_Integration” is assigned, and set up again.",
    ),
    "own_key_gone": (
        "名刺用のオブジェクト（{object}）に名刺ID項目（{field}）がありません。新しく作成すると空になり、すべての名刺が重複する"
        "ため、作成していません。削除した場合は、Salesforce の「設定 > オブジェクトマネージャー > 項目とリレーション > "
        "削除済み項目」から 15 日以内に復元してください。別の用途のオブジェクトの場合は、名前を変更してください。",
        "The object for the cards ({object}) has no card ID ({field}). Made anew it would be empty and every card "
        "doubled, so it was not made. If somebody deleted it, restore it within 15 days in Salesforce: Setup > Object "
        "Manager > Fields & Relationships > Deleted Fields. If the object is another one of that name, rename it.",
    ),
    "rights_refused": (
        "権限セットに項目の権限を追加できませんでした（{code}）。「プロファイルと権限セットの管理」の権限を持つユーザーで"
        "サインインし、もう一度実行してください。{detail}",
        "The field permissions could not be added to the permission set ({code}). Sign in as a user who may manage "
        "profiles and permission sets, and do this again. {detail}",
    ),
    "deploy_refused": (
        "Salesforce に名刺用のオブジェクトを作成する権限がありません（{code}）。システム管理者でログインしてください。"
        "{detail}",
        "There is no right to make the object for the cards in Salesforce ({code}). Sign in as a system administrator. "
        "{detail}",
    ),
    "deploy_waits": (
        "Salesforce で組織のほかのリリースが終わらないため、名刺用のオブジェクトの作成はまだ順番待ちです"
        "（[設定] > [リリース状況]）。何も保存していません。しばらくしてからもう一度設定してください。"
        "それまでに作成されたものは、そのまま使います。",
        "The object for the cards still waits in Salesforce for other deployments of the organisation (Setup > "
        "Deployment Status). Nothing was saved. Set up again in a while: what has been made by then is used.",
    ),
    "deploy_canceled": (
        "名刺用のオブジェクトの作成は、Salesforce で {user} により取り消されました。組織には何も残していません。"
        "もう一度設定してください。",
        "{user} cancelled the deployment of the object for the cards in Salesforce. Nothing of it was left there. "
        "Set up again.",
    ),
    "deploy_failed": (
        "Salesforce に名刺用のオブジェクトを作成できませんでした。組織には何も残していません。考えられる原因: オブジェクトや"
        "項目の上限、同じ名前のオブジェクトや権限セットの存在、カスタムオブジェクトを作成できないエディション。"
        "Salesforce のメッセージ: {problems}",
        "The object for the cards could not be made in Salesforce, and nothing of it was left there. Likely causes: the "
        "limit of objects or fields, an object or permission set of the same name, or an edition without custom "
        "objects. Salesforce says: {problems}",
    ),
    "field_not_writable": (
        "名刺オブジェクトに書き込めません。ログインしたユーザーの権限セットを確認してください。",
        "The business card object cannot be written. Check the signed-in user's permission sets.",
    ),
    "rows_refused": (
        "Salesforce が名刺の書き込みを拒否しました（{code}）。権限と名刺オブジェクトを確認してください。{detail}",
        "Salesforce refused to take the cards ({code}). Check the permissions and the business card object. {detail}",
    ),
    "default_user_unknown": (
        "既定の転送先「{username}」は、名刺を所有できる有効な Salesforce ユーザーではありません。",
        "The default recipient “{username}” is no active Salesforce user who can own cards.",
    ),
    "excluded_owners_unknown": (
        "cards.exclude_owners の次の値は、どの Sansan ユーザーのメールアドレスでもありません: {names}。"
        "このままでは名刺を除外できません。Sansan に登録されているメールアドレスに直してください。",
        "These values of cards.exclude_owners are no Sansan user's e-mail address: {names}. Nobody's cards would be left "
        "out for them. Write the address as it stands in Sansan.",
    ),
    "excluded_owners_absent": (
        "名刺を除外する所有者のうち、次の人は現在の Sansan ユーザーに見つからず、その人の名刺としては何も除外されません: {names}。"
        "綴りを確認してください。退職した人であればこのままで問題ありません。",
        "Of the owners whose cards are left out, these were not found among the present Sansan users, so nothing is left "
        "out for them: {names}. Check the spelling; of somebody who has left it can stay.",
    ),
    "tags_unknown": (
        "cards.tags_any の次のタグは Sansan にありません: {names}。"
        "タグの名前を Sansan の表示どおりに書いてください。何も保存していません。",
        "These tags of cards.tags_any are not in Sansan: {names}. Write the name as it stands in Sansan. Nothing was saved.",
    ),
    "tags_absent": (
        "名刺を選ぶためのタグのうち、次のものは Sansan にありません（名前の変更または削除）: {names}。"
        "このタグの名刺は転送されません。設定を見直してください。",
        "Of the tags that choose the cards, these are not in Sansan (any more): {names}. No card goes because of them. "
        "Change the set-up if a tag was renamed.",
    ),
    "tags_unlisted": (
        "この API Key ではタグの一覧を読み取れないため、次のタグがあるか確認できません: {names}。"
        "後からタグを付けた名刺は `sync --full` で転送されます。",
        "This API key may not list tags, so whether these exist is not known: {names}. A card that is tagged later goes "
        "with `sync --full`.",
    ),
    "tags_not_searched": (
        "この API Key ではタグで名刺を検索できません（{names}）。後からタグを付けた名刺は `sync --full` で転送されます。",
        "This API key may not search cards by tag ({names}). A card that is tagged later goes with `sync --full`.",
    ),
    "no_card_fits": (
        "「{text}」に当てはまる名刺は、Sansan にも Salesforce にも転送の記録にもありません。"
        "名刺ID、姓名、会社名、メールアドレスのいずれかで指定してください。",
        "No card fits “{text}”: not in Sansan, in Salesforce or in the record of transfers. Give a card's ID, a name, a "
        "company or an e-mail address.",
    ),
    "too_many_fit": (
        "当てはまる名刺が多いため、{count} 枚までを表示しています。条件を詳しくしてください。",
        "More cards fit; the first {count} are shown. Be more precise.",
    ),
    "search_refused": (
        "この API Key では Sansan で検索できないため、Salesforce と転送の記録だけを調べました。名刺ID であれば Sansan も調べられます。",
        "This API key may not search in Sansan, so only Salesforce and the record of transfers were looked through. By a "
        "card's ID, Sansan can be asked, too.",
    ),
    "exchanged_from_ahead": (
        "名刺交換日の指定（{date} 以降）が今日より後のため、交換日のある名刺はまだ転送されません。日付を確認してください。",
        "Cards are wanted from the exchange date {date} on, which is in the future, so no card with an exchange date is "
        "sent yet. Check the date.",
    ),
    # Stops
    "storage_limit_exceeded": (
        "Salesforce のデータストレージが不足しています。空きを確保してから再開してください。",
        "Salesforce's data storage is full. Free some and continue.",
    ),
    "storage_too_small": (
        "Salesforce のデータストレージの空きは名刺約 {fit:,} 枚分で、これから作成する名刺は {needed:,} 枚以上あります。"
        "空きを確保するか、転送しない所有者を選んでから再開してください。",
        "Salesforce's data storage has room for about {fit:,} more cards, but at least {needed:,} are to be created. "
        "Free some, or choose owners whose cards are not sent, and continue.",
    ),
    "calls_too_few_in_small": (
        "Salesforce の自動処理などのため、名刺を {size} 件ずつしか送れません。{cards:,} 枚には {needed:,} 回の API コールが"
        "必要ですが、本日の残りは {left:,} 回です。24 時間以内に戻ります。後で再開してください。",
        "Salesforce takes only {size} cards at a time here, for instance because of an automation. {cards:,} cards need "
        "{needed:,} API calls, and {left:,} are left today. The limit returns within 24 hours. Continue later.",
    ),
    "calls_too_few": (
        "Salesforce の API コール数の残りは {left:,} 回で、これから書き込む {cards:,} 枚以上の名刺には足りません。"
        "24 時間以内に回復します。後で再開してください。",
        "Salesforce allows {left:,} more API calls today, too few for the {cards:,} or more cards to be written. "
        "The limit returns within 24 hours. Continue later.",
    ),
    "job_failed": (
        "Salesforce の一括処理が失敗しました。しばらくしてから再開してください。{detail}",
        "A bulk job failed in Salesforce. Continue in a while. {detail}",
    ),
    "job_stalled": (
        "Salesforce の一括処理が進んでいません。しばらくしてから再開すると、結果を確認して続きから転送します。",
        "A bulk job in Salesforce makes no progress. Continuing in a while asks how it ended and goes on from there.",
    ),
    "job_vanished": (
        "Salesforce の一括処理が見つからなくなりました。再開すると続きから転送します。",
        "A bulk job is no longer to be found in Salesforce. Continuing goes on from there.",
    ),
    "stopped_by_person": (
        "停止しました。再開すると続きから転送します。",
        "Stopped. Continuing goes on from there.",
    ),
    "transfer_ended_early": (
        "転送のプロセスが突然終了しました（終了コード {code}）。メモリ不足などのため OS が終了させた可能性があります。再開すると続きから"
        "転送します。同じことが続く場合は、記録（{file}）とともに管理者に相談してください。",
        "The process that transfers ended all of a sudden (code {code}). The system may have ended it, for want of memory for "
        "one. Continuing goes on from there; if it happens again, show the log to who helps you: {file}",
    ),
    "transfer_crashed": (
        "プログラムの不具合のため転送が中断しました（{error}）。転送済みの名刺は記録されています。同じことが続く場合は、記録（{file}）と"
        "ともに開発元または管理者に連絡してください。",
        "A fault of this program stopped the transfer ({error}). What was sent is recorded. If it happens again, show the log "
        "to who helps you: {file}",
    ),
    "busy": (
        "プロファイル「{profile}」は別の処理で使用中です。終わってから実行してください。",
        "The profile “{profile}” is busy with another run. Try again when it has ended.",
    ),
    # Files and the keyring
    "no_keyring": (
        "パスワードを安全に保存するキーリングが利用できないため、何も保存しませんでした。"
        "OS のキーリング（資格情報マネージャー、キーチェーン、Secret Service）を有効にしてください。",
        "No keyring that can keep secrets safely is available, so nothing was saved. "
        "Enable the system's keyring (Credential Manager, Keychain, Secret Service).",
    ),
    "keyring_refused": (
        "キーチェーンへのアクセスが拒否されました。もう一度実行し、確認の画面で [常に許可] を選んでください。",
        "Access to the keychain was refused. Try again, and choose “Always Allow” when macOS asks.",
    ),
    "keyring_silent": (
        "キーチェーンが時間内に応答しませんでした。macOS の確認の画面が表示されていないか確認し、もう一度実行してください。",
        "The keychain did not answer in time. Look for a question of macOS that waits for you, then try again.",
    ),
    "keyring_locked": (
        "キーリング（パスワードの保管場所）がロックされているか、応答を待っています。ロックを解除するか、表示されている確認画面で許可して"
        "から、もう一度実行してください。",
        "The keyring is locked, or waits for your answer. Unlock it, or allow what it asks in a window of its own, and try "
        "again.",
    ),
    "keyring_overwrite_refused": (
        "キーリングが「{entry}」の上書きを許可しなかったため、新しい項目として保存しました。パスワード管理ソフトの設定で、このプログラムに"
        "よる項目の読み取りと上書きを、確認なしで許可してください（KeePassXC では [設定] > [シークレットサービス統合] の確認をオフにし"
        "ます）。",
        "The keyring did not let “{entry}” be overwritten, so a new entry was made. Let this program read and overwrite its "
        "entries without being asked (in KeePassXC: Settings > Secret Service Integration, switch the confirmation off).",
    ),
    "secret_stays": (
        "キーリングが「{entry}」を削除しませんでした。まだ残っています。キーリングの管理画面（Windows は資格情報マネージャー、Mac は"
        "キーチェーンアクセス、Linux は「パスワードと鍵」、KWallet マネージャー、KeePassXC など）で削除してください。",
        "The keyring did not delete “{entry}”; it is still there. Remove it in the keyring's own program: Credential Manager "
        "on Windows, Keychain Access on a Mac; Passwords and Keys, KWallet Manager or KeePassXC on Linux.",
    ),
    "sign_in_not_saved": (
        "更新された Salesforce の認証をキーリングに保存できませんでした。キーリングのロックを解除し、このプログラムによる上書きを許可して"
        "から、もう一度認証してください。転送した内容と設定は保持されています。",
        "The renewed Salesforce sign-in could not be saved in the keyring. Unlock the keyring, let this program overwrite its "
        "entries, and sign in again. What was transferred and the set-up are kept.",
    ),
    "secret_too_long": (
        "認証情報が長すぎて（1,280 文字以上）、キーリングに保存できません。貼り付けた内容を確認してください。",
        "The secret is too long for a keyring (more than 1,280 characters). Check what was pasted.",
    ),
    "sansan_key_gone": (
        "キーリングに Sansan の API Key が見つかりません。「Sansan と接続」でもう一度登録してください。設定は保持されています。",
        "The Sansan API key is no longer in the keyring. Enter it again under Connect Sansan; the set-up is kept.",
    ),
    "sign_in_gone": (
        "Salesforce の認証が保存されていません。もう一度認証してください。設定は保持されています。",
        "There is no Salesforce sign-in in the keyring. Sign in again; the set-up is kept.",
    ),
    "folder_not_writable": (
        "フォルダー「{folder}」に書き込めません。権限と空き容量を確認してください。",
        "The folder “{folder}” cannot be written. Check its permissions and the free space.",
    ),
    "ledger_unreadable": (
        "転送の記録「{file}」を開けません。ファイルの権限と空き容量を確認してください。",
        "The record of transfers, “{file}”, cannot be opened. Check its permissions and the free space.",
    ),
    "ledger_damaged": (
        "転送の記録「{file}」が壊れています。`sync --full` を実行すると、壊れた記録を別名で残し、Sansan と Salesforce から"
        "作り直します。名刺が重複することはありません。",
        "The record of transfers, “{file}”, is damaged. `sync --full` keeps it under another name and makes a new one "
        "from Sansan and Salesforce; no card is doubled.",
    ),
    "disk_full": (
        "「{folder}」に書き込む空き容量がありません。空きを確保してから再開してください。書き込み済みの記録は失われていません。",
        "There is no space left to write to “{folder}”. Free some and continue; nothing that was recorded is lost.",
    ),
    "ledger_too_new": (
        "転送の記録は、より新しいバージョンで作成されています。プログラムを更新してください。",
        "The record of transfers was made by a newer version. Update the program.",
    ),
    "home_of_another": (
        "データのフォルダー「{folder}」は別のユーザーのものです。中身はあなただけが読み取れますが、フォルダーの所有者は削除できます。",
        "The data folder “{folder}” belongs to another user. What lies in it can be read by you alone, but its owner can "
        "delete it.",
    ),
    "home_shared": (
        "データのフォルダー「{folder}」はほかのユーザーも開けます。中身はあなただけが読み取れます。書き込める人は削除できるため、"
        "共有フォルダーを使わないことをお勧めします。",
        "Other users can open the data folder “{folder}”. What lies in it can be read by you alone, but whoever may write "
        "there can delete it; better use a folder of your own.",
    ),
    "schedule_without_password": (
        "環境変数 {variables} にはパスワードが含まれるため、自動転送の設定には保存していません。自動転送はこのプロキシを使わずに実行されます。"
        "パスワードのいらないプロキシを指定するか、システム側で設定してください（Linux では ~/.config/environment.d）。",
        "The environment variables {variables} hold a password, which is not kept in the schedule: automatic transfers run "
        "without that proxy. Name a proxy that wants no password, or set it for the system (on Linux in ~/.config/environment.d).",
    ),
    "schedule_not_proven": (
        "自動転送と同じ条件で試したところ、実行できませんでした。自動転送は設定していません。{said}",
        "A trial with exactly what the schedule would start did not work, so no schedule was made. {said}",
    ),
    "tags_problem": checks.TABLE["tags.problem"],
    "clock_wrong": (
        "このコンピューターの時計が Salesforce の時刻と {minutes} 分ずれています。転送には Sansan と Salesforce の時刻を使いました。"
        "コンピューターの時刻を合わせてください。",
        "This computer's clock is {minutes} minutes off Salesforce's. The transfer went by the services' own time. Set the "
        "clock right.",
    ),
    "profile_restored": (
        "プロファイル「{profile}」の設定ファイルが壊れていたため、その前に保存した内容に戻しました。設定を確認し、もう一度保存してください。",
        "The file of the set-up “{profile}” was damaged, so what was saved before it is used. Look through its settings, and "
        "save it again.",
    ),
    "profile_unreadable": (
        "プロファイル「{profile}」を読み取れません。もう一度設定するか、削除してください（`disconnect --remove`）。",
        "The profile “{profile}” cannot be read. Set it up again, or remove it (`disconnect --remove`).",
    ),
    "profile_too_new": (
        "プロファイル「{profile}」は、より新しいバージョンで作成されています。プログラムを更新してください。",
        "The profile “{profile}” was made by a newer version. Update the program.",
    ),
    "which_profile": (
        "プロファイルが複数あります。--profile で指定してください: {names}",
        "There are several profiles. Name one with --profile: {names}",
    ),
    "profile_of_another": (
        "「{profile}」という名前の別の設定がすでにあります。ほかの名前を指定してください。何も保存していません。",
        "Another set-up is called “{profile}” already. Choose another name. Nothing was saved.",
    ),
    "no_profile": (
        "プロファイル「{profile}」はありません。`setup` で作成してください。",
        "There is no profile “{profile}”. Make it with `setup`.",
    ),
    "nothing_set_up": (
        "まだ何も設定されていません。`setup` で設定してください。",
        "Nothing is set up yet. Use `setup` first.",
    ),
    "setup_file_missing": (
        "設定ファイル「{file}」を読み取れません。",
        "The set-up file “{file}” cannot be read.",
    ),
    "setup_file_encoding": (
        "設定ファイル「{file}」の文字コードが UTF-8 ではありません（UTF-16 や Shift_JIS など）。メモ帳では [名前を付けて保存] の"
        "[文字コード] で「UTF-8」を選んで保存し直してください。",
        "The set-up file “{file}” is not in UTF-8, but in UTF-16, Shift_JIS or the like. Save it as UTF-8; in Notepad choose "
        "the encoding under Save as.",
    ),
    "setup_file_quotes": (
        '設定ファイル「{file}」の {number} 行目に全角の記号または“ ”のような引用符があります。半角の " = [ ] # に直してください。',
        'Line {number} of the set-up file “{file}” holds typographic quotes or full-width signs. Write plain " = [ ] #.',
    ),
    "setup_file_backslash": (
        "設定ファイル「{file}」の {number} 行目の \\ が読み取れません。Windows の場所は 'C:\\temp\\a.csv' のように一重引用符で"
        "囲むか、区切りに / を使ってください。",
        "The \\ in line {number} of the set-up file “{file}” cannot be read. Write a Windows path in single quotes, as in "
        "'C:\\temp\\a.csv', or with /.",
    ),
    "setup_file_not_toml": (
        "設定ファイル「{file}」は正しい TOML ではありません: {detail}",
        "The set-up file “{file}” is not valid TOML: {detail}",
    ),
    "fields_wrong": (
        "[fields] で指定した項目に問題があります。何も保存していません。{faults}",
        "Fields chosen in [fields] do not fit; nothing was saved.{faults}",
    ),
    "fields_lost": (
        "転送先として選んだ次の項目に書き込めなくなったため、その値は省きました。設定を見直してください。{faults}",
        "These chosen fields can no longer be written, so their values were left out. Change the set-up.{faults}",
    ),
    "fields_required": (
        "Salesforce では次の項目が必須です。値のない名刺は Salesforce に作成されません。{faults}",
        "These fields are required in Salesforce, which refuses to create a card without a value.{faults}",
    ),
    "setup_file_wrong": (
        "設定ファイル「{file}」に誤りがあります。何も保存していません。{faults}",
        "The set-up file “{file}” has errors; nothing was saved.{faults}",
    ),
    "preset_unusable": (
        "このコンピューターの管理者による事前設定に問題があるため、使用していません。管理者に連絡してください。"
        "ご自身で入力して続けることもできます。{said}",
        "What the administrator of this computer has set cannot be used, so it is left aside. Tell the administrator; you "
        "can go on and enter the values yourself. {said}",
    ),
    "mapping_file_missing": (
        "転送先のファイル「{file}」を読み取れません。移動または削除されたか、ほかのプログラムで開かれています。"
        "閉じてから、もう一度お試しください。",
        "The recipients file “{file}” cannot be read. It was moved or deleted, or another program holds it open: "
        "close it there and try again.",
    ),
    "mapping_file_too_large": (
        "転送先のファイル「{file}」が 25 MB を超えています。書き出したファイルを編集してください。",
        "The recipients file “{file}” is larger than 25 MB. Edit the exported file.",
    ),
    "mapping_file_empty": (
        "転送先のファイル「{file}」は空です。書き出したファイルを編集してください。",
        "The recipients file “{file}” is empty. Edit the exported file.",
    ),
    "mapping_file_workbook": (
        "「{file}」は Excel ブックです。Excel で「CSV UTF-8」として保存してください。",
        "“{file}” is an Excel workbook. Save it in Excel as “CSV UTF-8”.",
    ),
    "report_elsewhere": (
        "以前のレポートがほかのプログラムで開いているため、今回のレポートは「{file}」に保存しました。"
        "Excel で開いている場合は閉じてください。",
        "The earlier report is open in another program, so this one lies in “{file}”. Close it in Excel.",
    ),
    "file_not_written": (
        "「{file}」に書き込めません。ほかのプログラムで開いている場合は閉じるか、別の名前またはフォルダーを選んでください。",
        "“{file}” cannot be written. Close it in other programs, or choose another name or folder.",
    ),
    "users_file_header": (
        "「{file}」は Sansan のユーザー一覧ではありません。「ユーザID」と「メールアドレス」の見出しが必要です。",
        "“{file}” is no list of Sansan users: its header needs “User ID” and “Email Address”.",
    ),
    "users_file_rewritten": (
        "「{file}」の {number} 行目のユーザID「{value}」は、表計算ソフトが数値や日付に変えたもののようです。Sansan からダウンロードした"
        "ファイルを、表計算ソフトで開かずにそのまま指定してください。",
        "Line {number} of “{file}”: a spreadsheet seems to have made the User ID “{value}” of another one. Give the file as "
        "it was downloaded from Sansan, without opening it in a spreadsheet.",
    ),
    "csv_quote": (
        '「{file}」の {number} 行目の引用符（"）が閉じられていないか、位置が正しくないため読み取れません。この行を直してください。',
        'Line {number} of “{file}” cannot be read: a quotation mark (") is not closed or stands in a wrong place. Correct '
        "that line.",
    ),
    "csv_characters": (
        "「{file}」の {number} 行目に読み取れない文字があります。この行を直し、UTF-8 で保存し直してください。",
        "Line {number} of “{file}” holds characters that cannot be read. Correct that line, and save the file as UTF-8.",
    ),
    "csv_column_twice": (
        "「{file}」に「{column}」という列が 2 つあります。どちらかを削除してください。",
        "“{file}” has the column “{column}” twice. Delete one of them.",
    ),
    "mapping_file_encoding": (
        "転送先のファイル「{file}」の文字コードを判別できません。UTF-8 で保存し直してください。",
        "The encoding of the recipients file “{file}” is unknown. Save it as UTF-8.",
    ),
    "mapping_file_header": (
        "転送先のファイル「{file}」に「Sansanのメールアドレス」または"
        "「転送先Salesforceのユーザー名」の見出しがありません。書き出したファイルの見出しのまま編集してください。",
        "The header of the recipients file “{file}” lacks “Email Address (Sansan)” or “Salesforce Username for Transfer”. "
        "Edit the exported file and keep its header.",
    ),
    "mapping_file_wrong": (
        "転送先のファイル「{file}」に誤りがあります。何も保存していません。{faults}",
        "The recipients file “{file}” has errors; nothing was saved.{faults}",
    ),
    "no_such_run": (
        "転送番号「{run}」の転送はありません。`status` で確認してください。",
        "There is no run “{run}”. See `status`.",
    ),
    "undone_already": (
        "転送番号「{run}」はすでに取り消されています。",
        "The run “{run}” was taken back already.",
    ),
    "undo_too_late": (
        "転送番号「{run}」は、転送前の内容の記録が残っていないため取り消せません。",
        "The run “{run}” can no longer be taken back: what records held before it is no longer kept.",
    ),
    "scheduler_refused": (
        "定期実行を設定できませんでした。`{tool}` が利用できないか、エラーを返しました。"
        "別のスケジューラーから `sync` を実行することもできます。{detail}",
        "The recurring transfer could not be set: `{tool}` is not available, or refused. "
        "Any other scheduler can run `sync` instead. {detail}",
    ),
    "program_in_passing_place": (
        "プログラムがディスクイメージまたはダウンロードフォルダーから直接実行されているため、定期実行を設定できません。"
        "「アプリケーション」フォルダーに移動し、そこから開いてからもう一度設定してください。",
        "The program runs straight from a disk image or the downloads folder, where a schedule would not find it again. "
        "Move it to the Applications folder, open it there, and set the schedule again.",
    ),
    "no_schedule_yet": (
        "「{profile}」の定期的な転送はまだ設定されていません。--hourly、--daily、--weekly のいずれかも指定してください。",
        "“{profile}” has no schedule yet: give --hourly, --daily or --weekly, too.",
    ),
    "hook_unreadable": (
        "コマンドを読み取れません。引用符が閉じているか確認してください: {command}",
        "The command cannot be read; see that its quotes are closed: {command}",
    ),
    "schedule_by_hand": (
        "定期実行の設定「{file}」は手で変更されているため、読み取れません。設定し直してください。",
        "The schedule in “{file}” was changed by hand and cannot be understood. Set it again.",
    ),
    "schedule_wrong": (
        "時刻は HH:MM、曜日は mon tue wed thu fri sat sun のいずれかで指定してください: {value}",
        "Give a time as HH:MM and a day as one of mon tue wed thu fri sat sun: {value}",
    ),
    "window_does_not_answer": (
        "すでに開いているウィンドウが応答しません。しばらくしてからもう一度開くか、そのプログラムを終了してください。",
        "A window is open already, but does not answer. Open it again in a while, or end that program.",
    ),
    "window_as_root": (
        "ウィンドウは root では開けません（組み込みブラウザーが root での実行を拒否します）。一般ユーザーで起動してください。"
        "`setup` や `sync` などのコマンドは root でも使えます。",
        "The window does not open for root, because its embedded browser refuses to run as root. Start the program as "
        "an ordinary user. Commands such as `setup` and `sync` work for root, too.",
    ),
    "no_user_namespace": (
        "ウィンドウを開けません。組み込みブラウザーの保護に必要なユーザー名前空間が、このシステムでは許可されていません。Ubuntu では "
        ".deb でインストールしてください。コンテナーではユーザー名前空間を許可してください。`setup` や `sync` などのコマンドは使えます。",
        "The window cannot be opened: this system does not allow user namespaces, which protect the embedded browser. "
        "On Ubuntu, install the .deb; in a container, allow user namespaces. Commands such as `setup` and `sync` work.",
    ),
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
    "app_organisation_inactive": (
        "この Salesforce 組織は無効になっています。組織の状態を Salesforce に問い合わせてください。",
        "This Salesforce organisation is inactive. Ask Salesforce about its state.",
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
    "schedule_missed": (
        "自動転送が 2 回以上実行されていません（最後の転送: {last}）。PC の電源、サインイン、OS のスケジューラーを確認してください。",
        "The automatic transfer was missed twice or more; the last one was {last}. See whether the computer is on, you are "
        "signed in, and the system's scheduler starts it.",
    ),
    "no_screen": (
        "画面がないためウィンドウを開けません。`setup` と `sync` を使うか、`--help` をご覧ください。",
        "There is no screen for the window. Use `setup` and `sync`, or see `--help`.",
    ),
    "port_taken": (
        "指定したポートは使用中です。別のポートを指定してください。",
        "The given port is in use. Choose another.",
    ),
}
