"""The seeded world of the demo: one company, its users in Sansan and Salesforce, and its business cards.

Everything follows from the seed and the two sizes, so a test or a tester can build the same world again.
"""

from __future__ import annotations

from dataclasses import dataclass

from wizard.standin.world.hashing import token
from wizard.standin.world.people import SalesforceSeed, SansanUser, build_people

__all__ = ["SalesforceSeed", "SansanUser", "World"]


@dataclass(frozen=True)
class World:
    """One demo world. ``salesforce_users[0]`` is the administrator who signs in with ``password``.

    ``card_count``: cards that are completed and not past, as a plain full read answers them; others come on top.
    ``api_key``: 32 letters and digits, the key of an integration user who sees every card.
    ``consumer_key``: of the external client app, starts with 3MVG9.
    """

    seed: int
    card_count: int
    sansan_users: tuple[SansanUser, ...]
    salesforce_users: tuple[SalesforceSeed, ...]
    api_key: str
    consumer_key: str
    password: str

    @property
    def consumer_secret(self) -> str:
        """The secret of the app, which only the app itself uses when it signs in as nobody's personal account."""
        return token(self.seed, 4, 64)

    @classmethod
    def build(cls, cards: int = 1000, users: int = 40, seed: int = 1) -> World:
        """Return the world of ``seed`` with ``users`` Sansan users, at least one, and ``cards`` (``card_count``)."""
        if cards < 0 or users < 1:
            raise ValueError("a world needs at least one user and no negative number of cards")
        sansan, salesforce = build_people(users, seed)
        consumer_key = "3MVG9" + token(seed, 2, 80)
        return cls(seed, cards, sansan, salesforce, token(seed, 1, 32), consumer_key, token(seed, 3, 16))
