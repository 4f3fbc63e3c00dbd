"""What is wrong with the field chosen for an item of a card."""

FAULTS: dict[str, tuple[str, str]] = {
    "reserved": (
        "{item}（{field}）: 名刺IDや所有者に使われる項目です。別の項目を指定してください。",
        "{item} ({field}): this field holds the card's ID or the owner. Choose another.",
    ),
    "twice": (
        "{item}（{field}）: ほかの内容もこの項目に入ります。どちらかに別の項目を指定するか、転送しない設定にしてください。",
        "{item} ({field}): something else goes to this field, too. Choose another field for one of them, or leave it out.",
    ),
    "absent": (
        "{item}（{field}）: この項目はないか、サインインしたユーザーには表示されません。"
        "API 参照名と項目レベルセキュリティを確認してください。",
        "{item} ({field}): the field is absent, or hidden from the signed-in user. Check its API name and its field-level "
        "security.",
    ),
    "type": (
        "{item}（{field}）: この型の項目には入りません。テキストの項目を指定してください（名刺交換日は日付も可）。",
        "{item} ({field}): a field of this type does not take it. Choose a text field (for the exchange date a date, too).",
    ),
    "read_only": (
        "{item}（{field}）: サインインしたユーザーはこの項目に書き込めません。項目レベルセキュリティを確認してください。",
        "{item} ({field}): the signed-in user may not write this field. Check its field-level security.",
    ),
    "required": (
        "{item}（{field}）: 値のない名刺があれば拒否されます。別の項目を指定するか、Salesforce で必須を外してください。",
        "{item} ({field}): cards without it are refused. Choose another field, or make this one optional in Salesforce.",
    ),
    "required_empty": (
        "{field}: 転送する内容がないため、新しい名刺はすべて拒否されます。内容を割り当てるか、Salesforce で必須を外してください。",
        "{field}: nothing of a card goes there, so every new card is refused. Send an item there, or make the field optional "
        "in Salesforce.",
    ),
}
