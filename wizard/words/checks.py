"""What is checked before a set-up goes on (``title``), and what each result means (``ok``, ``problem``)."""

UNKNOWN = (
    "確認できませんでした。権限がないか、Salesforce がこの情報を提供していません。",
    "This could not be found out: the right is missing, or Salesforce does not tell.",
)

TABLE: dict[str, tuple[str, str]] = {
    "key.title": ("Sansan の API Key", "Sansan API key"),
    "key.ok": ("利用できます。", "It works."),
    "key.problem": (
        "利用できません。「Sansan に接続」で API Key を確認してください。",
        "It does not work. Check the API key under Connect Sansan.",
    ),
    "api.title": ("API の利用", "Use of the API"),
    "api.ok": (
        "このエディションとユーザーで API を利用できます。",
        "The edition and this user may use the API.",
    ),
    "api.problem": (
        "このユーザーには「APIの有効化」の権限がありません。プロファイルまたは権限セットで付与してください。",
        "This user lacks the permission “API Enabled”. Give it by profile or permission set.",
    ),
    "edition.title": ("エディション", "Edition"),
    "edition.ok": (
        "{edition}。API が応答しています。",
        "{edition}; its API answers.",
    ),
    "rights.title": ("管理者の権限", "Administrator's rights"),
    "rights.ok": (
        "権限セットの割り当てとオブジェクトの作成ができます。",
        "Permission sets can be assigned, and an object can be made.",
    ),
    "rights.problem": (
        "不足している権限: {missing}。権限セットは管理者に割り当ててもらってください。",
        "Missing: {missing}. Have an administrator assign the permission set.",
    ),
    "only_administrator.title": ("管理者の人数", "Number of administrators"),
    "only_administrator.problem": (
        "ログインしたユーザーのほかに、ユーザーを管理できる有効な管理者がいません。Salesforce がこのユーザーを凍結した場合"
        "（匿名 VPN の使用など）、組織内の誰も解除できません。別の管理者を有効にすることをおすすめします。",
        "No other active administrator may manage users. If Salesforce freezes this user, as it does after an anonymising "
        "VPN, nobody inside can undo it. We recommend a second administrator.",
    ),
    "package_version.title": ("Sansan パッケージのバージョン", "Version of the Sansan package"),
    "package_version.ok": ("{version}。サポート対象です。", "{version}, which is supported."),
    "package_version.problem": (
        "{version} は 2025 年 12 月 31 日でサポートが終了しています。1.58 以降に更新してください。",
        "{version} is unsupported since 31 December 2025. Update it to 1.58 or newer.",
    ),
    "data_hub.title": ("Sansan Data Hub", "Sansan Data Hub"),
    "data_hub.ok": (
        "パッケージが名刺を取引先責任者やリードに自動で関連づけるには、Sansan Data Hub が必要です。契約がない場合は、"
        "このプログラムの関連づけ（link）を使用してください。",
        "The package links cards to contacts and leads by itself only with Sansan Data Hub. Without it, use this program's "
        "own linking (link).",
    ),
    "tags.title": ("タグ", "Tags"),
    "tags.ok": (
        "パッケージのタグの選択リスト（Sansan_CI__Tags__c）に値が入っています。",
        "The package's picklist of tags (Sansan_CI__Tags__c) is filled.",
    ),
    "tags.problem": (
        "転送したタグは「タグ(オリジナル)」に入っていますが、パッケージの選択リスト（Sansan_CI__Tags__c）は空です。タグでの絞り込み、"
        "取引先責任者やリードのタグ、キャンペーンは選択リストを使うため、動作しません。Sansan のサポートに、パッケージの設定を確認して"
        "ください。",
        "Tags arrive in “Tags (Original)”, but the package's picklist (Sansan_CI__Tags__c) stays empty. Filters by tag, tags "
        "of contacts and leads, and campaigns use the picklist and will not work. Ask Sansan's support about the package's "
        "settings.",
    ),
    "user_fields.title": ("ユーザーの項目", "Fields of users"),
    "user_fields.problem": (
        "次の項目を読み取れません: {fields}。転送先はほかの項目で照合します。所有者になれないライセンスのユーザーを見分けられない"
        "ことがあります。",
        "These cannot be read: {fields}. Recipients are matched by the others, and users whose licence cannot own records "
        "may not be told apart.",
    ),
    "calls.title": ("API コール数", "API calls"),
    "calls.ok": ("24 時間の残り: {left:,} / {limit:,}。", "Left in 24 hours: {left:,} of {limit:,}."),
    "calls.problem": (
        "24 時間の上限（{limit:,}）に達しています。回復するまで待ってください。",
        "The limit of {limit:,} in 24 hours is used up. Wait until it returns.",
    ),
    "storage.title": ("データストレージ", "Data storage"),
    "storage.ok": (
        "残り {left:,} MB（名刺約 {cards:,} 枚分）。",
        "{left:,} MB left, enough for about {cards:,} cards.",
    ),
    "storage.problem": ("空きがありません。不要なデータを削除してください。", "It is full. Free some of it."),
    "is_production.title": ("組織の種類", "Kind of organisation"),
    "is_production.ok": (
        "「{organization}」は本番環境です。選択した接続先環境と一致しています。",
        "“{organization}” is a production organisation, as chosen.",
    ),
    "is_production.problem": (
        "「{organization}」は本番環境ですが、Sandbox 環境が選択されています。接続先環境を確認してください。",
        "“{organization}” is a production organisation, but Sandbox was chosen. Check the environment.",
    ),
    "is_sandbox.title": ("組織の種類", "Kind of organisation"),
    "is_sandbox.ok": (
        "「{organization}」は Sandbox 環境です。選択した接続先環境と一致しています。",
        "“{organization}” is a sandbox, as chosen.",
    ),
    "is_sandbox.problem": (
        "「{organization}」は Sandbox 環境ですが、本番環境が選択されています。接続先環境を確認してください。",
        "“{organization}” is a sandbox, but Production was chosen. Check the environment.",
    ),
    "identity.title": ("認証アカウントの照合", "Identity"),
    "identity.ok": (
        "Salesforce の ID サービスの情報と一致しています。",
        "Salesforce's identity service names the same user and organisation.",
    ),
    "identity.problem": (
        "Salesforce の ID サービスが別のユーザーまたは組織を返しました。もう一度認証してください。",
        "Salesforce's identity service names another user or organisation. Sign in again.",
    ),
    "clock.title": ("コンピューターの時計", "This computer's clock"),
    "clock.ok": ("Salesforce の時刻と合っています。", "It agrees with Salesforce's."),
    "clock.problem": (
        "Salesforce の時刻と {minutes} 分ずれています。時刻を合わせてください。",
        "It is {minutes} minutes off Salesforce's. Set it right.",
    ),
    "no_proxy.title": ("ネットワーク", "Network"),
    "no_proxy.ok": ("{host} に直接接続しています。", "{host} is reached directly."),
    "proxy_configuration.title": ("ネットワーク", "Network"),
    "proxy_configuration.problem": (
        "この Mac はプロキシを自動構成（{file}）で決めていますが、このプログラムはそれに従えません。{host} に接続できない場合は、"
        "環境変数 HTTPS_PROXY にプロキシを指定してください。",
        "This Mac finds its proxy by an automatic configuration ({file}), which this program cannot follow. If {host} "
        "cannot be reached, name the proxy in the environment variable HTTPS_PROXY.",
    ),
    "proxy.title": ("ネットワーク", "Network"),
    "proxy.ok": (
        "プロキシ {proxy} を経由して {host} に接続しています。",
        "{host} is reached through the proxy {proxy}.",
    ),
    "system_roots.title": ("証明書の確認", "Certificates"),
    "system_roots.ok": (
        "OS の証明書ストアを使って確認しています。",
        "They are checked against the system's certificate store.",
    ),
    "given_roots.title": ("証明書の確認", "Certificates"),
    "given_roots.ok": (
        "OS の証明書ストアの代わりに、環境変数 {variable} で指定された「{file}」を使って確認しています。",
        "They are checked against “{file}”, which {variable} names, in place of the system's certificate store.",
    ),
    "added_roots.title": ("証明書の確認", "Certificates"),
    "added_roots.ok": (
        "OS の証明書ストアに加えて、環境変数 {variable} で指定された「{file}」を使って確認しています。",
        "They are checked against the system's certificate store and “{file}”, which {variable} names.",
    ),
    "unused_roots.title": ("証明書の確認", "Certificates"),
    "unused_roots.ok": (
        "環境変数 {variable} の「{file}」は、ここでは使用されていません。",
        "“{file}”, which {variable} names, is not used here.",
    ),
    "object.title": ("転送先オブジェクト", "Destination object"),
    "object.problem": (
        "「{object}」が見えません。権限セットの割り当てを確認してください。",
        "“{object}” cannot be seen. Check that the permission set is assigned.",
    ),
    "key_field.title": ("転送先オブジェクト", "Destination object"),
    "key_field.problem": (
        "名刺ID項目「{field}」に書き込めません。権限セットの項目権限を確認してください。",
        "The card ID “{field}” cannot be written. Check the field permissions of the permission set.",
    ),
    "fields.title": ("転送先オブジェクトの項目", "Fields of the destination"),
    "fields.ok": ("すべての項目に書き込めます。", "Every field can be written."),
    "fields.problem": (
        "書き込めない項目があり、その内容は転送されません: {fields}。必要な場合は項目権限を付与してください。",
        "These cannot be written, so their values are left out: {fields}. Give field permissions if they matter.",
    ),
    "duplicate_rules.title": ("重複ルール", "Duplicate rules"),
    "duplicate_rules.ok": ("有効なものはありません。", "None is active."),
    "duplicate_rules.problem": (
        "有効な重複ルールにより、名刺が拒否されることがあります: {names}。",
        "Active rules may refuse cards: {names}.",
    ),
    "validation_rules.title": ("入力規則", "Validation rules"),
    "validation_rules.ok": ("有効なものはありません。", "None is active."),
    "validation_rules.problem": (
        "有効な入力規則により、名刺が拒否されることがあります: {names}。",
        "Active rules may refuse cards: {names}.",
    ),
    "others_cards.title": ("既存の名刺", "Cards already there"),
    "others_cards.ok": ("ほかの方法で転送された名刺はありません。", "None that this set-up has not sent."),
    "others_cards.problem": (
        "この設定で転送していない名刺が {count:,} 件あります。Sansan の標準の連携など、別の転送が動いていないか"
        "確認してください。同じ名刺ID の名刺は上書きされます。",
        "{count:,} cards are there that this set-up has not sent. Check whether another integration, such as Sansan's "
        "own, is running. A card of the same card ID is written over.",
    ),
    "linking.title": ("名刺の関連づけ", "Linking of cards"),
    "linking.ok": ("パッケージの関連づけはオフです。", "The package does not link cards."),
    "linking.problem": (
        "パッケージの「名刺を関連づける」がオンです。転送した名刺から取引先責任者やリードが作成・更新されることがあります。",
        "The package links cards: contacts and leads may be made or changed from the cards that arrive.",
    ),
}
