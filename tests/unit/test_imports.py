"""What import-linter's contracts leave open: no module imports itself by way of others, not even when it is used."""

from __future__ import annotations

import grimp


def test_no_modules_import_each_other() -> None:
    imports = grimp.build_graph("wizard", cache_dir=None)
    left = {module: imports.find_modules_directly_imported_by(module) for module in imports.modules}
    while free := {module for module, wanted in left.items() if not wanted & left.keys()}:
        left = {module: wanted for module, wanted in left.items() if module not in free}
    assert not left, "these import each other, or what does"
