"""Every test of the store runs on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kilas.store import Store


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database without a schema."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/kilas.db"
    return str(request.getfixturevalue("postgres_database"))


@pytest.fixture
def url(empty_url: str) -> str:
    """The address of a database that is set up and holds nothing."""
    Store.open(empty_url, migrate=True).close()
    return empty_url


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    with Store.open(url) as opened:
        yield opened
