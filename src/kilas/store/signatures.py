"""Signatures for finding near-identical articles."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, delete, func, select

from kilas.store.tables import near_bands
from kilas.store.transactions import Database


class Signatures:
    """The near-copy signatures of one database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def save(self, article_id: str, bands: Sequence[int], now: datetime) -> None:
        """Replaces the article's bands. A band is a number below 2**64 that also encodes its position.

        The time of the first signature is kept: it decides which copy is the earliest.
        """
        kept = sorted({_signed(band) for band in bands})

        def do(connection: Connection) -> None:
            mine = near_bands.c.article_id == article_id
            before = connection.execute(select(near_bands.c.band, near_bands.c.at).where(mine)).all()
            if sorted(row.band for row in before) == kept:
                return
            if before:
                connection.execute(delete(near_bands).where(mine))
            first = min((row.at for row in before), default=now)
            rows = [{"band": band, "article_id": article_id, "at": first} for band in kept]
            if rows:
                fresh = self._database.insert(near_bands).on_conflict_do_nothing()
                connection.execute(
                    fresh.returning(near_bands.c.band), rows
                )  # asked back, they go in one statement

        self._database.write(do)

    def candidates(
        self, article_id: str, bands: Sequence[int], since: datetime, most: int
    ) -> tuple[str, ...]:
        """The article and the `most` articles signed since `since` that share most bands with it, earliest first."""
        wanted = sorted({_signed(band) for band in bands})
        is_mine = near_bands.c.article_id == article_id
        shares = near_bands.c.band.in_(wanted) & (is_mine | (near_bands.c.at >= since))
        columns = near_bands.c.article_id, near_bands.c.at
        query = select(*columns, func.count().label("shared")).where(shares).group_by(*columns)
        found = self._database.query(lambda c: c.execute(query).all())
        nearest = sorted(
            found, key=lambda row: (row.article_id != article_id, -row.shared, row.at, row.article_id)
        )
        order = sorted(nearest[: most + 1], key=lambda row: (row.at, row.article_id))
        return tuple(row.article_id for row in order)

    def forget(self, before: datetime) -> int:
        """Deletes signatures from before `before` and returns the number of bands."""
        return self._database.write(
            lambda c: c.execute(delete(near_bands).where(near_bands.c.at < before)).rowcount
        )


def _signed(band: int) -> int:
    """The same 64 bits as a signed integer, for the database column."""
    return ((band + 2**63) % 2**64) - 2**63
