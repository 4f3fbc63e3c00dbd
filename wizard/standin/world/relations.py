"""Which cards show the same person, and who owns which card; cheap enough to ask for a million cards."""

from __future__ import annotations

from wizard.standin.world.hashing import mix
from wizard.standin.world.layout import BLOCK, distances, total


class Relations:
    """The persons and owners of the cards, ``count`` in all, of which ``wanted`` are completed and not past.

    A person is known by the number of his first card, an owner by his place among the ``users``.
    """

    def __init__(self, seed: int, wanted: int, users: int) -> None:
        self.count = total(wanted, users)
        self._salt = mix(mix(seed) ^ 0x0A11)
        self._users = users
        self._back = back = distances(wanted)
        self._forward = {3: (back[17], back[18]), 5: (back[19],)}

    def person(self, number: int) -> int:
        """Return the person on card ``number``."""
        back = self._back.get(number % BLOCK)
        return number if back is None or number < back else number - back

    def cards_of_person(self, person: int) -> list[int]:
        """Return the cards of a person, oldest first."""
        later = self._forward.get(person % BLOCK, ())
        return [person, *(person + step for step in later if person + step < self.count)]

    def related(self, number: int) -> bool:
        """Whether card ``number`` may share its person with another card."""
        return number % BLOCK in (3, 5, 17, 18, 19)

    def owner(self, number: int) -> int:
        """Return the owner of card ``number``: some have many cards, some few."""
        person = self.person(number)
        if person == number or number % BLOCK != 19:
            return self._usual_owner(person)
        return (self._usual_owner(person) + 1 + number % max(1, self._users - 1)) % self._users

    def _usual_owner(self, number: int) -> int:
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
