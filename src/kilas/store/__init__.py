"""The store: feeds, entries, articles, briefs and published items, on SQLite or PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable
from types import TracebackType
from typing import TypeVar

from sqlalchemy import URL, Connection

from kilas.core.audience import Audience
from kilas.settings import Settings
from kilas.store.announcing import Announcements
from kilas.store.audiences import Audiences
from kilas.store.care import Care
from kilas.store.changes import note_all
from kilas.store.items import Items
from kilas.store.model_ledger import ModelLedger
from kilas.store.moderation import Moderation
from kilas.store.saved_articles import Articles
from kilas.store.saved_entries import Entries
from kilas.store.saved_feeds import Feeds
from kilas.store.schema import Progress, require_current, upgrade
from kilas.store.search import SearchIndex
from kilas.store.signatures import Signatures
from kilas.store.subscriptions import Subscriptions
from kilas.store.transactions import Database
from kilas.store.workers import Hosts, Workers

__all__ = ["Progress", "Store"]
_T = TypeVar("_T")


class Store:
    """One database; each attribute groups the calls about one subject. Safe to use from several threads.

    Every write is atomic and idempotent. A database fault raises StoreError, which names the remedy.
    """

    def __init__(self, database: Database, audience: Audience = "public") -> None:
        """Use `Store.open`."""
        self.database = database
        self._audience = audience
        self._without_waiting: Store | None = None
        self.feeds = Feeds(database)
        self.subscriptions = Subscriptions(database)
        self.entries = Entries(database)
        self.articles = Articles(database)
        self.items = Items(database, audience)
        self.signatures = Signatures(database)
        self.search = SearchIndex(database, audience)
        self.moderation = Moderation(database)
        self.models = ModelLedger(database)
        self.workers = Workers(database)
        self.hosts = Hosts(database)
        self.announcements = Announcements(database)
        self.audiences = Audiences(database)
        self.care = Care(database)

    @classmethod
    def open(
        cls,
        url: str | URL,
        *,
        migrate: bool = False,
        patience_s: float = 10.0,
        progress: Progress | None = None,
    ) -> Store:
        """Opens the store at `url`; with `migrate`, first creates or upgrades its schema and reports to `progress`.

        `patience_s`: time to keep retrying a call while the database is locked, restarting or unreachable.
        Raises StoreError when the schema is older or newer than this Kilas needs, or half migrated.
        """
        database = Database(url, patience_s=patience_s)
        try:
            if migrate:
                upgrade(database, progress)
            else:
                require_current(database)
        except BaseException:
            database.close()
            raise
        return cls(database)

    @staticmethod
    def url_for(settings: Settings) -> str:
        """Database URL from the settings. May contain a password; show users `name` instead."""
        if settings.database_url:
            return settings.database_url
        url = URL.create("sqlite", database=str(settings.home / "kilas.db"))
        return url.render_as_string(hide_password=False)

    def without_waiting(self) -> Store | None:
        """The same database, for calls that should fail rather than wait for a lock.

        None on PostgreSQL, where every call waits for the network.
        """
        if self._without_waiting is None and self.database.is_sqlite:
            self._without_waiting = Store(Database(self.database.url, patience_s=0.0))
        return self._without_waiting

    def seen_by(self, audience: Audience) -> Store:
        """The same database, with `items` and `search` as `audience` may see them. Close only the original.

        A store is opened as the public sees it: what is read by mistake is never more than that.
        """
        return Store(self.database, audience)

    def together(self, do: Callable[[Store], _T]) -> _T:
        """Runs `do` with a store whose calls share one transaction; `do` may run more than once."""

        def joined(connection: Connection) -> _T:
            database = self.database.joined(connection)
            done = do(Store(database))
            note_all(database, connection)
            return done

        return self.database.write(joined)

    @property
    def name(self) -> str:
        """Location of the database, without the password."""
        return self.database.name

    def close(self) -> None:
        self.database.close()
        if self._without_waiting is not None:
            self._without_waiting.close()

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
