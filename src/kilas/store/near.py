"""Signatures by which near-identical articles find each other."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, delete, func, select

from kilas.store.engine import Database
from kilas.store.tables import near_bands

_CHUNK = 500


class Near:
    """The near-copy signatures of one database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def save(self, article_id: str, bands: Sequence[int], now: datetime) -> None:
        """Keep the article's bands, each a number below 2**64 that says its place too, instead of those before.

        The time of the first signature stays: it tells who was earliest.
        """
        kept = sorted({_signed(band) for band in bands})

        def do(connection: Connection) -> None:
            mine = near_bands.c.article_id == article_id
            before = sorted(connection.scalars(select(near_bands.c.band).where(mine)))
            if before == kept:
                return
            first = connection.scalar(select(func.min(near_bands.c.at)).where(mine))
            connection.execute(delete(near_bands).where(mine))
            rows = [{"band": band, "article_id": article_id, "at": first or now} for band in kept]
            if rows:
                connection.execute(self._database.insert(near_bands).on_conflict_do_nothing(), rows)

        self._database.write(do)

    def candidates(self, bands: Sequence[int], since: datetime) -> tuple[str, ...]:
        """The articles that share a band, signed since then, the earliest first."""
        wanted = sorted({_signed(band) for band in bands})
        found: dict[str, datetime] = {}

        def do(connection: Connection) -> dict[str, datetime]:
            for start in range(0, len(wanted), _CHUNK):
                query = (
                    select(near_bands.c.article_id, near_bands.c.at)
                    .where(near_bands.c.band.in_(wanted[start : start + _CHUNK]), near_bands.c.at >= since)
                    .distinct()
                )
                found.update((row.article_id, row.at) for row in connection.execute(query))
            return found

        shared = self._database.read(do)
        return tuple(sorted(shared, key=lambda article_id: (shared[article_id], article_id)))

    def forget(self, before: datetime) -> int:
        """Drop signatures from before then; how many bands that were."""
        return self._database.write(
            lambda c: c.execute(delete(near_bands).where(near_bands.c.at < before)).rowcount
        )


def _signed(band: int) -> int:
    """The same 64 bits as a number that a database column holds."""
    return ((band + 2**63) % 2**64) - 2**63
