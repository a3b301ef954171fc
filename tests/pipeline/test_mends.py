"""Every step that `kilas db check` advises is followed, as printed, and the check then comes out well."""

from __future__ import annotations

import ast
import re
import shlex
import shutil
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Connection, text
from typer.testing import CliRunner

import kilas.store
from kilas.cli.app import app
from kilas.core.routing import Budget, CallEnd, CallReservation, Usage
from kilas.pipeline import ingest
from kilas.pipeline.hosts import Gate
from kilas.pipeline.polling import Poller
from kilas.pipeline.pool import Pool
from kilas.store import Store, care
from kilas.store.records import Problem
from kilas.testing import postgres
from kilas.testing.clock import Clock
from kilas.testing.origin import Origin, article, rss
from tests.pipeline.conftest import Works


@dataclass
class House:
    """An installation with a little of everything, its commands, and a backup from before anything went wrong."""

    works: Works
    folder: Path
    env: dict[str, str]

    @property
    def backup(self) -> Path:
        return self.folder / "kilas.zip"

    @property
    def store(self) -> Store:
        return self.works.store

    def sql(self, *statements: str) -> None:
        def do(connection: Connection) -> None:
            for statement in statements:
                connection.execute(text(statement))

        self.store.database.write(do)

    def raw(self, *statements: str) -> None:
        """Changes the SQLite file as another program would, without its rules."""
        self.store.close()
        with closing(sqlite3.connect(self.folder / "kilas.db", isolation_level=None)) as database:
            database.execute("PRAGMA writable_schema = ON")
            for statement in statements:
                database.execute(statement)

    def run(self, *args: str, code: int = 0) -> str:
        return run(self.env, *args, code=code)

    def faults(self) -> list[Problem]:
        """What `kilas db check` prints."""
        said = self.run("db", "check", code=1).strip().splitlines()
        return [
            Problem(what=what, mend=mend.removeprefix("  Try: "))
            for what, mend in zip(said[::2], said[1::2], strict=True)
        ]

    def follow(self, mend: str) -> None:
        """Runs the first command that `mend` names; after a refresh, what a running service does."""
        self.store.close()  # as between two commands; a restore may replace the file
        command = re.findall("`kilas ([^`]*)`", mend)[0].replace("FILE", str(self.backup))
        self.run(*shlex.split(command))
        if command == "refresh":
            self.works.ingest(list(self.store.entries.waiting(99)))


@pytest.fixture
def engine(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@contextmanager
def working(url: str, origin: Origin, pools: tuple[Pool, Pool]) -> Iterator[Works]:
    """The pipeline over the store at `url`."""
    pages, parsers = pools
    with Store.open(url, migrate=True) as store:
        clock, slept = Clock(datetime.now(UTC)), list[float]()
        gate = Gate(store, origin.allow, clock=clock, sleep=slept.append)
        poller = Poller(store=store, pages=pages, parsers=parsers, gate=gate, allow=origin.allow, clock=clock)
        works = Works(store=store, origin=origin, poller=poller, clock=clock, slept=slept)
        ingest.use(
            ingest.Workbench(store=store, pool=pages, gate=gate, allow=origin.allow, clock=works.clock)
        )
        yield works
        ingest.use(None)


@dataclass(frozen=True)
class Model:
    """A filled installation, which each test copies: to fill one takes longer than most tests."""

    folder: Path  # with the database of SQLite, and a backup
    origin: Origin

    def copy(self, folder: Path) -> None:
        for name in ("kilas.db", "kilas.zip"):
            shutil.copy(self.folder / name, folder / name)


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory, pools: tuple[Pool, Pool]) -> Iterator[Model]:
    made = Model(tmp_path_factory.mktemp("model"), Origin())
    with working(f"sqlite:///{made.folder}/kilas.db", made.origin, pools) as works:
        fill(works)
        assert works.store.care.check() == ()
        run({"KILAS_HOME": str(made.folder)}, "db", "backup", str(made.folder / "kilas.zip"))
    yield made
    made.origin.close()


@pytest.fixture(scope="module")
def postgres_model(model: Model, postgres_url: str) -> Iterator[str]:
    """Address of a PostgreSQL database with the same content; nobody uses it."""
    with postgres.database(postgres_url) as url:
        env = {"KILAS_HOME": str(model.folder), "KILAS_DATABASE_URL": url}
        run(env, "db", "restore", str(model.folder / "kilas.zip"))
        yield url


