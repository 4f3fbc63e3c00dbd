"""What is said of links to contacts and leads: faults, reasons, and the command line."""

ERRORS: dict[str, tuple[str, str]] = {
    "link_no_lookups": (
        "名刺のオブジェクト「{object}」に、取引先責任者またはリードへの参照項目がありません。"
        "専用オブジェクトの場合は `setup` をもう一度実行すると追加されます。",
        "The card object “{object}” has no lookup to contacts or leads. If it is our custom object, run `setup` again: "
        "it adds them.",
    ),
    "link_no_lookup_to": (
        "名刺のオブジェクト「{object}」に{kind}への参照項目がないため、{kind}を作成して関連づけることはできません。",
        "The card object “{object}” has no lookup to {kind} records, so none can be created and linked.",
    ),
    "link_data_hub": (
        "Sansan Data Hub も名刺を関連づけている可能性があります。先に関連づけられた名刺は変更しません。",
        "Sansan Data Hub may link cards by itself, too. A card that is linked already is left as it is.",
    ),
    "link_needs_fields": (
        "{kind}の作成に必要な項目で、名刺から入力できないものがあります（{fields}）。"
        "ウィンドウの「関連づけ」画面で値を選ぶか、Salesforce で既定値を設定してください。",
        "New {kind} records need fields that no card gives ({fields}). Choose their values on the Links page of the "
        "window, or give them a default in Salesforce.",
    ),
    "links_moved": (
        "以前に設定した関連づけのうち {count} 件が、その後変更または解除されていました（Sansan のパッケージ、自動処理、またはユーザー）。",
        "{count} links that an earlier run set were changed or removed since: by Sansan's package, an automation or a "
        "person.",
    ),
    "links_of_others": (
        "{count} 枚の名刺は、ほかの人または Sansan のパッケージが関連づけたものです。変更しません。",
        "{count} cards were linked by somebody else, or by Sansan's package. They are left as they are.",
    ),
    "links_kept": (
        "以前に設定した関連づけ {count} 件を読み直しました。Sansan のパッケージによる変更はありません。",
        "{count} links of earlier runs were read back: Sansan's package has not changed any.",
    ),
    "link_lookups_gone": (
        "名刺のオブジェクトの参照項目が、処理中に削除されたか書き込めなくなりました。`setup` をもう一度実行してください。{detail}",
        "The lookups of the card object were removed, or may no longer be written, while cards were linked. Run `setup` "
        "again. {detail}",
    ),
    "link_two_lookups": (
        "名刺のオブジェクト「{object}」に{kind}への参照項目が複数あります（{names}）。どれを使うか判断できないため、"
        "関連づけできません。1 つだけ残してください。",
        "The card object “{object}” has several lookups to {kind} ({names}), so it is not clear which one holds links. "
        "Keep one of them.",
    ),
    "link_lookup_read_only": (
        "名刺のオブジェクト「{object}」の項目「{field}」に書き込む権限がありません。項目レベルセキュリティを確認してください。",
        "The field “{field}” of the card object “{object}” may not be written. Check its field-level security.",
    ),
    "link_no_read": (
        "{kind}を参照する権限がありません。ログインしたユーザーに参照権限を与えてから、もう一度実行してください。",
        "The signed-in user may not read {kind} records. Give this user read access and try again.",
    ),
    "link_no_create": (
        "{kind}を作成する権限がありません。ログインしたユーザーに作成権限を与えるか、作成しない設定にしてください。",
        "The signed-in user may not create {kind} records. Give this user the right, or choose to create nothing.",
    ),
    "link_cannot_create": (
        "この Salesforce では、レコードの作成と関連づけを 1 つの処理として実行できません。{detail}",
        "This Salesforce cannot create a record and link it in one transaction. {detail}",
    ),
}

