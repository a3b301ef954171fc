"""Labels, dates and numbers in both interface languages."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from importlib.resources import files
from io import BytesIO
from zoneinfo import ZoneInfo

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from kilas.core.brief import Brief
from kilas.core.reasons import messages
from kilas.core.render import render
from kilas.core.render.ui_language import speak

ROOM = files("kilas.core.render")
MOMENT = datetime(2026, 7, 14, 1, 55, tzinfo=UTC)


def used_messages() -> set[str | tuple[str, ...]]:
    found = extract_from_dir(
        str(ROOM),
        method_map=[("**.py", "python"), ("templates/**.html", "jinja2")],
        keywords={"gettext": None, "ngettext": (1, 2), "noop": None, "_": None},
    )
    return {message for _, _, message, _, _ in found} | set(messages())


def catalogue_messages() -> dict[str | tuple[str, ...], tuple[str, ...]]:
    catalogue = read_po(
        BytesIO(ROOM.joinpath("locale", "id", "LC_MESSAGES", "kilas.po").read_bytes()), locale="id"
    )
    assert not [m.id for m in catalogue if m.id and m.fuzzy]
    return {m.id: m.string if isinstance(m.string, tuple) else (m.string,) for m in catalogue if m.id}


def test_the_catalogue_has_every_message_of_the_code_and_no_other() -> None:
    assert set(catalogue_messages()) == used_messages()


def test_every_translation_is_there_and_keeps_its_placeholders() -> None:
    for message, translations in catalogue_messages().items():
        printed = message[-1] if isinstance(message, tuple) else message
        for translation in translations:
            assert translation
            assert set(re.findall(r"%\(\w+\)s", translation)) == set(re.findall(r"%\(\w+\)s", printed))


@pytest.mark.parametrize(
    ("ui", "labels"),
    [
        (
            "en",
            [
                "70-word summary",
                "What to watch next",
                "Key takeaways",
                "Insights &amp; analysis",
                "Original text",
            ],
        ),
        (
            "id",
            [
                "Ringkasan 70 kata",
                "Yang perlu dipantau selanjutnya",
                "Poin penting",
                "Wawasan dan analisis",
                "Teks asli",
            ],
        ),
    ],
)
def test_the_sections_bear_their_names(ui: str, labels: list[str], angkot: Brief) -> None:
    page = render(angkot, "html", ui_language=ui)  # type: ignore[arg-type]
    assert all(label in page for label in labels)


@pytest.mark.parametrize(
    ("zone", "english", "indonesian"),
    [
        (ZoneInfo("Asia/Jakarta"), "14 July 2026, 08:55 WIB", "14 Juli 2026, 08.55 WIB"),
        (ZoneInfo("Asia/Makassar"), "14 July 2026, 09:55 WITA", "14 Juli 2026, 09.55 WITA"),
        (ZoneInfo("Asia/Jayapura"), "14 July 2026, 10:55 WIT", "14 Juli 2026, 10.55 WIT"),
        (UTC, "14 July 2026, 01:55 UTC", "14 Juli 2026, 01.55 UTC"),
        (ZoneInfo("Europe/Berlin"), "14 July 2026, 03:55 UTC+02:00", "14 Juli 2026, 03.55 UTC+02:00"),
        (
            timezone(timedelta(hours=-3, minutes=-30)),
            "13 July 2026, 22:25 UTC-03:30",
            "13 Juli 2026, 22.25 UTC-03:30",
        ),
    ],
)
def test_moments_are_absolute_and_name_their_zone(zone: ZoneInfo, english: str, indonesian: str) -> None:
    assert speak("en").moment(MOMENT, zone) == english
    assert speak("id").moment(MOMENT, zone) == indonesian


@pytest.mark.parametrize(
    ("cost", "english", "indonesian"),
    [(0.0012, "$0.0012", "US$0,0012"), (0.5, "$0.50", "US$0,50"), (12, "$12.00", "US$12,00")],
)
def test_costs_are_in_dollars_to_a_fraction_of_a_cent(cost: float, english: str, indonesian: str) -> None:
    assert (speak("en").dollars(cost), speak("id").dollars(cost)) == (english, indonesian)


def test_the_interface_speaks_the_language_of_the_brief_where_it_can(angkot: Brief, seawall: Brief) -> None:
    assert "Ringkasan 70 kata" in render(angkot, "terminal")
    assert "46-word summary" in render(seawall, "terminal")
