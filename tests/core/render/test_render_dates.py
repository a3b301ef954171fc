"""The date of a report is shown with how it is known, in every format and both languages."""

from __future__ import annotations

import json
from dataclasses import replace
from html import unescape

import pytest

import kilas
from kilas.core.article import DateSource
from kilas.core.brief import Brief

SAID: dict[DateSource, tuple[str, str]] = {
    "metadata": ("from the page's metadata", "dari metadata halaman"),
    "printed": ("as printed", "seperti tercetak"),
    "feed": ("from the feed", "dari feed"),
    "address": ("from the page's address", "dari alamat halaman"),
    "guess": ("a guess", "perkiraan"),
}


@pytest.mark.parametrize("source", SAID)
@pytest.mark.parametrize("format", ["terminal", "markdown", "text", "html"])
def test_a_date_is_shown_with_how_it_is_known(
    seawall: Brief, angkot: Brief, source: DateSource, format: str
) -> None:
    for brief, said in zip((seawall, angkot), SAID[source], strict=True):
        dated = replace(brief, sources=(replace(brief.sources[0], published_from=source),))
        written = unescape(kilas.render(dated, format)).replace("\\", "")
        assert f"({said})" in " ".join(written.split())


@pytest.mark.parametrize("source", SAID)
def test_json_names_the_source_of_a_date(angkot: Brief, source: DateSource) -> None:
    dated = replace(angkot, sources=(replace(angkot.sources[0], published_from=source),))
    (told,) = json.loads(kilas.render(dated, "json"))["sources"]
    assert told["published_from"] == source


def test_an_article_that_was_stored_before_shows_its_date_alone(seawall: Brief) -> None:
    written = kilas.render(seawall, "markdown")
    assert not any(f"({said}" in written for said, _ in SAID.values())
