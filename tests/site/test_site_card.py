"""The share image, in any script."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from kilas.core.render.web.share_card import share_card
from kilas.site.share_images import ShareImages


def shown(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


def ink(data: bytes, top: int, bottom: int) -> int:
    """How many pixels between two heights are not paper."""
    part = shown(data).convert("L").crop((84, top, 1116, bottom))
    return sum(count for level, count in enumerate(part.histogram()) if level < 200)


@pytest.mark.parametrize(
    "headline",
    ["Tarif angkot Rp2.000", "Énergie: où va-t-on?", "Việt Nam mở tuyến buýt điện", "Kata " * 120, "A" * 300],
)
def test_a_headline_the_font_can_write_is_drawn(headline: str) -> None:
    card = share_card(headline, "Harian Pesisir")
    assert (shown(card).size, shown(card).format) == ((1200, 630), "PNG")
    assert ink(card, 170, 500) > 1_000
    assert ink(card, 530, 600) > 200
    assert len(card) < 60_000


@pytest.mark.parametrize(
    "headline",
    ["大阪で電動バス", "افتتاح خط", "รถเมล์ไฟฟ้า", "विद्युत बस", "Bus 🚌 listrik", "a\u0301\u0323\u0308b", ""],
)
def test_a_script_the_font_lacks_leaves_source_and_name(headline: str) -> None:
    card = share_card(headline, "Harian Pesisir")
    assert ink(card, 170, 500) == 0
    assert ink(card, 530, 600) > 200


def test_a_card_says_that_no_camera_made_it() -> None:
    assert b"digitalsourcetype/algorithmicMedia" in share_card("A", "B")


def test_cards_are_kept_by_what_stands_on_them(tmp_path: Path) -> None:
    cards = ShareImages(tmp_path / "share")
    first = cards.card("A headline", "A source")
    [kept] = (tmp_path / "share").iterdir()
    kept.write_bytes(b"kept")
    assert cards.card("A headline", "A source") == b"kept"
    assert cards.card("Another headline", "A source") != first
    assert len(list((tmp_path / "share").iterdir())) == 2


def test_a_place_that_cannot_be_written_costs_only_time(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    assert ShareImages(tmp_path / "file" / "share").card("A", "B")[:4] == b"\x89PNG"
