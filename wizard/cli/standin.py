"""``standin``: the stand-in services alone, until interrupted."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from typing import TYPE_CHECKING

from wizard.cli.console import Console
from wizard.domain.errors import Interrupted, SetupMustChange

if TYPE_CHECKING:
    from wizard.wiring import Services

_PACKAGES = ("present", "absent", "no-external-id", "no-lookups")


def add_arguments(parser: argparse.ArgumentParser, text: Callable[[str], str]) -> None:
    """Add this command's own arguments."""
    parser.add_argument("--cards", type=int, default=1_000, metavar="N", help=text("help_cards"))
    parser.add_argument("--users", type=int, default=20, metavar="N", help=text("help_users"))
    parser.add_argument("--seed", type=int, default=1, metavar="S", help=text("help_seed"))
    parser.add_argument("--sansan-port", type=int, default=0, metavar="P", help=text("help_port"))
    parser.add_argument("--salesforce-port", type=int, default=0, metavar="P", help=text("help_port"))
    parser.add_argument("--package", choices=_PACKAGES, default="present", help=text("help_package"))
    parser.add_argument("--customers", action="store_true", help=text("help_customers"))
    parser.add_argument("--sandbox", action="store_true", help=text("help_sandbox"))


def run(options: argparse.Namespace, _console: Console, services: Services) -> int:
    """Start both services, print one JSON line, and serve until interrupted."""
    from wizard.standin.services import Standins

    try:
        standins = Standins(
            cards=options.cards,
            users=options.users,
            seed=options.seed,
            sansan_port=options.sansan_port,
            salesforce_port=options.salesforce_port,
            package=options.package,
            sandbox=options.sandbox,
            customers=options.customers,
        )
    except OSError:
        raise SetupMustChange("port_taken") from None
    print(json.dumps(standins.ready()), flush=True)
    try:
        while True:
            services.control.sleep(3600)
    except (Interrupted, KeyboardInterrupt):
        return 0
    finally:
        standins.close()
