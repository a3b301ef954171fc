"""Every test of the store runs on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from shutil import copyfile

import pytest
from sqlalchemy import text

from kilas.store import Store
from kilas.store.tables import metadata
from kilas.testing import postgres


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def empty_url(engine: str, request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database without a schema."""
    if engine == "sqlite":
        return f"sqlite:///{tmp_path}/kilas.db"
    return str(request.getfixturevalue("postgres_database"))


@pytest.fixture
def url(engine: str, request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database that is set up and holds nothing."""
    if engine == "sqlite":
        copyfile(request.getfixturevalue("_sqlite_template"), tmp_path / "kilas.db")
        return f"sqlite:///{tmp_path}/kilas.db"
    address: str = request.getfixturevalue("_postgres_set_up")
    with Store.open(address) as used:
        names = ", ".join(metadata.tables)
        # A session that a test left open would hold its locks for ever
        used.database.write(lambda c: c.execute(text(f"TRUNCATE {names} RESTART IDENTITY")))
    with Store.open(address, migrate=True):
        pass
    return address


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    with Store.open(url) as opened:
        yield opened


@pytest.fixture(scope="session")
def _sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("store") / "kilas.db"
    Store.open(f"sqlite:///{path}", migrate=True).close()
    return path


@pytest.fixture(scope="session")
def _postgres_set_up(postgres_url: str) -> Iterator[str]:
    with postgres.database(postgres_url) as address:
        Store.open(address, migrate=True).close()
        yield address
