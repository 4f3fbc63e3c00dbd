"""The organisation's duplicate rules, as a client finds them before it writes: an object of the query resource.

They need View Setup [I]. Validation rules are asked of the Tooling API.
"""

from __future__ import annotations

from typing import Any

from wizard.standin.salesforce.ids import numbered
from wizard.standin.salesforce.rest.tooling import check_view_setup
from wizard.standin.salesforce.routing import Call
from wizard.standin.salesforce.soql.listed import answer
from wizard.standin.salesforce.soql.tree import Select

DUPLICATE_RULE = "DuplicateRule"


def duplicate_rules(call: Call, select: Select) -> dict[str, Any]:
    """Answer a query of DuplicateRule. Raises ApiError."""
    check_view_setup(call)
    rules = enumerate(call.org.settings.duplicate_rules, 1)
    return answer(
        select,
        (
            {
                "Id": numbered("0Bm", number),
                "DeveloperName": f"Rule_{number}",
                "MasterLabel": f"重複ルール {number}",
                "IsActive": True,
                "SobjectType": rule.object,
            }
            for number, rule in rules
        ),
    )
