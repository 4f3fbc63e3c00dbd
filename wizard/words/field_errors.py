"""Why Salesforce refused a card for one field, which it names: neither our key nor the owner."""

FIELD_ERRORS: dict[str, tuple[str, str]] = {
    "REQUIRED_FIELD_MISSING": (
        "Salesforce の必須項目「{field}」が空です。既定値を設定するか、必須を外してください。",
        "Salesforce requires the field “{field}”, and the card has nothing for it. Give it a default, or do not "
        "require it.",
    ),
    "REQUIRED_FIELD_REFUSED": (
        "Salesforce の必須項目「{field}」が、名刺の値を受け付けません。項目の設定か Sansan の名刺を直してください。",
        "Salesforce requires the field “{field}”, but does not take the card's value. Correct the field's settings or "
        "the card in Sansan.",
    ),
    "FIELD_CUSTOM_VALIDATION_EXCEPTION": (
        "「{field}」が Salesforce の入力規則に合いません。Sansan の名刺か入力規則を直してから、もう一度転送してください。",
        "A validation rule in Salesforce refused the card for “{field}”. Correct the card in Sansan or the rule, and "
        "transfer again.",
    ),
    "DUPLICATE_VALUE": (
        "「{field}」の値が、Salesforce のほかのレコードにあります。重複を許さない設定を確認してください。",
        "The value of “{field}” stands in another record of Salesforce, and must be unique. Check this setting of the "
        "field.",
    ),
    "INVALID_CROSS_REFERENCE_KEY": (
        "「{field}」の値を Salesforce が受け付けません。ログインしたユーザーに割り当てられたレコードタイプや、"
        "既定値を確認してください。",
        "Salesforce does not take the value of “{field}”. Check the record types and default values of the signed-in "
        "user.",
    ),
    "INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY": (
        "「{field}」が参照するレコードへの権限がありません。権限セットと共有設定を確認してください。",
        "There is no right to the record that “{field}” refers to. Check the permission sets and the sharing settings.",
    ),
    "INACTIVE_OWNER_OR_USER": (
        "「{field}」のユーザーが無効です。Salesforce の既定値や自動処理を確認してください。",
        "“{field}” names an inactive user. Check the default values and the automation in Salesforce.",
    ),
    "FIELD_FILTER_VALIDATION_EXCEPTION": (
        "「{field}」の値がルックアップ検索条件に合いません。Salesforce の項目の設定を確認してください。",
        "The value of “{field}” does not meet the field's lookup filter. Check this setting of the field.",
    ),
    "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST": (
        "「{field}」の値が Salesforce の選択リストにありません。項目の既定値を確認してください。",
        "The value of “{field}” is not in its restricted picklist. Check the field's default value.",
    ),
    "other": (
        "Salesforce が「{field}」を拒否しました（{code}）。Salesforce の管理者に確認してください。",
        "Salesforce refused “{field}” ({code}). Ask the Salesforce administrator.",
    ),
}
