"""How a database comes to its tables, and which ones are refused."""

from __future__ import annotations

import subprocess
import sys
import textwrap
import traceback
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from kilas.errors import StoreError
from kilas.settings import Settings
from kilas.store import Store
from kilas.store.migrations import REVISIONS
from kilas.store.schema import HEAD, upgrade
from kilas.store.tables import metadata
from kilas.store.transactions import Database


def test_the_steps_lead_to_the_tables_the_code_knows(store: Store) -> None:
    def ours(name: str | None, kind: str, parents: object) -> bool:
        # On SQLite search has its own tables, which no Table stands for, and no index of the usual kind
        return not str(name).startswith("search_index")

    def compared(thing: object, name: str | None, kind: str, reflected: bool, other: object) -> bool:
        return not (store.database.is_sqlite and name == "ix_search_texts_terms")

    def do(connection: object) -> list[object]:
        context = MigrationContext.configure(
            connection,  # type: ignore[arg-type]
            opts={"compare_type": True, "include_name": ours, "include_object": compared},
        )
        return list(compare_metadata(context, metadata))

    assert store.database.read(do) == []


def test_the_revisions_named_are_those_of_the_steps() -> None:
    config = Config()
    config.set_main_option("script_location", "kilas.store:migrations")
    config.set_main_option("path_separator", "os")
    steps = ScriptDirectory.from_config(config).walk_revisions()  # the last first
    assert tuple(reversed([step.revision for step in steps])) == REVISIONS


def test_what_makes_tables_is_not_loaded_where_there_are_some(url: str) -> None:
    code = """
        import sys
        from kilas.store import Store
        Store.open(sys.argv[1]).close()
        sys.exit("alembic" in sys.modules)
        """
    assert subprocess.run([sys.executable, "-c", textwrap.dedent(code), url]).returncode == 0


def test_an_empty_database_is_set_up_only_when_asked(empty_url: str) -> None:
    with pytest.raises(StoreError, match="kilas db upgrade"):
        Store.open(empty_url)
    Store.open(empty_url, migrate=True).close()
    Store.open(empty_url).close()


def test_looking_for_a_database_makes_none(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="there is no database"):
        Store.open(f"sqlite:///{tmp_path}/kilas.db")
    assert not list(tmp_path.iterdir())


def test_a_newer_schema_is_refused_by_name_and_left_alone(url: str) -> None:
    _run(url, "UPDATE alembic_version SET version_num = '9999'")
    for migrate in (False, True):
        with pytest.raises(StoreError, match=f"9999, which is newer than {HEAD}") as refused:
            Store.open(url, migrate=migrate)
        assert "install the Kilas that wrote it" in refused.value.mend
    _run(url, f"UPDATE alembic_version SET version_num = '{HEAD}'")


def test_tables_without_a_revision_are_refused_as_broken_off(url: str) -> None:
    _run(url, "DELETE FROM alembic_version")
    for migrate in (False, True):
        with pytest.raises(StoreError, match="a migration was interrupted") as refused:
            Store.open(url, migrate=migrate)
        assert "restore" in refused.value.mend
    _run(url, f"INSERT INTO alembic_version VALUES ('{HEAD}')")


@pytest.mark.parametrize("revision", REVISIONS[:-1])
def test_a_store_of_each_older_schema_is_refused_and_upgraded_with_what_it_holds(
    empty_url: str, revision: str
) -> None:
    database = Database(empty_url, patience_s=5)

    def older(connection: Connection) -> None:
        config = Config()
        config.set_main_option("script_location", "kilas.store:migrations")
        config.set_main_option("path_separator", "os")
        config.attributes["connection"] = connection
        command.upgrade(config, revision)

    database.alter(older)
    database.close()
    _run(
        empty_url,
        "INSERT INTO feeds (id, address, kind, title, rights, backlog, added, next_poll, interval_s, failures)"
        " VALUES ('f', 'https://news.example/feed', 'rss', 'News', 'link', 50, 0, 0, 1800, 0)",
    )
    with pytest.raises(StoreError, match=f"has schema {revision}, and this Kilas needs {HEAD}"):
        Store.open(empty_url)
    with Store.open(empty_url, migrate=True) as store:
        (feed,) = store.feeds.list()
        assert (feed.id, feed.title, feed.ttl_s, feed.skip_hours) == ("f", "News", None, frozenset())
        assert store.care.check() == ()


@pytest.mark.parametrize("statement", [2, 9, 30, 60])
def test_an_upgrade_killed_halfway_leaves_what_it_found_and_can_be_run_again(
    empty_url: str, statement: int
) -> None:
    code = f"""
        import os, signal
        from sqlalchemy import event
        from kilas.store.transactions import Database
        from kilas.store.schema import upgrade
        database, count = Database({empty_url!r}, patience_s=5), 0
        @event.listens_for(database.engine, "after_cursor_execute")
        def killed(connection, cursor, statement, *rest):
            global count
            count += statement.startswith(("CREATE", "INSERT", "UPDATE"))
            if count == {statement}:
                os.kill(os.getpid(), signal.SIGKILL)
        upgrade(database)
        """
    done = subprocess.run([sys.executable, "-c", textwrap.dedent(code)])
    assert done.returncode in (-9, 0)
    if done.returncode:
        with pytest.raises(StoreError, match="is empty"):
            Store.open(empty_url)
    with Store.open(empty_url, migrate=True) as store:
        assert store.care.check() == ()


def test_two_upgrades_at_once_make_one_schema(empty_url: str) -> None:
    databases = [Database(empty_url, patience_s=20) for _ in range(2)]
    with ThreadPoolExecutor() as pool:
        found = list(pool.map(upgrade, databases))
    assert sorted(found, key=str) == [HEAD, None]
    for database in databases:
        database.close()


def test_a_password_is_never_told() -> None:
    secret = "opensesame"
    with pytest.raises(StoreError) as refused:
        Store.open(f"postgresql://kilas:{secret}@127.0.0.1:1/kilas", patience_s=0)
    whole = "".join(traceback.format_exception(refused.value))
    assert "127.0.0.1:1/kilas" in str(refused.value)
    assert secret not in whole
    with pytest.raises(StoreError) as refused:
        Store.open(f"postgresql://kilas:{secret}@[::1/kilas")
    assert secret not in str(refused.value)


@pytest.mark.parametrize("address", ["mysql://x/y", "nonsense", "sqlite://", ""])
def test_an_address_of_no_known_database_is_refused(address: str) -> None:
    with pytest.raises(StoreError, match="database address"):
        Store.open(address)


def test_the_settings_say_where_it_is(tmp_path: Path) -> None:
    odd = tmp_path / "a b?c%d#"
    with Store.open(Store.url_for(Settings(home=odd)), migrate=True) as store:
        assert store.name == str(odd / "kilas.db")
    assert (odd / "kilas.db").exists()
    assert Store.url_for(Settings(home=odd, database_url="postgresql://h/d")) == "postgresql://h/d"


def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    (tmp_path / "kilas.db").write_text("not a database, however long it goes on " * 99)
    with pytest.raises(StoreError, match="is not a SQLite database"):
        Store.open(f"sqlite:///{tmp_path}/kilas.db", migrate=True)


def _run(url: str, statement: str) -> None:
    database = Database(url, patience_s=5)
    database.write(lambda connection: connection.execute(text(statement)))
    database.close()
