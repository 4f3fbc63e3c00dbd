"""Whether a value is what its annotations say, all the way down: a wrong type that slips in fails only much later."""

from __future__ import annotations

import types
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from typing import Any, Union, get_args, get_origin, get_type_hints


def wrong(value: Any, hint: Any, where: str = "") -> Iterator[str]:
    """Yield what is not of its type."""
    origin, args = get_origin(hint), get_args(hint)
    if hint is Any or hint is object:
        return
    if origin in (Union, types.UnionType):
        if all(any(True for _ in wrong(value, one, where)) for one in args):
            yield f"{where}: {value!r} is none of {hint}"
    elif origin in (tuple, list, frozenset, set, Sequence, Iterable):
        yield from _wrong_items(value, origin, args, where)
    elif origin in (dict, Mapping):
        if not isinstance(value, Mapping):
            yield f"{where}: {value!r} is no mapping"
        else:
            for name, inner in value.items():
                yield from wrong(name, args[0], f"{where} key")
                yield from wrong(inner, args[1], f"{where}.{name}")
    elif not isinstance(value, hint) or (hint is int and isinstance(value, bool)):
        yield f"{where}: {value!r} is no {hint.__name__}"
    else:
        yield from _wrong_fields(value, where)


def _wrong_items(value: Any, origin: Any, args: tuple[Any, ...], where: str) -> Iterator[str]:
    if not isinstance(value, origin):
        yield f"{where}: {value!r} is no {origin.__name__}"
    elif origin is tuple and args[-1] is not ...:
        for inner, hint in zip(value, args, strict=True):
            yield from wrong(inner, hint, where)
    else:
        for inner in value:
            yield from wrong(inner, args[0], where)


def _wrong_fields(value: Any, where: str) -> Iterator[str]:
    if is_dataclass(value):
        names = [each.name for each in fields(value)]
    elif isinstance(value, tuple) and hasattr(value, "_fields"):
        names = list(value._fields)
    else:
        return
    hints = get_type_hints(type(value))
    for name in names:
        yield from wrong(getattr(value, name), hints[name], f"{where}.{name}")
