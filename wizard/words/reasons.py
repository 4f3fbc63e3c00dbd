"""Why a card ended as it did."""

NOTES: dict[str, tuple[str, str]] = {
    "shortened": ("{item}を {limit} 文字に短縮しました。", "{item} was shortened to {limit} characters."),
    "edited": (
        "{item}は Salesforce で変更されています。そのままにしました。",
        "{item} was changed in Salesforce; it was left as it is.",
    ),
    "owner_changed": (
        "所有者は Salesforce で変更されています。そのままにしました。",
        "The owner was changed in Salesforce; it was left as it is.",
    ),
    "deleted": (
        "レコードは Salesforce で削除されていました。",
        "The record had been deleted in Salesforce.",
    ),
    "no_field": (
        "{item}は、項目がないか書き込めないため省きました。設定の確認項目を確認してください。",
        "{item} was left out: its field is absent or may not be written. See the checks of the set-up.",
    ),
    "taken": (
        "{item}は、重複を許さない項目で、ほかのレコードに同じ値があるため省きました。",
        "{item} was left out: its field must be unique, and another record holds the value.",
    ),
    "small_calls": (
        "Salesforce の自動処理（トリガーやフロー）が一度に多くのレコードを処理できないため、{limit} 件ずつ送信しました。"
        "時間と API コール数が増えます。開発担当者に確認してください（{item}）。",
        "An automation in Salesforce (trigger or flow) does not manage many records at once, so they were sent {limit} "
        "at a time. This takes more time and API calls. Show it to your developer ({item}).",
    ),
    "no_bulk": (
        "{item} で一括転送（Bulk API）が許可されていないため、少しずつ送信しました。オブジェクトの設定で"
        "「Bulk API アクセスを許可」にチェックを入れると、大量の転送が速くなります。",
        "Bulk API is switched off for {item}, so the cards were sent in small numbers. Tick “Allow Bulk API Access” in "
        "the settings of the object to make large transfers faster.",
    ),
    "left_out": (
        "{item}は Salesforce が受け付けない値のため省きました。",
        "{item} was left out: Salesforce does not take the value.",
    ),
}

REASONS: dict[str, tuple[str, str]] = {
    "owner_excluded": (
        "この所有者の名刺は転送しない設定です。",
        "Cards of this owner are not to be transferred.",
    ),
    "exchanged_before": (
        "名刺交換日が指定より前のため転送しません。",
        "The card was exchanged before the chosen date.",
    ),
    "no_chosen_tag": (
        "指定したタグが付いていないため転送しません。",
        "The card has none of the chosen tags.",
    ),
    "not_listed": (
        "Sansan の転送対象の一覧にない名刺です（同じ人物の新しい名刺がある、またはデータ化が終わっていない）。",
        "The card is not in the list of cards to transfer: the person has a newer card, or it is not digitised yet.",
    ),
    "not_sent_yet": (
        "まだ転送していません。次の転送で送ります。",
        "Not sent yet; the next transfer takes it.",
    ),
    "run_taken_back": (
        "この転送は取り消されています。",
        "This run was taken back.",
    ),
    "older_card": (
        "同じ人物の新しい名刺があるため、Sansan の一覧に出なくなった名刺です。レコードはそのままにしました。",
        "An older card of a person who has a newer one; Sansan's list shows only that. The record was left.",
    ),
    "not_visible": (
        "Sansan の一覧に出なくなった名刺です（削除、統合、閲覧範囲の変更、または同じ人物の古い名刺。"
        "どれかは Sansan からは分かりません）。レコードはそのままにしました。",
        "The card is no longer in Sansan's list: deleted, merged, outside the key's view, or an older card of the same "
        "person; Sansan does not say which. The record was left.",
    ),
    "not_ours": (
        "この設定で転送したレコードではありません（別の設定やほかの製品が作成したもの）。そのままにしました。",
        "The record was not sent by this set-up, but by another one or another product. It was left.",
    ),
    "overwrites": (
        "Salesforce で誰かが変更したレコードです。Sansan での変更により、異なる項目が上書きされます。",
        "Somebody changed the record in Salesforce. As the card changed in Sansan, values that differ are overwritten.",
    ),
    "not_missing": (
        "転送済みの名刺が Sansan で変更されています。未転送の名刺だけを送る指定のため、次の転送で更新します。",
        "The card was sent before and has changed since; only cards never sent were asked for. "
        "The next transfer updates it.",
    ),
    "deleted_in_salesforce_since": (
        "その後 Salesforce で削除されているため、そのままにしました。",
        "The record was deleted in Salesforce since, so nothing was done.",
    ),
    "changed_in_salesforce_since": (
        "その後変更されているため、そのままにしました。",
        "The record was changed since, so it was left as it is.",
    ),
    "no_before_image": (
        "転送前の内容の記録がないため、そのままにしました。",
        "What it held before is no longer known, so it was left as it is.",
    ),
    "deleted_in_salesforce": (
        "Salesforce で削除されているため、所有者を変更していません。",
        "The record was deleted in Salesforce, so its owner was not changed.",
    ),
}

