"""Labels of our own Salesforce object; those of its fields are the items'."""

TABLE: dict[str, tuple[str, str]] = {
    "card": ("Sansan 名刺", "Sansan Card"),
    "cards": ("Sansan 名刺", "Sansan Cards"),
    "card_id": ("名刺ID", "Card ID"),
    "integration": ("Sansan 名刺 連携ユーザ", "Sansan Card Integration User"),
    "reader": ("Sansan 名刺 ユーザ", "Sansan Card User"),
}
