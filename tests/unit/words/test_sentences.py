from wizard.words import sentences


def test_english_sentences_stand_apart_and_japanese_ones_do_not() -> None:
    assert sentences("One.", "", "Two.") == "One. Two."
    assert sentences("一。", "二。", "") == "一。二。"
    assert sentences("一（一）", "二。") == "一（一）二。"
    assert sentences() == ""
