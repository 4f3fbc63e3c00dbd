"""What is wrong with a line of a mapping file, in the classes of Sansan's own messages (sansan.md §2.4)."""

FAULTS: dict[str, tuple[str, str]] = {
    "no_email": (
        "{number} 行目「{column}」: 空です。メールアドレスを入力するか、行を削除してください。",
        "Line {number}, “{column}”: it is empty. Fill in the address or delete the line.",
    ),
    "no_username": (
        "{number} 行目「{column}」: 空です。ユーザー名を入力するか、行を削除してください。",
        "Line {number}, “{column}”: it is empty. Fill in the username or delete the line.",
    ),
    "unknown_email": (
        "{number} 行目「{column}」: 「{value}」は Sansan ユーザーではないか、連携ユーザーから見えません。"
        "綴りを直すか、行を削除してください。",
        "Line {number}, “{column}”: “{value}” is no Sansan user, or not visible to the integration user. "
        "Correct it or delete the line.",
    ),
    "unknown_id": (
        "{number} 行目「{column}」: メールアドレスのない Sansan ユーザーに「{value}」という ID はありません。"
        "書き出したファイルの ID に戻してください（表計算ソフトでは列を文字列にします）。",
        "Line {number}, “{column}”: no Sansan user without an e-mail address has the ID “{value}”. "
        "Put back the ID of the exported file (in a spreadsheet, make the column text).",
    ),
    "rewritten_id": (
        "{number} 行目「{column}」: 「{value}」は、表計算ソフトが ID を数値や日付に変えたもののようです。"
        "書き出したファイルの ID に戻してください（表計算ソフトでは列を文字列として読み込みます）。",
        "Line {number}, “{column}”: a spreadsheet seems to have made “{value}” of an ID. Put back the ID of the exported "
        "file (in a spreadsheet, read the column as text).",
    ),
    "unknown_username": (
        "{number} 行目「{column}」: 「{value}」という Salesforce ユーザーはいません。"
        "有効なユーザーのユーザー名を入力してください。",
        "Line {number}, “{column}”: there is no Salesforce user “{value}”. Enter the username of an active user.",
    ),
    "inactive_username": (
        "{number} 行目「{column}」: 「{value}」は Salesforce で無効なユーザーです。"
        "有効化するか、別のユーザー名を入力してください。",
        "Line {number}, “{column}”: “{value}” is inactive in Salesforce. Activate the user or enter another username.",
    ),
    "licence_username": (
        "{number} 行目「{column}」: 「{value}」のライセンス（Chatter など）では名刺を所有できません。"
        "別のユーザー名を入力してください。",
        "Line {number}, “{column}”: the licence of “{value}” (Chatter, for one) cannot own cards. "
        "Enter another username.",
    ),
    "several_username": (
        "{number} 行目「{column}」: メールアドレス「{value}」の Salesforce ユーザーが複数います。"
        "ユーザー名を入力してください。",
        "Line {number}, “{column}”: several Salesforce users have the e-mail address “{value}”. Enter the username.",
    ),
    "twice": (
        "{number} 行目「{column}」: 「{value}」が 2 回あります。Sansan ユーザーごとに 1 行にしてください。",
        "Line {number}, “{column}”: “{value}” stands there twice. Give one line for each Sansan user.",
    ),
}

ERROR_HEADERS = {"ja": ("行", "列", "値", "内容と対処"), "en": ("Line", "Column", "Value", "What is wrong, what to do")}
"""The columns of a file of errors."""
