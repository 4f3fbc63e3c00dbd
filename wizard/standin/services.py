"""Both stand-in services over one world."""

from __future__ import annotations

from wizard.standin.salesforce import Package, SalesforceStandin
from wizard.standin.sansan import SansanStandin
from wizard.standin.world import World


class Standins:
    """Sansan and Salesforce of one demo company, running from construction to ``close``.

    ``package`` says whether the Salesforce organisation has Sansan_CI (``no-external-id``: with a card id that is
    none), ``sandbox`` whether it is a sandbox, ``customers`` whether it knows people on the cards already; port 0
    takes a free one.
    Raises ``OSError`` when a port is taken.
    """

    def __init__(
        self,
        cards: int = 1000,
        users: int = 40,
        seed: int = 1,
        sansan_port: int = 0,
        salesforce_port: int = 0,
        package: Package = "present",
        *,
        sandbox: bool = False,
        customers: bool = False,
    ) -> None:
        self.world = World.build(cards=cards, users=users, seed=seed)
        self.sansan = SansanStandin(self.world, sansan_port)
        try:
            self.salesforce = SalesforceStandin(
                self.world, salesforce_port, package, sandbox=sandbox, customers=customers
            )
        except OSError:
            self.sansan.close()
            raise

    def ready(self) -> dict[str, str]:
        """Return what a person or program needs to use them: addresses, keys and the sign-in."""
        return {
            "sansan_url": self.sansan.url,
            "salesforce_url": self.salesforce.url,
            "api_key": self.world.api_key,
            "consumer_key": self.world.consumer_key,
            "consumer_secret": self.world.consumer_secret,
            "username": self.salesforce.username,
            "password": self.world.password,
        }

    def close(self) -> None:
        """Stop both; nothing they held is left."""
        self.salesforce.close()
        self.sansan.close()
