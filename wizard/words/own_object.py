"""Our own Salesforce object: labels of it and its page (those of its fields are the items'), and what is made of it."""

TABLE: dict[str, tuple[str, str]] = {
    "card": ("Sansan 名刺", "Sansan Card"),
    "cards": ("Sansan 名刺", "Sansan Cards"),
    "card_id": ("名刺ID", "Card ID"),
    "integration": ("Sansan 名刺 連携ユーザ", "Sansan Card Integration User"),
    "links": ("Sansan 名刺 関連づけユーザ", "Sansan Card Link User"),
    "section_card": ("名刺", "Card"),
    "section_links": ("関連づけ", "Links"),
    "section_person": ("氏名", "Person"),
    "section_contact": ("連絡先", "Contact"),
    "section_address": ("住所", "Address"),
    "section_notes": ("タグとメモ", "Tags and memo"),
    "section_sansan": ("Sansan の情報", "Sansan"),
    "reader": ("Sansan 名刺 ユーザ", "Sansan Card User"),
}

PARTS: dict[str, tuple[str, str]] = {
    "makes_object": (
        "オブジェクト「{object}」（{name}）と、そのタブおよびページレイアウト",
        "The object “{object}” ({name}), with a tab and a page layout",
    ),
    "makes_fields": ("項目: {fields}", "Fields: {fields}"),
    "makes_set": ("権限セット「{label}」（{name}）", "The permission set “{label}” ({name})"),
    "makes_rights": (
        "既存の権限セット「{label}」に追加する項目の権限: {fields}",
        "Field permissions added to the permission set “{label}”: {fields}",
    ),
    "makes_note": (
        "これらの作成を記録するための、専用の権限セットの説明への追記（parts: {parts}）",
        "A note of it in the description of our own permission sets (parts: {parts})",
    ),
    "makes_no_layout": (
        "ページレイアウトは変更しません。新しい項目は、必要に応じて管理者がページレイアウトに追加してください。",
        "Page layouts are not changed; put new fields on them where they are wanted.",
    ),
}
