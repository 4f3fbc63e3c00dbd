"""Faults of rights and of the destination in Salesforce."""

from wizard.words import checks

TABLE: dict[str, tuple[str, str]] = {
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
    "tags_problem": checks.TABLE["tags.problem"],
}
