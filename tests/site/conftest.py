"""One filled store for all that only read it, and the site on it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from asking import Site, site_on

from kilas.store import Store
from kilas.testing.store import fill


@pytest.fixture(scope="session")
def filled_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder = tmp_path_factory.mktemp("store")
    with Store.open(f"sqlite:///{folder}/kilas.db", migrate=True) as store:
        fill(store)
        yield store


@pytest.fixture(scope="session")
def site(filled_store: Store, tmp_path_factory: pytest.TempPathFactory) -> Site:
    return site_on(filled_store, tmp_path_factory.mktemp("cards"))


@pytest.fixture
def empty_store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(f"sqlite:///{tmp_path}/kilas.db", migrate=True) as store:
        yield store
