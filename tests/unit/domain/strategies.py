"""Random values for the rules: any text at all, with what Japanese cards hold mixed in."""

from __future__ import annotations

from hypothesis import strategies as st

from wizard.domain.card import Card, Owner

AWKWARD = "髙𠮷﨑ｶﾅ山太;=+-@'\"\\\r\n\t\0\x0b\x1f\x7f\u2028\ud83d\udc00　 ー#N/A"

texts = st.one_of(
    st.text(st.characters(codec=None, categories=None), max_size=40),
    st.text(AWKWARD, max_size=400),
    st.sampled_from(["", " ", "a@b.co", "2020-02-29", "2020-02-30", "𠮷" * 200]),
)

_TEXT_FIELDS = [name for name in Card._fields if name not in ("owner", "updated", "tags")]

cards = st.builds(
    Card,
    owner=st.builds(Owner, texts, texts, texts),
    updated=st.none(),
    tags=st.lists(texts, max_size=8).map(tuple),
    **dict.fromkeys(_TEXT_FIELDS, texts),
)