ROW_ERRORS: dict[str, tuple[str, str]] = {
    "REQUIRED_FIELD_MISSING": (
        "Salesforce の必須項目が空です。名刺オブジェクトの必須項目を確認してください。",
        "A field that Salesforce requires is empty. Check the required fields of the card object.",
    ),
    "FIELD_CUSTOM_VALIDATION_EXCEPTION": (
        "Salesforce の入力規則に合いません。Sansan の名刺か入力規則を直してから、もう一度転送してください。",
        "A validation rule in Salesforce refused the card. Correct the card in Sansan or the rule, and transfer again.",
    ),
    "CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY": (
        "Salesforce の自動処理（トリガーやフロー）でエラーが起きました。開発担当者に確認してください。",
        "An automation in Salesforce (trigger or flow) failed. Show this to your developer.",
    ),
    "CANNOT_EXECUTE_FLOW_TRIGGER": (
        "Salesforce のフローでエラーが起きました。フローの担当者に確認してください。",
        "A flow in Salesforce failed. Show this to whoever made it.",
    ),
    "DELETE_FAILED": (
        "ほかのレコードから参照されているなどのため、Salesforce が削除を拒否しました。"
        "妨げているレコードを片付けてから、もう一度取り消してください。",
        "Salesforce does not let the record be deleted, for instance because another record refers to it. "
        "See to what hinders it, and take the run back again.",
    ),
    "STRING_TOO_LONG": (
        "値が長すぎます。Sansan で短くするか、Salesforce の項目を長くしてください。",
        "A value is too long. Shorten it in Sansan, or lengthen the field in Salesforce.",
    ),
    "INVALID_EMAIL_ADDRESS": (
        "メールアドレスが正しくありません。Sansan で直してください。",
        "The e-mail address is not valid. Correct it in Sansan.",
    ),
    "DUPLICATES_DETECTED": (
        "Salesforce の重複ルールにより作成されませんでした。重複ルールを確認してください。",
        "A duplicate rule in Salesforce refused the card. Check the duplicate rules.",
    ),
    "DUPLICATE_VALUE": (
        "重複を許さない項目の値が、Salesforce のほかのレコードにあります。重複を許さない項目を確認してください。",
        "A value that must be unique stands in another record of Salesforce. Check which fields must be unique.",
    ),
    "DUPLICATE_VALUE@key": (
        "同じ名刺IDのレコードが Salesforce にありますが、ログインしたユーザーには見えません。"
        "共有設定を確認してください。",
        "Salesforce holds a record with this card ID that the signed-in user cannot see. Check the sharing settings.",
    ),
    "INACTIVE_OWNER_OR_USER": (
        "転送先の Salesforce ユーザーが無効です。転送先を変更してください。",
        "The recipient in Salesforce is inactive. Choose another recipient.",
    ),
    "OP_WITH_INVALID_USER_TYPE_EXCEPTION": (
        "転送先の Salesforce ユーザーは名刺を所有できないライセンスです。転送先を変更してください。",
        "The recipient's Salesforce licence cannot own cards. Choose another recipient.",
    ),
    "TRANSFER_REQUIRES_READ": (
        "転送先の Salesforce ユーザーに名刺オブジェクトの参照権限がありません。権限セットを割り当ててください。",
        "The recipient may not read the card object. Assign a permission set to this user.",
    ),
    "INVALID_CROSS_REFERENCE_KEY": (
        "Salesforce の参照先が正しくないか、見えません。レコードタイプや参照項目の設定を確認してください。",
        "Something that the record refers to is not valid or cannot be seen. Check record types and lookup fields in "
        "Salesforce.",
    ),
    "INVALID_CROSS_REFERENCE_KEY@owner": (
        "転送先の Salesforce ユーザーが見つかりません。転送先を変更してください。",
        "The recipient was not found in Salesforce. Choose another recipient.",
    ),
    "INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY": (
        "レコードが参照するものへの権限がありません。権限セットと共有設定を確認してください。",
        "There is no right to something that the record refers to. Check the permission sets and the sharing settings.",
    ),
    "INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY@owner": (
        "このユーザーを所有者にする権限がありません。権限セットを確認してください。",
        "There is no right to make this user the owner. Check the permission sets.",
    ),
    "INSUFFICIENT_ACCESS_OR_READONLY": (
        "レコードを書き込む権限がありません。権限セットを確認してください。",
        "There is no right to write the record. Check the permission sets.",
    ),
    "INVALID_FIELD_FOR_INSERT_UPDATE": (
        "書き込めない項目があります。項目レベルセキュリティを確認してください。",
        "A field may not be written. Check the field-level security.",
    ),
    "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST": (
        "Salesforce の選択リストにない値です。選択リストに値を加えるか、制限を外してください。",
        "A value is not in a restricted picklist of Salesforce. Add the value to it, or lift the restriction.",
    ),
    "FIELD_INTEGRITY_EXCEPTION": (
        "Salesforce が受け付けない値です（都道府県と国の選択リストなど）。Sansan の名刺か Salesforce の設定を確認してください。",
        "Salesforce does not accept a value, for example of a state or country picklist. Check the card in Sansan or "
        "the settings of Salesforce.",
    ),
    "DUPLICATE_EXTERNAL_ID": (
        "同じ名刺ID のレコードが Salesforce に複数あります。重複するレコードを統合または削除してください。",
        "Several records in Salesforce have this card ID. Merge or delete the doubles.",
    ),
    "LIMIT_EXCEEDED": (
        "Salesforce の上限に達しました。しばらくしてから、もう一度転送してください。",
        "A limit of Salesforce is reached. Transfer again in a while.",
    ),
    "TXN_SECURITY_NO_ACCESS": (
        "Salesforce のトランザクションセキュリティポリシーにより拒否されました。管理者に確認してください。",
        "A transaction security policy of Salesforce refused the card. Ask the administrator.",
    ),
    "ENTITY_IS_DELETED": (
        "レコードは Salesforce で削除されています。次の転送で作成し直します。",
        "The record was deleted in Salesforce. The next transfer makes it again.",
    ),
    "ENTITY_IS_LOCKED": (
        "レコードは承認待ちでロックされています。承認後にもう一度転送してください。",
        "The record is locked by an approval. Transfer again after it.",
    ),
    "CANNOT_UPDATE_CONVERTED_LEAD": (
        "関連するリードが取引の開始済みのため変更できません。パッケージの関連づけの設定を管理者に確認してください。",
        "A lead that belongs to the card was converted and cannot be changed. Ask the administrator about the package's "
        "linking of cards.",
    ),
    "UNABLE_TO_LOCK_ROW": (
        "レコードがほかの処理で使用中でした。もう一度転送してください。",
        "The record was in use by something else. Transfer again.",
    ),
    "PASSING": (
        "Salesforce で一時的な問題が起きていました。しばらくしてから、もう一度転送してください。",
        "Salesforce had a passing problem with the record. Transfer again in a while.",
    ),
    "STORAGE_LIMIT_EXCEEDED": (
        "Salesforce のデータストレージが不足しています。空きを確保してから再開してください。",
        "Salesforce's data storage is full. Free some and continue.",
    ),
    "other": (
        "Salesforce が拒否しました（{code}）。Salesforce の管理者に確認してください。",
        "Salesforce refused the card ({code}). Ask the Salesforce administrator.",
    ),
}