@pytest.fixture
def house(
    request: pytest.FixtureRequest, engine: str, model: Model, tmp_path: Path, pools: tuple[Pool, Pool]
) -> Iterator[House]:
    model.copy(tmp_path)
    env, url = {"KILAS_HOME": str(tmp_path)}, f"sqlite:///{tmp_path}/kilas.db"
    with ExitStack() as open_:
        if engine == "postgresql":
            (tmp_path / "kilas.db").unlink()
            filled = str(request.getfixturevalue("postgres_model"))
            server = str(request.getfixturevalue("postgres_url"))
            url = env["KILAS_DATABASE_URL"] = open_.enter_context(postgres.database(server, filled))
        works = open_.enter_context(working(url, model.origin, pools))
        yield House(works=works, folder=tmp_path, env=env)


def run(env: Mapping[str, str], *args: str, code: int = 0) -> str:
    done = CliRunner().invoke(app, args, env=env)
    assert done.exit_code == code, done.output
    return done.stdout


def fill(works: Works) -> None:
    """Two briefs, a folded copy, a link, a takedown, and a model call with its reply."""
    page = works.origin.put
    links = {
        page("/a", article(1, "Lanterns of Marrow Bay are lit again")): "Lit",
        page("/b", article(2, "Upper Tilling counts its orchards")): "Counted",
        page("/c", article(1, "Lanterns of Marrow Bay are lit again")): "Lit, too",
        page("/d", article(4, "Reserved"), x_robots_tag="noai"): "Reserved",
        page("/e", article(5, "Jetties of North Quay are closed")): "Closed",
    }
    page("/feed", rss(links))
    works.add("/feed")
    works.ingest()
    works.store.moderation.take_down(works.origin.url("/e"), "asked for", works.now)
    reservation = CallReservation(
        route="a",
        digest="q",
        subject=brief_id(works.store),
        work="brief",
        worst_case=9,
        max_running=1,
        deadline_s=9.0,
    )
    call = works.store.models.reserve(reservation, Budget(), works.now)
    assert isinstance(call, int)
    works.store.models.settle(
        call, CallEnd(result="ok", usage=Usage(), usd=5, price=None, seconds=1.0, reply="{}"), works.now
    )


def brief_id(store: Store) -> str:
    return store.items.list(limit=1, kind="brief")[0].id


def spoil_list_of_free_pages(house: House) -> None:
    house.store.close()
    path = house.folder / "kilas.db"
    whole = bytearray(path.read_bytes())
    whole[39] += 1  # the last byte of their number (https://sqlite.org/fileformat.html, 1.3.8)
    path.write_bytes(whole)


def spoil_index(house: House) -> None:
    """Changes a column that an index holds, while the index is out of sight."""
    house.raw(
        "CREATE TABLE aside AS SELECT * FROM sqlite_master WHERE name = 'ix_entries_article_id'",
        "DELETE FROM sqlite_master WHERE name = 'ix_entries_article_id'",
    )
    house.raw("UPDATE entries SET article_id = 'a' || article_id")
    house.raw(
        "INSERT INTO sqlite_master SELECT * FROM aside", "DELETE FROM sqlite_master WHERE name = 'aside'"
    )


def sql(*statements: str) -> Callable[[House], None]:
    return lambda house: house.sql(*statements)


def raw(*statements: str) -> Callable[[House], None]:
    return lambda house: house.raw(*statements)


NO_ITEMS = ("DELETE FROM search_texts", "DELETE FROM items")
NO_BRIEFS = ("UPDATE items SET brief_revision = NULL", "DELETE FROM brief_sources", "DELETE FROM briefs")
FOREIGN_BRIEF = (
    """
    INSERT INTO briefs SELECT l.id, b.revision, b.turn, b.saved, b.body, b.audience FROM briefs b, items l
    WHERE l.kind = 'link' AND b.item_id = (SELECT min(item_id) FROM briefs)
    """,
    """
    INSERT INTO brief_sources SELECT l.id, s.brief_revision, s.place, s.article_id, s.article_revision
    FROM brief_sources s, items l WHERE l.kind = 'link' AND s.item_id = (SELECT min(item_id) FROM briefs)
    """,
)
A_BRIEF = "(SELECT max(revision) FROM briefs b WHERE b.item_id = items.id)"

