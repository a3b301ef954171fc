from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kilas.sources.robots import reservations


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("noindex", ["noindex"]),
        ("NoIndex, NOAI , noimageai", ["noindex", "noai", "noimageai"]),
        ("index, follow, all", []),
        ("none", ["noindex"]),
        ("max-snippet:0, max-image-preview:none", ["nosnippet"]),
        ("max-snippet: 50, nosnippet", ["nosnippet"]),
        ("otherbot: noindex, noai", []),
        ("otherbot: noindex, kilas: noai", ["noai"]),
        ("*: noai", ["noai"]),
        ("unavailable_after: 25 Jun 2026 15:00:00 PST, noai", ["noai"]),
        ("noml", ["noml"]),
        ("", []),
    ],
)
def test_a_robots_tag_reserves_what_it_says_to_us_or_to_all(value: str, found: list[str]) -> None:
    assert reservations([("X-Robots-Tag", value)]) == tuple(f"x-robots-tag:{one}" for one in found)


def test_a_robots_tag_may_speak_to_another_agent_name() -> None:
    assert reservations([("x-robots-tag", "newsbot: noai")], agent="NewsBot") == ("x-robots-tag:noai",)


def test_text_and_data_mining_is_reserved_by_one() -> None:
    assert reservations([("TDM-Reservation", " 1 ")]) == ("header:tdm-reservation",)
    assert reservations([("tdm-reservation", "0")]) == ()
    assert reservations([("tdm-reservation", "0"), ("tdm-reservation", "1")]) == ("header:tdm-reservation",)


def test_a_mining_policy_counts_unless_nothing_is_reserved() -> None:
    policy = ("tdm-policy", "https://example.com/policy.json")
    assert reservations([policy, ("tdm-reservation", "1")]) == ("header:tdm-reservation", "header:tdm-policy")
    assert reservations([policy]) == ("header:tdm-policy",)
    assert reservations([policy, ("tdm-reservation", "0")]) == ()


def test_every_use_that_is_refused_is_named() -> None:
    assert reservations([("Content-Usage", "train-ai=n, search=y, tdm = n;x=1")]) == (
        "content-usage:train-ai",
        "content-usage:tdm",
    )


def test_each_signal_is_named_once() -> None:
    assert reservations([("x-robots-tag", "noai"), ("X-Robots-Tag", "noai, noindex")]) == (
        "x-robots-tag:noai",
        "x-robots-tag:noindex",
    )


@given(
    headers=st.lists(
        st.tuples(st.sampled_from(["x-robots-tag", "tdm-reservation", "content-usage"]), st.text())
    )
)
def test_any_headers_are_read_without_an_error(headers: list[tuple[str, str]]) -> None:
    assert len(set(reservations(headers))) == len(reservations(headers))
