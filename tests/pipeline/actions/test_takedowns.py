"""Pages taken down and corrections closed by a call, without a command."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from kilas.errors import UnknownNameError
from kilas.pipeline.actions import corrections, takedowns
from kilas.store import Store
from kilas.store.records import Correction
from kilas.testing.store import NOW, fill


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(f"sqlite:///{tmp_path}/kilas.db", migrate=True) as opened:
        fill(opened)
        yield opened


def test_a_page_is_taken_down_by_its_address_and_the_second_time_was_down_already(store: Store) -> None:
    item = store.items.list(limit=1)[0]
    at = NOW + timedelta(days=1)
    done = takedowns.take_down(store, item.url or item.id, reason="by court order", now=at)
    assert (done.is_new, done.takedown.item_id, done.takedown.reason) == (True, item.id, "by court order")
    assert store.items.get(item.id) is None
    again = takedowns.take_down(store, item.id, reason="again", now=at + timedelta(hours=1))
    assert (again.is_new, again.takedown) == (False, done.takedown)
    assert takedowns.taken_down(store)[0] == done.takedown


def test_what_is_not_published_cannot_be_taken_down(store: Store) -> None:
    with pytest.raises(UnknownNameError) as caught:
        takedowns.take_down(store, "https://example.org/unheard-of", reason="", now=NOW)
    assert caught.value.reason == "unknown_item"


def test_a_correction_is_listed_until_it_is_closed(store: Store) -> None:
    given = store.moderation.add_correction("The bridge is a tunnel", address="192.0.2.1", now=NOW)
    assert isinstance(given, Correction)
    assert corrections.corrections(store) == (given,)
    corrections.close_correction(store, given.id)
    assert corrections.corrections(store) == ()
    assert [one.id for one in corrections.corrections(store, with_done=True)] == [given.id]
    with pytest.raises(UnknownNameError) as caught:
        corrections.close_correction(store, "nobody")
    assert caught.value.reason == "unknown_correction"