# The problem as printed, `{}` for what differs; how it comes about.
FAULTS: dict[str, Callable[[House], None]] = {
    "the item {} is marked as a brief but has none": sql(
        "UPDATE items SET brief_revision = NULL WHERE kind = 'brief'"
    ),
    "the item {} is marked as a brief but has no text": sql(*NO_BRIEFS, "DELETE FROM articles"),
    "the item {} is a link but has a brief": sql("UPDATE items SET kind = 'link' WHERE kind = 'brief'"),
    "the item {} is a link, has a brief and no text": sql(
        *FOREIGN_BRIEF,
        f"UPDATE items SET brief_revision = {A_BRIEF} WHERE kind = 'link'",
        "DELETE FROM articles WHERE id IN (SELECT id FROM items WHERE kind = 'link')",
    ),
    "the item {} shows everyone a brief for its owner alone": sql(
        "UPDATE briefs SET audience = 'private' WHERE item_id IN (SELECT id FROM items WHERE folded_under IS NULL)"
    ),
    "the item {} has lost its brief for its owner alone": sql(
        "UPDATE items SET private_revision = 'gone' WHERE kind = 'brief'"
    ),
    "the item {} was taken down but is published": sql(
        "INSERT INTO takedowns SELECT id, url, 0, 'x' FROM items WHERE folded_under IS NULL"
    ),
    "the item {} is folded under a missing item": sql(
        "UPDATE items SET folded_under = 'nowhere' WHERE kind = 'link'"
    ),
    "the item {} has a wrong count of copies": sql("UPDATE items SET copies = 7"),
    "the item {} cannot be found by search": sql("DELETE FROM search_texts"),
    "search finds item number {}, which is not listed": sql(
        "UPDATE items SET folded_under = (SELECT folded_under FROM items WHERE folded_under IS NOT NULL)"
        " WHERE kind = 'link'"
    ),
    "the brief of {} belongs to no published or taken-down item": sql(*NO_ITEMS),
    "the brief of {} belongs to no published or taken-down item, and to no entry": sql(
        *NO_ITEMS, "DELETE FROM entries"
    ),
    "the entry {} is marked as published but has no item": sql(*NO_BRIEFS, *NO_ITEMS),
    "the entry {} of a removed feed is marked as published but has no item": sql(
        *NO_BRIEFS, *NO_ITEMS, "UPDATE feeds SET removed = 1"
    ),
    "the stored reply to model call {} belongs to no call that was answered": sql(
        "UPDATE model_calls SET outcome = 'timeout'"
    ),
    "the search index was made by another version of Kilas": sql(
        "UPDATE facts SET value = 'old' WHERE name = 'search-cut'"
    ),
    "the cost of {} is not the sum of its model calls": sql("UPDATE model_days SET charged = charged + 1"),
    "the text of article {} does not match its revision {}": sql(
        "UPDATE articles SET body = replace(body, 'worn', 'torn')"
    ),
    "the brief {} of {} cannot be read": sql("UPDATE briefs SET body = '{}'"),
    "the brief {} of {} names 1 source articles, and 0 of them are stored": sql("DELETE FROM brief_sources"),
    "the brief {} of {} cites {}, which is not at {}": sql(
        r"""UPDATE briefs SET body = replace(body, '"start"\:', '"start"\:1')"""
    ),
    "the brief {} of {} cites revision {}, which is not among its sources": sql(
        r"""UPDATE briefs SET body = replace(body, '"article_id"\:"', '"article_id"\:"x')"""
    ),
}
# Faults that only SQLite can have: PostgreSQL prevents them, or has tools of its own.
SQLITE_FAULTS: dict[str, Callable[[House], None]] = {
    "the database file is damaged: {}reelist: size is {}": spoil_list_of_free_pages,
    "the database file is damaged: {} missing from index ix_entries_article_id": spoil_index,
    "row {} of {} points to a missing row of {}": raw("DELETE FROM briefs"),
    "the search index does not match its texts": raw(
        "INSERT INTO search_index (search_index) VALUES ('delete-all')"
    ),
}


def is_told(fault: str, problem: Problem) -> bool:
    return re.fullmatch(re.escape(fault).replace(r"\{\}", ".*"), problem.what) is not None


EVERYWHERE = [("sqlite", fault) for fault in (*FAULTS, *SQLITE_FAULTS)]
EVERYWHERE += [("postgresql", fault) for fault in FAULTS]


@pytest.mark.parametrize(("engine", "fault"), EVERYWHERE, indirect=["engine"])
def test_the_advice_of_the_check_mends_what_it_found(house: House, fault: str) -> None:
    (FAULTS | SQLITE_FAULTS)[fault](house)
    found = house.faults()
    assert any(is_told(fault, problem) for problem in found), found
    for mend in dict.fromkeys(problem.mend for problem in found):
        house.follow(mend)
    house.run("db", "check")


def test_every_problem_that_the_check_can_find_is_made_here() -> None:
    assert {what for what, _, _ in care._QUERIES} <= FAULTS.keys()
    folder = Path(kilas.store.__file__).parent
    trees = [ast.parse(path.read_text("utf-8")) for path in sorted(folder.glob("*.py"))]
    made = [ast.unparse(node) for tree in trees for node in ast.walk(tree) if is_problem(node)]
    # One is that of the queries; the last one words four.
    assert len(made) == len(FAULTS) - len(care._QUERIES) - 3 + len(SQLITE_FAULTS), made


def is_problem(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Problem"
