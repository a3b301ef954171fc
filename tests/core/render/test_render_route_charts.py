"""The charts of routes: what stands where, in words too, and alike in a page and in a file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from lxml import etree

from kilas.core.render.ui_language import Ui, speak
from kilas.core.render.web.route_charts import (
    MOST_WEEKS,
    WIDTH,
    framed,
    models_svg,
    quality_against_cost,
    use_by_week,
)
from kilas.core.route_ranking import RouteStanding, pareto, recommended
from kilas.core.routing import NANO

MONDAY = datetime(2026, 9, 7, tzinfo=UTC)
EN, ID = speak("en"), speak("id")


@dataclass(frozen=True)
class Use:
    route: str
    since: datetime
    share: float
    briefs: int = 10


def standing(route: str, briefs: int, accepted: int, usd: float) -> RouteStanding:
    return RouteStanding(
        route=route, briefs=briefs, accepted=accepted, usd=round(usd * NANO), p50_s=2.0, p95_s=5.0
    )


ROUTES = (
    standing("cheap", 100, 80, 0.02),
    standing("best", 100, 97, 0.4),
    standing("worse", 60, 40, 0.5),
    standing("own", 90, 70, 0),
    standing("few", 12, 11, 0.01),
    standing("none", 10, 0, 0.01),
)


def drawn(routes: Sequence[RouteStanding] = ROUTES) -> etree._Element:
    return etree.fromstring(str(framed(quality_against_cost(routes, EN), "q")))


def points(chart: etree._Element) -> dict[str, etree._Element]:
    return {re.split(r":", g.findtext("title"))[0]: g for g in chart.iter("g") if g.find("path") is not None}


def centre(point: etree._Element) -> tuple[float, float]:
    square = point.find("rect")
    if square is not None:
        return float(square.get("x")) + 5, float(square.get("y")) + 5
    circle = point.findall("circle")[-1]
    return float(circle.get("cx")), float(circle.get("cy"))


def test_better_routes_stand_higher_and_dearer_ones_further_right() -> None:
    at = {name: centre(point) for name, point in points(drawn()).items()}
    assert at["best"][1] < at["cheap"][1] < at["worse"][1]
    assert at["own"][0] < at["cheap"][0] < at["best"][0] < at["worse"][0]


def test_each_interval_reaches_from_its_lower_to_its_upper_bound() -> None:
    chart = points(drawn())
    for name, point in chart.items():
        top, foot = map(float, re.match(r"M[\d.]+ ([\d.]+)V([\d.]+)", point.find("path").get("d")).groups())
        assert top < centre(point)[1] < foot, name
    spans = {name: point.find("path").get("d") for name, point in chart.items()}
    low, _, high = ROUTES[0].quality
    top, foot = map(float, re.match(r"M[\d.]+ ([\d.]+)V([\d.]+)", spans["cheap"]).groups())
    few_top, few_foot = map(float, re.match(r"M[\d.]+ ([\d.]+)V([\d.]+)", spans["few"]).groups())
    assert (foot - top) < (few_foot - few_top)
    assert 0 < low < high < 1


def test_the_front_is_squares_on_a_line_and_the_recommended_one_bears_a_ring_and_the_word() -> None:
    chart = drawn()
    squares = {name for name, point in points(chart).items() if point.find("rect") is not None}
    assert squares == {one.route for one in pareto(ROUTES)} == {"own", "cheap", "best"}
    [line] = chart.iter("polyline")
    assert len(line.get("points").split()) == 3
    best = recommended(ROUTES)
    assert best is not None
    [ringed] = [
        name for name, point in points(chart).items() if point.find("circle[@class='ring']") is not None
    ]
    assert ringed == best.route
    names = [text.text for text in chart.iter("text") if "name" in text.get("class").split()]
    assert f"{best.route}: recommended" in names
    assert len(names) == 5


def test_routes_with_little_to_say_are_drawn_so_and_those_without_an_accepted_brief_are_named() -> None:
    chart = drawn()
    assert points(chart)["few"].get("class") == "few"
    assert "none" not in points(chart)
    notes = [text.text for text in chart.iter("text") if text.get("class") == "key"]
    assert notes[-1] == "Not drawn, no brief accepted: none"


def test_names_stay_inside_and_off_each_other() -> None:
    crowd = [standing(f"route-{n}", 100, 90 + n % 3, 0.1 + 0.02 * n) for n in range(6)]
    chart = drawn(crowd)
    boxes = []
    for text in chart.iter("text"):
        if "name" not in text.get("class").split():
            continue
        width, x = len(text.text) * 7.3, float(text.get("x"))
        left = x - width if "end" in text.get("class").split() else x
        boxes.append((left, left + width, float(text.get("y"))))
    assert len(boxes) == 6
    assert all(left >= -1 and right <= WIDTH + 1 for left, right, _ in boxes)
    for n, (left, right, y) in enumerate(boxes):
        for other_left, other_right, other_y in boxes[:n]:
            assert right <= other_left or other_right <= left or abs(y - other_y) >= 13


@pytest.mark.parametrize(
    "costs",
    [(0.0,), (0.001,), (0.001, 0.001), (1e-9, 3.0), (0.0, 1e-7), (0.05, 0.0501), (120.0, 4000.0), (0.3, 0.7)],
)
def test_any_costs_fit_the_scale(costs: Sequence[float]) -> None:
    routes = [standing(f"r{n}", 40, 40 - n, usd * (40 - n)) for n, usd in enumerate(costs)]
    for point in points(drawn(routes)).values():
        x, y = centre(point)
        assert 40 <= x <= WIDTH
        assert 0 <= y <= 300


def test_the_description_tells_the_same_as_the_drawing() -> None:
    told = quality_against_cost(ROUTES, EN).told
    assert "best: 97% accepted (92% to 99%) of 100, $0.0041 per accepted brief" in told
    assert told.count(" per accepted brief") == 5
    assert "direkomendasikan" not in told
    assert "97% diterima" in quality_against_cost(ROUTES, ID).told


def weekly(weeks: int) -> list[Use]:
    return [
        Use(route, MONDAY + timedelta(days=7 * n), share)
        for n in range(weeks)
        for route, share in (("cheap", 0.75), ("best", 0.25))
        if n != 1 or weeks < 3
    ]


def test_every_week_has_its_place_also_one_without_use() -> None:
    chart = etree.fromstring(str(framed(use_by_week(weekly(5), EN), "u")))
    bars = list(chart.iter("rect"))
    assert len(bars) == 8
    assert [bar.get("class") for bar in bars].count("bar now") == 2
    heights = {float(bar.get("height")) for bar in bars}
    assert max(heights) == pytest.approx(3 * min(heights))
    texts = [text.text for text in chart.iter("text")]
    scale = "Share of all briefs, each row from 0 to 80%"
    assert texts == [scale, "cheap", "75%", "best", "25%", "Week of 5 Oct", "7 Sep"]
    tops = [float(bar.get("y")) for bar in bars]
    feet = {float(bar.get("y")) + float(bar.get("height")) for bar in bars}
    assert len(feet) == 2  # one line a row
    assert min(tops) >= 28  # below the caption


def test_the_axis_of_costs_names_its_scale() -> None:
    for ui, words in ((EN, "logarithmic scale"), (ID, "skala logaritma")):
        assert words in quality_against_cost(ROUTES, ui).body


def test_one_week_bears_one_date_below_its_bar() -> None:
    chart = etree.fromstring(str(framed(use_by_week(weekly(1), EN), "u")))
    assert [t.text for t in chart.iter("text") if "axis" in t.get("class").split()][1:] == ["Week of 7 Sep"]


def test_a_long_name_is_cut_where_it_is_drawn_and_whole_in_the_description() -> None:
    name = "gateway." + "a" * 56
    file = models_svg([standing(name, 40, 39, 0.1)], [Use(name, MONDAY, 1.0)])
    names = [
        t.text for t in etree.fromstring(file.encode()).iter("{*}text") if "name" in t.get("class").split()
    ]
    assert [len(text.split(":")[0]) for text in names] == [24, 15, 4]
    assert file.count(name) >= 4  # description and titles


def test_at_most_half_a_year_is_drawn() -> None:
    chart = etree.fromstring(str(framed(use_by_week(weekly(60), EN), "u")))
    assert len(list(chart.iter("rect"))) == 2 * MOST_WEEKS


def test_a_file_holds_both_charts_its_own_colours_and_no_script() -> None:
    file = models_svg(ROUTES, weekly(4))
    root = etree.fromstring(file.encode())
    space = {"s": "http://www.w3.org/2000/svg"}
    assert root.xpath("string(s:title)", namespaces=space) == "Language models"
    assert "best: 97% accepted" in root.xpath("string(s:desc)", namespaces=space)
    assert "prefers-color-scheme:dark" in root.xpath("string(s:style)", namespaces=space)
    assert list(root.xpath("//s:text[@class='head']/text()", namespaces=space)) == [
        "Quality against cost",
        "Share of use by week",
    ]
    assert not re.search(r"<script|\bon\w+=|href|url\(|@import", file)
    assert file == models_svg(ROUTES, weekly(4))


def test_without_calls_both_charts_say_so() -> None:
    assert models_svg((), ()).count("No language model has written a brief yet.</text>") == 2


def test_names_of_routes_cannot_break_the_drawing() -> None:
    evil = '</text><script>alert(1)</script>&"\u202e'
    root = etree.fromstring(models_svg([standing(evil, 40, 39, 0.1)], [Use(evil, MONDAY, 1.0)]).encode())
    assert not root.xpath("//*[local-name()='script']")
    assert "\u202e" not in "".join(root.itertext())


@pytest.mark.parametrize("ui", [EN, ID], ids=["en", "id"])
@pytest.mark.parametrize("top", [0.0007, 0.003, 0.04, 2.5, 90.0])
def test_labels_of_the_scale_of_costs_do_not_meet(ui: Ui, top: float) -> None:
    dear = (standing("own", 90, 70, 0), standing("a", 100, 80, top * 8), standing("b", 100, 97, top * 97))
    chart = etree.fromstring(str(framed(quality_against_cost(dear, ui), "q")))
    labels = [t for t in chart.iter("text") if t.get("class") == "mid"]
    assert len(labels) >= 3
    ends = sorted(
        (float(t.get("x")) - len(t.text) * 3.6, float(t.get("x")) + len(t.text) * 3.6) for t in labels
    )
    assert all(right < left for (_, right), (left, _) in pairwise(ends))
    assert ends[-1][1] <= WIDTH
