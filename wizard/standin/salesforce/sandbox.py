"""What becomes of a company's users in a sandbox, a copy of its organisation.

A sandbox is an organisation of its own on its own address: another organisation id, IsSandbox true, usernames with
the sandbox's name behind them, and addresses that reach nobody. All addresses of the stand-in are on loopback, so
the host of the identity address tells nothing here; on the real service it is test.salesforce.com (§1.4).
"""

from __future__ import annotations

from dataclasses import replace

from wizard.standin.world import SalesforceSeed, World

SANDBOX = "staging"


def in_sandbox(world: World) -> World:
    """Return the world with the Salesforce users as the sandbox has them; Sansan stays as it is."""
    maker, *others = world.salesforce_users
    copies = (_copy(maker, maker.email), *(_copy(user, f"{user.email}.invalid") for user in others))
    return replace(world, salesforce_users=copies)


def _copy(user: SalesforceSeed, email: str) -> SalesforceSeed:
    """Only who made the sandbox, here the first administrator, keeps a working address [C2]."""
    return replace(user, username=f"{user.username}.{SANDBOX}", email=email)
