"""Writes ``resources/licences``: the notices of every package the program is shipped with. ``make licences``.

What is installed says what is needed: the project's own requirements and theirs, without extras. Markers of all
three systems count, so that Windows' and macOS's packages are named even where they are not installed.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

ROOT = Path(__file__).parents[1] / "licences"
PROJECT = "sansan-salesforce"
LGPL = "LGPL-3.0.txt and GPL-3.0.txt in this folder"
# Packages whose wheels bring no text of their licence, and those of other systems, which are not installed here.
NAMED = {
    "pyside6-essentials": f"Qt for Python and Qt, used under the LGPL version 3: {LGPL}. Source: https://code.qt.io",
    "pyside6-addons": "As pyside6-essentials. Qt WebEngine contains Chromium (BSD 3-clause and others), see "
    "https://doc.qt.io/qt-6/qtwebengine-licensing.html.",
    "shiboken6": "As pyside6-essentials.",
    "pywin32-ctypes": "BSD 3-clause, https://github.com/enthought/pywin32-ctypes (Windows only)",
    "colorama": "BSD 3-clause, https://github.com/tartley/colorama (Windows only)",
}


def main() -> None:
    """Write the notices anew."""
    (ROOT / "NOTICES.txt").write_text(notices(), "utf-8")


def notices() -> str:
    """Return all notices as one text."""
    head = f"The programs that {PROJECT} is shipped with, and their licences.\n"
    return "\n".join([head, *map(_notice, packages()), _python()])


def packages() -> list[str]:
    """Return the names of all packages needed at run time on any system, sorted."""
    found: set[str] = set()
    waiting = [PROJECT]
    while waiting:
        name = waiting.pop()
        needs = set(_needs(name)) - found
        found |= needs
        waiting += needs
    return sorted(found)


def _needs(name: str) -> Iterator[str]:
    for line in (_installed(name) or _Nothing()).requires or ():
        requirement, _, marker = line.partition(";")
        if not re.search(r"extra\s*==|python_version\s*<|python_full_version\s*<", marker):
            yield re.split(r"[^\w.-]", requirement.strip())[0].lower().replace("_", "-")


class _Nothing:
    requires: tuple[str, ...] = ()


def _installed(name: str) -> Distribution | None:
    try:
        return distribution(name)
    except PackageNotFoundError:
        return None


def _notice(name: str) -> str:
    package = _installed(name)
    texts = [text.strip("\n") for text in _texts(package)] if package else []
    if not texts and name not in NAMED:
        raise SystemExit(f"{name} brings no licence; name it in {Path(__file__).name}")
    title = f"{name}" if name in NAMED and not texts else f"{name}: {_licence(package)}"
    return "\n".join(["=" * 100, title, "", *([NAMED[name]] if name in NAMED else []), *texts, ""])


def _licence(package: Distribution | None) -> str:
    about = package.metadata if package else {}
    classified = [c.split(" :: ")[-1] for c in (about.get_all("Classifier") or ()) if c.startswith("License")]
    licence = about.get("License-Expression") or ", ".join(classified) or str(about.get("License"))
    return licence.splitlines()[0]


def _texts(package: Distribution) -> Iterator[str]:
    for file in sorted(package.files or (), key=str):
        if ".dist-info/" in str(file) and re.search(r"licen[cs]e|notice|copying", file.name, re.IGNORECASE):
            yield file.read_text("utf-8")


def _python() -> str:
    text = next(Path(sys.base_prefix).glob("lib/python3.*/LICENSE.txt"), None)
    words = text.read_text("utf-8") if text else "https://docs.python.org/3/license.html"
    return "\n".join(["=" * 100, "Python, in the packaged program", "", words.strip("\n"), ""])


if __name__ == "__main__":
    main()
