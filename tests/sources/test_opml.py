"""Lists of feeds come in from any reader, and go out so that any reader takes them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kilas.errors import SourceError
from kilas.sources.opml import OpmlFeed, parse, serialise

NOW = datetime(2026, 11, 25, tzinfo=UTC)
words = st.text(alphabet=st.characters(categories=("L", "N"), max_codepoint=0x24F), min_size=1, max_size=20)
subscriptions = st.lists(
    st.builds(
        OpmlFeed,
        address=st.integers(0, 10**6).map(lambda n: f"https://kabar.example/{n}?a=1&b=2"),
        title=words,
        home=st.none() | st.just("https://kabar.example/"),
        folders=st.lists(words, max_size=4).map(tuple),
    ),
    max_size=30,
    unique_by=lambda one: one.address,
)


def test_nested_outlines_come_flat_with_their_folders() -> None:
    data = b"""<?xml version="1.0" encoding="ISO-8859-1"?><opml version="1.1"><head><title>x</title></head><body>
      <outline text="Berita"><outline title="Nasional"><outline type="rss" text="Caf\xe9 &amp; &lt;b&gt;Kabar&lt;/b&gt;"
      xmlUrl="HTTP://kabar.example/rss" htmlUrl="http://kabar.example/"/></outline></outline>
      <OUTLINE TEXT="Lain" XMLURL="feed://dua.example/rss"/><outline text="folder kosong"/>
      <outline text="lagi" xmlUrl="http://kabar.example/rss"/><outline xmlUrl="file:///etc/passwd"/>
      <outline xmlUrl="feed:https://tiga.example/"/></body></opml>"""
    (first, second, third), passed_over = parse(data)
    assert passed_over == ("file:///etc/passwd",)
    assert first == OpmlFeed(
        address="http://kabar.example/rss", title="Café & Kabar", home="http://kabar.example/", folders=("Berita", "Nasional")
    )  # fmt: skip
    assert (second.address, second.title) == ("http://dua.example/rss", "Lain")
    assert third.address == "https://tiga.example/"


def test_a_sloppy_list_is_read_as_far_as_it_goes() -> None:
    data = b'<opml><body><outline text="A & B" xmlUrl="http://a.example/?x=1&y=2"><outline text="C" xmlUrl="http://c.example/">'
    assert [one.address for one in parse(data)[0]] == ["http://a.example/?x=1&y=2", "http://c.example/"]


@pytest.mark.parametrize(
    ("data", "reason"),
    [(b"", "not_opml"), (b"<rss/>", "not_opml"), (b"hello", "not_opml"), (b"x" * 5_000_001, "too_large"),
     (b'<!DOCTYPE opml [<!ENTITY x SYSTEM "file:///etc/passwd">]><opml><body><outline text="&x;"/></body></opml>', "entities"),
     (b'<!DOCTYPE opml [<!ENTITY a "a"><!ENTITY b "&a;&a;">]><opml/>', "entities")],
)  # fmt: skip
def test_what_is_no_list_or_an_attack_is_refused_by_name(data: bytes, reason: str) -> None:
    with pytest.raises(SourceError) as caught:
        parse(data)
    assert caught.value.reason == reason


def test_a_list_nested_without_end_is_read() -> None:
    deep = b"<opml><body>" + b'<outline text="x">' * 200 + b'<outline xmlUrl="http://a.example/"/>'
    ((one,), _) = parse(deep)
    assert len(one.folders) == 32


@given(subscriptions)
def test_what_we_write_we_read_back(feeds: list[OpmlFeed]) -> None:
    back, _ = parse(serialise(feeds, title="Kilas", now=NOW))
    assert sorted(back, key=lambda one: one.address) == sorted(feeds, key=lambda one: one.address)


def test_a_title_of_any_letters_makes_sound_xml() -> None:
    written = serialise(
        [OpmlFeed(address="http://a.example/", title='<&>"\x00\ud800')], title="\x01", now=NOW
    )
    assert len(parse(written)[0]) == 1


@pytest.mark.parametrize(
    "prolog",
    [
        '<?xml version="1.0"?><!DOCTYPE opml SYSTEM "opml.dtd">',
        '<!DOCTYPE opml PUBLIC "-//Reader//OPML 2.0//EN" "http://k.example/opml.dtd">\n',
        "<!-- my feeds -->\n<!DOCTYPE opml>",
    ],
)
def test_a_document_type_without_declarations_is_passed_over(prolog: str) -> None:
    feeds, _ = parse(f'{prolog}<opml><body><outline xmlUrl="https://k.example/1"/></body></opml>'.encode())
    assert [one.address for one in feeds] == ["https://k.example/1"]
