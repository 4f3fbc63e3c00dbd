"""Which cards show the same person, and who owns which card; cheap enough to ask for a million cards.

In every block of 20 cards, number 17 is a second card of the person of an earlier number 3, number 18 a
third one (all of one owner), and number 19 another owner's card of the person of an earlier number 5.
"""

from __future__ import annotations

from wizard.standin.world.hashing import mix

_BLOCK = 20


class Relations:
    """The persons and owners of ``count`` cards and ``users`` owners.

    A person is known by the number of his first card, an owner by his place among the users.
    """

    def __init__(self, seed: int, count: int, users: int) -> None:
        self._salt = mix(mix(seed) ^ 0x0A11)
        self._count = count
        self._users = users
        stride = _BLOCK * max(1, count // 400)  # an eighth of a year or so lies between the cards
        self._back = {17: stride - 6, 18: 2 * stride - 5, 19: stride - 6}
        self._forward = {3: (stride - 6, 2 * stride - 5), 5: (stride - 6,)}

    def person(self, number: int) -> int:
        """Return the person on card ``number``."""
        back = self._back.get(number % _BLOCK)
        return number if back is None or number < back else number - back

    def cards_of_person(self, person: int) -> list[int]:
        """Return the cards of a person, oldest first."""
        later = self._forward.get(person % _BLOCK, ())
        return [person, *(person + step for step in later if person + step < self._count)]

    def related(self, number: int) -> bool:
        """Whether card ``number`` may share its person with another card."""
        return number % _BLOCK in (3, 5, 17, 18, 19)

    def owner(self, number: int) -> int:
        """Return the owner of card ``number``: some have many cards, some few."""
        if number % _BLOCK in (17, 18):
            number = self.person(number)
        bits = mix(number ^ self._salt)
        owner = bits % self._users
        return owner if bits >> 63 else min(owner, (bits >> 32) % self._users)

    def is_past(self, number: int) -> bool:
        """Whether the same owner has a newer card of the same person."""
        if not self.related(number):
            return False
        owner = self.owner(number)
        later = (other for other in self.cards_of_person(self.person(number)) if other > number)
        return any(self.owner(other) == owner for other in later)
