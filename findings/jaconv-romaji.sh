#!/usr/bin/env bash
# jaconv 0.5.0, kana to Latin letters: kana followed by a small vowel, as in every loan word and many company names,
# are spelled as two syllables (ティ is "tei", チェ "chie", ウォ "uo", デュ "deyu"), the long vowel mark as a hyphen,
# and a final small tsu as "xtsu". Different words become equal: チェ and ちえ are both "chie", and the way back turns
# チェ into ちえ. Searching or matching people by such a spelling joins what is different and misses what is equal.
#
# Seen with jaconv 0.5.0. Fails if that changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check jaconv==0.5.0

"$folder/venv/bin/python" - <<'EOF'
import jaconv

usual = {  # Hepburn, as on passports and in the field's own tools
    "パーティ": "pati", "チェリー": "cheri", "ウォーク": "woku", "デュオ": "duo", "ファン": "fan", "ヴァン": "van",
}
seen = {word: jaconv.kana2alphabet(jaconv.kata2hira(word)) for word in usual}
for word, letters in seen.items():
    print(f"{word}: {letters} (usual: {usual[word]})")
assert seen == {
    "パーティ": "pa-tei", "チェリー": "chieri-", "ウォーク": "uo-ku", "デュオ": "deyuo", "ファン": "fan", "ヴァン": "van",
}, "changed: the spellings are others now"

back = jaconv.alphabet2kana(jaconv.kana2alphabet("ちぇ"))
print(f"ちぇ there and back: {back}; あっ: {jaconv.kana2alphabet('あっ')}")
assert back == "ちえ" and jaconv.kana2alphabet("ちえ") == jaconv.kana2alphabet("ちぇ"), "changed: the way back"
assert jaconv.kana2alphabet("あっ") == "axtsu", "changed: the final small tsu"
EOF
echo "as described"
