"""The JSON shapes: what they hold, and that their schema says so."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from jsonschema import Draft202012Validator
from render_briefs import angkot_brief, seawall_brief

from kilas.core.article import Refusal
from kilas.core.brief import Brief
from kilas.core.render import (
    article_to_json,
    brief_to_json,
    json_schema,
    refusal_to_json,
    render,
    render_articles,
    render_many,
)
from kilas.errors import KilasError

REFUSAL = Refusal(source="x", reason="too_short", detail="Two words.", mend="Give it more.")
NAMES = ["kilas.brief/2", "kilas.article/1", "kilas.refusal/1", "kilas.explanation/2"]


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_is_valid_and_named(name: str) -> None:
    schema = json_schema(name)
    Draft202012Validator.check_schema(schema)
    assert schema["properties"]["schema"] == {"const": name}


@pytest.mark.parametrize("brief", [angkot_brief(), seawall_brief()])
def test_what_we_write_is_what_the_schema_says(brief: Brief) -> None:
    Draft202012Validator(json_schema()).validate(json.loads(render(brief, "json")))
    Draft202012Validator(json_schema("kilas.article/1")).validate(article_to_json(brief.sources[0]))
    Draft202012Validator(json_schema("kilas.refusal/1")).validate(refusal_to_json(REFUSAL))


def test_the_schema_refuses_what_we_do_not_write(angkot: Brief) -> None:
    validator = Draft202012Validator(json_schema())
    whole = brief_to_json(angkot)
    assert not validator.is_valid({**whole, "extra": 1})
    assert not validator.is_valid({key: value for key, value in whole.items() if key != "headline"})
    assert not validator.is_valid({**whole, "tone": {**whole["tone"], "label": "angry"}})


def test_a_reservation_is_printed_as_where_and_use(seawall: Brief) -> None:
    assert brief_to_json(seawall)["sources"][0]["rights"]["reservations"] == ["robots:noai"]
    described = json_schema()["$defs"]["Rights"]["properties"]["reservations"]
    assert described == {"type": "array", "items": {"type": "string"}}


def test_a_brief_has_its_promised_keys(angkot: Brief) -> None:
    made = brief_to_json(angkot)
    assert set(made) >= set(
        "schema id revision language text_language headline word_count word_budget sources tone summary watch_next takeaways"
        " insights figures notices provenance".split()
    )
    assert set(made["sources"][0]) == set(
        "id url source title byline published published_from language revision rights completeness completeness_note".split()
    )
    assert set(made["sources"][0]["rights"]) == {"mode", "reservations", "reason"}
    assert set(made["tone"]) == {"label", "rated", "reason", "score", "margin", "evidence"}
    claim = made["takeaways"][0]
    assert set(claim) == {"text", "lead", "status", "reason", "origin", "evidence", "derivation", "judge"}
    assert set(claim["evidence"][0]) == {"article_id", "revision", "quote", "start"}
    assert claim["derivation"]["operation"] == "percent_change"
    assert set(made["provenance"]) == set(
        "engine engine_version model route prompt style judge attempts checks seconds cost_usd created".split()
    )


def test_an_article_has_its_promised_keys(angkot: Brief) -> None:
    made = article_to_json(angkot.sources[0])
    assert list(made) == (
        "schema id url source title byline published published_from language revision text text_sha256 sentences completeness"
        " completeness_note rights".split()
    )
    assert made["text_sha256"] == made["revision"] == angkot.sources[0].revision
    first = made["sentences"][0]
    assert made["text"][first["start"] : first["end"]] == angkot.sources[0].quote(0)


def test_a_brief_does_not_carry_the_text_of_its_article(seawall: Brief) -> None:
    printed = render(seawall, "json")
    assert seawall.sources[0].quote(9) not in printed  # the tenth sentence is cited nowhere


def test_times_are_utc_whatever_zone_they_came_in(angkot: Brief) -> None:
    local = datetime(2026, 7, 14, 8, 55, tzinfo=ZoneInfo("Asia/Jakarta"))
    made = article_to_json(replace(angkot.sources[0], published=local))
    assert made["published"] == "2026-07-14T01:55:00Z"


def test_letters_are_written_as_they_are(angkot: Brief) -> None:
    assert "“Kami" in render_articles([angkot.sources[0]], "json")


def test_several_outcomes_are_one_array(angkot: Brief) -> None:
    made = json.loads(render_many([angkot, REFUSAL], "json"))
    assert [one["schema"] for one in made] == ["kilas.brief/2", "kilas.refusal/1"]


def test_a_number_without_end_is_null(angkot: Brief) -> None:
    endless = replace(angkot, provenance=replace(angkot.provenance, seconds=float("inf")))
    made = json.loads(render(endless, "json"))
    assert made["provenance"]["seconds"] is None
    Draft202012Validator(json_schema()).validate(made)


@pytest.mark.parametrize("made", [seawall_brief(), REFUSAL])
def test_what_cannot_be_rendered_is_named_with_what_can(made: Brief | Refusal) -> None:
    with pytest.raises(KilasError, match=r"no format 'pdf'\n.*html, terminal"):
        render(made, "pdf")  # type: ignore[arg-type]
    with pytest.raises(KilasError, match="no format 'pdf'"):
        render_many([made], "pdf")  # type: ignore[arg-type]
    with pytest.raises(KilasError, match="no format 'html'"):
        render_articles([REFUSAL], "html")  # type: ignore[arg-type]
    with pytest.raises(KilasError, match=r"no labels in 'fr'\n.*'en' or 'id'"):
        render(made, "html", ui_language="fr")  # type: ignore[arg-type]