REASONS: dict[str, tuple[str, str]] = {
    "several_email": (
        "同じメールアドレスの{kind}が {count} 件あります。どれか 1 件を選んでください。",
        "{count} {kind} records have this e-mail address. Choose one of them.",
    ),
    "several_name": (
        "氏名と会社名が同じ{kind}が {count} 件あります。どれか 1 件を選んでください。",
        "{count} {kind} records have this name and company. Choose one of them.",
    ),
    "several_accounts": (
        "この会社名の取引先が {count} 件あるため、取引先責任者を作成しませんでした。",
        "{count} accounts have the name of this company, so no contact was created.",
    ),
    "duplicate_rule": (
        "Salesforce の重複ルールが一致するレコードを見つけたため、作成しませんでした（{count} 件）。",
        "A duplicate rule of Salesforce found {count} records that match, so nothing was created.",
    ),
    "no_family_name": ("姓がないため、作成しませんでした。", "Nothing was created: the card has no family name."),
    "no_company": ("会社名がないため、作成しませんでした。", "Nothing was created: the card has no company."),
    "chosen_none": ("関連づけないことを選びました。", "You chose to link the card to nobody."),
    "required_field": (
        "Salesforce の必須項目（{detail}）を名刺から入力できないため、作成できません。",
        "A new record needs a value that the card does not give: {detail}.",
    ),
    "owner_default": (
        "名刺の所有者はこのレコードを所有できないため、既定の転送先を所有者にしました。",
        "The card's owner cannot own this record, so the default recipient owns it.",
    ),
    "target_gone": (
        "関連づける前に、レコードが削除・統合されたか、参照できなくなりました。次回あらためて判定します。",
        "The record was deleted or merged before the link was set, or can no longer be seen. The next run decides anew.",
    ),
    "person_account": (
        "個人取引先のため、空の項目には入力しませんでした。",
        "This is a person account, so its empty fields were not filled.",
    ),
    "not_filled": (
        "関連づけましたが、空の項目への入力は Salesforce に拒否されました。",
        "Linked, but Salesforce refused to fill the empty fields.",
    ),
    "account_left": (
        "作成した取引先は、ほかのレコードがあるか変更されているため残しました。",
        "The account that was created was left: something else is under it, or somebody changed it.",
    ),
}

WAYS: dict[str, tuple[str, str]] = {
    "email": ("メールアドレスが一致します。", "Found by e-mail address."),
    "name": ("氏名と会社名が一致します。", "Found by name and company."),
    "person": ("自分で選びました。", "Chosen by a person."),
    "group": ("同じ人物の別の名刺から作成したレコードです。", "Created from another card of the same person."),
}

COMMANDS: dict[str, tuple[str, str]] = {
    "help_link": (
        "転送した名刺を、同じ人物の取引先責任者またはリードに関連づける",
        "link the cards sent to the contacts and leads that are the same people",
    ),
    "help_link_dry_run": (
        "何が起きるかを調べるだけで、Salesforce には何も書き込まない",
        "find out what would happen; nothing in Salesforce changes",
    ),
    "help_link_create": (
        "該当者のいない名刺から作成するもの: none、lead、contact",
        "what to create for a card that nobody fits: none, lead or contact",
    ),
    "help_link_fill": (
        "関連づけたレコードの空の項目に、名刺の値を入力する",
        "write the card's values into empty fields of the records that are linked",
    ),
    "links_completed": ("関連づけが完了しました。", "The links are complete."),
    "links_completed_with_errors": (
        "関連づけが完了しました。失敗した名刺があります（{failed} 枚）。",
        "The links are complete, but {failed} cards failed.",
    ),
    "links_preview": (
        "プレビューです。Salesforce には何も書き込んでいません。",
        "This is a preview: nothing was written to Salesforce.",
    ),
    "undone_all_links": (
        "関連づけを取り消しました。作成したレコードは削除し、入力した値は消しました。"
        "レコードをもとに Salesforce の自動処理（フローやトリガーなど）が作成、変更したものは元に戻せません。",
        "The links were taken back: what was created is deleted, and what was filled is empty again. "
        "What Salesforce's own automation (flows, triggers) made of the records is out of reach.",
    ),
    "undone_left_links": (
        "関連づけを取り消しました。その後変更されたものなど {failed:,} 件はそのまま残しました。理由はレポートにあります。"
        "`--even-changed` を付けると、変更されたものも取り消します。"
        "レコードをもとに Salesforce の自動処理（フローやトリガーなど）が作成、変更したものは元に戻せません。",
        "The links were taken back, but for {failed:,} records, such as those changed since. The report says why. "
        "`--even-changed` takes back those changed, too. "
        "What Salesforce's own automation (flows, triggers) made of the records is out of reach.",
    ),
    "links_undecided": (
        "候補が複数ある名刺が {count} 枚あります。どれと同じ人物かを選んでください。",
        "{count} cards have several candidates: choose who they are.",
    ),
    "links_one_kind": (
        "名刺のオブジェクトには{kind}への参照項目しかないため、{other}は対象外です。",
        "The card object has a lookup to {kind} records only, so {other} records do not count.",
    ),
    # Names of figures
    "cards": ("名刺", "cards"),
    "linked": ("関連づけ", "linked"),
    "filled": ("空の項目に入力", "empty fields filled"),
    "already": ("関連づけ済み", "linked before"),
    "ambiguous": ("候補が複数", "several candidates"),
    "unmatched": ("該当なし", "nobody fits"),
    "lead": ("リード", "leads"),
    "contact": ("取引先責任者", "contacts"),
    "account": ("取引先", "accounts"),
    "links": ("関連づけ", "links"),
}
