from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kilas.core.extract.reservations import reservations

NAMES = (
    "X-Robots-Tag",
    "Content-Usage",
    "TDM-Reservation",
    "tdm-policy",
    "robots",
    "Googlebot",
    "kilas",
    "other",
)
pairs = st.lists(
    st.tuples(st.sampled_from(NAMES), st.text() | st.text(alphabet="noaimlx,;:= \t10-*?\"'", max_size=80))
)

DIRECTIVES = pytest.mark.parametrize(
    ("value", "found"),
    [
        ("noindex", ["noindex"]),
        ("NoIndex, NOAI , noimageai", ["noai", "noimageai", "noindex"]),
        ("index, follow, all", []),
        ("none", ["noindex"]),
        ("noml", ["noml"]),
        ("noarchive,nosnippet", ["noarchive", "nosnippet"]),
        ("max-snippet:0, max-image-preview:none", ["nosnippet"]),
        ("MAX-SNIPPET : 0", ["nosnippet"]),
        ("max-snippet: 50, nosnippet", ["nosnippet"]),
        ("max-snippet:-1, max-video-preview:0", []),
        ("otherbot: noindex, noai", []),
        ("otherbot : noindex; noai", []),
        ("otherbot: noindex, kilas: noai", ["noai"]),
        ("kilas: noai, otherbot: noindex", ["noai"]),
        ("KilasBot:noai,noml", ["noai", "noml"]),
        ("kilas: max-snippet: 0", ["nosnippet"]),
        ("googlebot: noindex", ["noindex"]),
        ("*: noai", ["noai"]),
        ("otherbot: noai, *: noml", ["noml"]),
        ("unavailable_after: 25 Jun 2026 15:00:00 PST, noai", ["noai"]),
        ("noindex noai", ["noai", "noindex"]),
        ("noindex;noai", ["noai", "noindex"]),
        ('"noindex|noai"', ["noai", "noindex"]),
        ("\tnoindex ,\n ,, noai\x00", ["noai", "noindex"]),
        ("noaix, xnoai, noai-image, no ai", []),
        ("", []),
    ],
)


def named(*, meta: tuple[tuple[str, str], ...] = (), headers: tuple[tuple[str, str], ...] = ()) -> list[str]:
    return [str(one) for one in reservations(meta, headers)]


@DIRECTIVES
def test_a_robots_header_reserves_what_it_says_to_us_or_to_all(value: str, found: list[str]) -> None:
    assert named(headers=(("X-Robots-Tag", value),)) == [f"x-robots-tag:{use}" for use in found]


@DIRECTIVES
@pytest.mark.parametrize("name", ["robots", "googlebot", "googlebot-news", "kilasbot", "kilas"])
def test_a_robots_tag_reserves_what_it_says_to_us_or_to_all(name: str, value: str, found: list[str]) -> None:
    assert named(meta=((name.upper(), value),)) == [f"meta-{name}:{use}" for use in found]


def test_a_tag_for_another_robot_is_not_for_us() -> None:
    assert named(meta=(("otherbot", "noai"),)) == []


def test_a_name_holds_to_the_end_of_its_own_header_only() -> None:
    assert named(headers=(("x-robots-tag", "otherbot: noai"), ("X-Robots-Tag", "noml"))) == [
        "x-robots-tag:noml"
    ]


def test_text_and_data_mining_is_reserved_by_one() -> None:
    assert named(headers=(("TDM-Reservation", " 1 "),)) == ["header:tdm-reservation"]
    assert named(meta=(("TDM-Reservation", "1"),)) == ["meta:tdm-reservation"]
    assert named(headers=(("tdm-reservation", "0"),), meta=(("tdm-reservation", "10"),)) == []


def test_of_two_reservations_the_strictest_wins() -> None:
    both = (("tdm-reservation", "0"), ("tdm-reservation", "1"))
    assert named(headers=both) == named(headers=both[::-1]) == ["header:tdm-reservation"]
    assert named(headers=(("tdm-reservation", "0, 1"),)) == ["header:tdm-reservation"]
    assert named(meta=both, headers=both[:1]) == ["meta:tdm-reservation"]


def test_a_mining_policy_counts_unless_nothing_is_reserved() -> None:
    policy = ("tdm-policy", "https://example.com/policy.json")
    reserved, free = ("tdm-reservation", "1"), ("tdm-reservation", "0")
    assert named(headers=(policy, reserved)) == ["header:tdm-policy", "header:tdm-reservation"]
    assert named(headers=(policy,)) == ["header:tdm-policy"]
    assert named(meta=(policy,)) == ["meta:tdm-policy"]
    assert named(headers=(policy, free)) == named(meta=(policy,), headers=(free,)) == []
    assert named(headers=(policy, free), meta=(reserved,)) == ["header:tdm-policy", "meta:tdm-reservation"]
    assert named(headers=(("tdm-policy", "  "),)) == []


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("train-ai=n, search=y, tdm = n;x=1", ["tdm", "train-ai"]),
        ("TRAIN-AI = N", ["train-ai"]),
        ("train-ai=n;tdm=n", ["tdm", "train-ai"]),
        ("train-ai=y, train-ai=n", ["train-ai"]),
        ('train-ai="n"', ["train-ai"]),
        ("*=n", ["*"]),
        ("train-ai=no, tdm=never, search=?0", []),
        ("=n, n, train-ai", []),
    ],
)
def test_every_use_that_is_refused_is_named(value: str, found: list[str]) -> None:
    assert named(headers=(("Content-Usage", value),)) == [f"content-usage:{use}" for use in found]


def test_a_meta_tag_may_carry_a_header() -> None:
    meta = (("x-robots-tag", "noai"), ("content-usage", "train-ai=n"), ("tdm-reservation", "1"))
    assert named(meta=meta) == [
        "meta-content-usage:train-ai",
        "meta-x-robots-tag:noai",
        "meta:tdm-reservation",
    ]


def test_each_signal_is_named_once_and_repeats_lose_none() -> None:
    twice = (("x-robots-tag", "noai"), ("X-Robots-Tag", "noai, noindex"))
    assert named(headers=twice) == ["x-robots-tag:noai", "x-robots-tag:noindex"]
    assert named(meta=(("robots", "index"), ("robots", "noai"))) == ["meta-robots:noai"]


@given(meta=pairs, headers=pairs)
def test_any_signs_are_read_without_an_error(
    meta: list[tuple[str, str]], headers: list[tuple[str, str]]
) -> None:
    found = reservations(meta, headers)
    assert list(found) == sorted(set(found), key=str)


@given(tags=pairs, header=pairs, more=pairs)
def test_a_sign_more_lifts_no_robots_directive(
    tags: list[tuple[str, str]], header: list[tuple[str, str]], more: list[tuple[str, str]]
) -> None:
    fewer = {one for one in reservations(tags, header) if one.use != "tdm-policy"}
    assert fewer <= set(reservations([*tags, *more], [*more, *header]))


@pytest.mark.parametrize(
    "value",
    [
        " " * 3_000_000,
        "noai," * 600_000,
        ":" * 3_000_000,
        "a:" * 1_500_000,
        "a" * 3_000_000,
        " : = " * 600_000,
        ",".join(f"u{n}=n" for n in range(300_000)),
    ],
    ids=["spaces", "directives", "colons", "names", "letters", "signs", "uses"],
)
def test_huge_values_are_read_quickly_and_give_few_signs(value: str) -> None:
    started = time.process_time()
    found = reservations([(name, value) for name in NAMES * 3], [(name, value) for name in NAMES])
    assert len(found) < 200
    assert time.process_time() - started < 5
