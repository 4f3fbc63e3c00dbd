"""Labels of our own Salesforce object and its page; those of its fields are the items'."""

TABLE: dict[str, tuple[str, str]] = {
    "card": ("Sansan 名刺", "Sansan Card"),
    "cards": ("Sansan 名刺", "Sansan Cards"),
    "card_id": ("名刺ID", "Card ID"),
    "integration": ("Sansan 名刺 連携ユーザ", "Sansan Card Integration User"),
    "section_card": ("名刺", "Card"),
    "section_person": ("氏名", "Person"),
    "section_contact": ("連絡先", "Contact"),
    "section_address": ("住所", "Address"),
    "section_notes": ("タグとメモ", "Tags and memo"),
    "section_sansan": ("Sansan の情報", "Sansan"),
    "reader": ("Sansan 名刺 ユーザ", "Sansan Card User"),
}
