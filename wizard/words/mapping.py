"""What is wrong with a line of a mapping file, in the classes of Sansan's own messages (sansan.md §2.4)."""

FAULTS: dict[str, tuple[str, str]] = {
    "no_email": (
        "{number} 行目: Sansanのメールアドレスが空です。入力するか、行を削除してください。",
        "Line {number}: the Sansan e-mail address is empty. Fill it in or delete the line.",
    ),
    "no_username": (
        "{number} 行目: 転送先Salesforceのユーザー名が空です。入力するか、行を削除してください。",
        "Line {number}: the Salesforce username is empty. Fill it in or delete the line.",
    ),
    "unknown_email": (
        "{number} 行目: 「{value}」は Sansan ユーザーではないか、連携ユーザーから見えません。",
        "Line {number}: “{value}” is no Sansan user, or not visible to the integration user.",
    ),
    "unknown_username": (
        "{number} 行目: 「{value}」は有効な Salesforce ユーザー名ではありません"
        "（無効、存在しない、綴りの誤り、または名刺を所有できないライセンス）。",
        "Line {number}: “{value}” is not a valid Salesforce username (inactive, absent, mistyped, or with a licence "
        "that cannot own cards).",
    ),
    "twice": (
        "{number} 行目: 「{value}」が 2 回あります。Sansan ユーザーごとに 1 行にしてください。",
        "Line {number}: “{value}” stands there twice. Give one line for each Sansan user.",
    ),
}
