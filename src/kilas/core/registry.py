"""Registry of rows defined in the modules of a package, one each: a new module is a new row."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Generic, Protocol, TypeVar


class Row(Protocol):
    """Properties that every row has."""

    @property
    def name(self) -> str: ...

    @property
    def rank(self) -> int: ...  # position in lists


R = TypeVar("R", bound=Row)


class Registry(Generic[R]):
    """The `ROW` of each module of `package`, imported at first use. Such modules import little at their top level."""

    def __init__(self, package: str) -> None:
        self._package = package
        self._rows: tuple[R, ...] = ()

    def every(self) -> tuple[R, ...]:
        """Return all rows, sorted by rank."""
        if not self._rows:
            path = import_module(self._package).__path__
            rows = [import_module(f"{self._package}.{one.name}").ROW for one in pkgutil.iter_modules(path)]
            self._rows = _in_order(rows)
        return self._rows

    def get(self, name: str) -> R | None:
        return next((row for row in self.every() if row.name == name), None)

    def named(self, name: str) -> R:
        """Return the row called `name`. Raises LookupError if there is none."""
        row = self.get(name)
        if row is None:
            raise LookupError(f"{self._package} has no {name!r}")
        return row

    @contextmanager
    def with_row(self, row: R) -> Iterator[None]:
        """Add a row within the context; for tests."""
        before = self.every()
        self._rows = _in_order([*before, row])
        try:
            yield
        finally:
            self._rows = before


def _in_order(rows: list[R]) -> tuple[R, ...]:
    return tuple(sorted(rows, key=lambda row: row.rank))
