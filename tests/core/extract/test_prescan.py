"""Before anything is parsed, a page is brought within the caps and loses what no reader sees."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kilas.core.extract.prescan import MAX_ATTRIBUTES, MAX_DEPTH, MAX_LINKS, prescan

TEXT = "<p>Before it.</p>{}<p>After it.</p>"


@pytest.mark.parametrize(
    "raw",
    ["<script>var a = '<p>x</p>';</script>", "<STYLE media=all>p{}</STYLE >", "<!-- <p>x</p> -->", "<svg><title>x</title></svg>", "<textarea>x</textarea>",
     "<select><option>x</select>", "<?php x ?>", "<![CDATA[x]]>"],
)  # fmt: skip
def test_what_no_reader_sees_is_dropped_and_its_neighbours_stay(raw: str) -> None:
    assert prescan(TEXT.format(raw)).html.replace(" ", "") == TEXT.format("").replace(" ", "")


@pytest.mark.parametrize(
    "raw", ["<!-- never closed", "<script>never closed", "<a title='never closed", "<x & y ", "<![CDATA[ "]
)
def test_text_before_what_is_never_closed_stays(raw: str) -> None:
    assert "Before it." in prescan(TEXT.format(raw)).html


def test_a_comment_mark_inside_an_attribute_opens_no_comment() -> None:
    assert "After it." in prescan(TEXT.format('<a title="<!--">x</a>')).html


def test_json_ld_is_kept_apart() -> None:
    found = prescan(
        '<script type="application/ld+json">{"a": "</p>"}</script><script type="text/plain">{}</script>'
    )
    assert found.json_ld == ('{"a": "</p>"}',)
    assert "<" not in found.html


def test_more_links_than_the_cap_lose_their_tags_not_their_text() -> None:
    html = prescan("".join(f"<p><a href=/{i}>link {i}</a></p>" for i in range(MAX_LINKS + 10))).html
    assert html.count("<a ") == MAX_LINKS
    assert f"link {MAX_LINKS + 9}" in html


def test_more_levels_than_the_cap_are_flattened() -> None:
    html = prescan("<div>" * 5_000 + "deep" + "</div>" * 5_000 + "<p>after</p>").html
    assert html.count("<div>") <= MAX_DEPTH
    assert "deep" in html
    assert html.endswith("<p>after</p>")


def test_paragraphs_and_items_that_are_never_closed_are_not_deep() -> None:
    page = "<p>one" * 400 + "<ul>" + "<li>two" * 400
    assert prescan(page).html == page


@pytest.mark.parametrize("value", ["x", '"a > b"', "'<'"])
def test_more_attributes_than_the_cap_are_dropped(value: str) -> None:
    html = prescan("<p " + " ".join(f"a{i}={value}" for i in range(500)) + ">text</p>").html
    assert len(re.findall(r"a\d+=", html)) == MAX_ATTRIBUTES
    assert html.endswith("text</p>")


def test_an_ordinary_page_is_left_as_it_is() -> None:
    page = '<html lang="id"><body class=a><p>Harga &lt; 5</p><br/><a href="/x?a=1&b=2">baca</a>'
    assert prescan(page).html == page


def test_text_after_a_premature_end_of_the_page_stays_in_it() -> None:
    assert prescan("<body><p>one</p></body></html><p>two</p>").html == "<body><p>one</p><p>two</p>"


@given(text=st.text(alphabet="<>!-/= \"'apbscrit[]?", max_size=300))
def test_any_text_comes_back_as_markup(text: str) -> None:
    assert isinstance(prescan(text).html, str)


def test_markup_beyond_the_cap_is_not_read_by_half() -> None:
    assert prescan("<p>x</p>" * 260_000).is_too_large
    assert not prescan("<script>" + "x" * 3_000_000 + "</script><p>x</p>").is_too_large
