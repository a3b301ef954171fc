"""A page's feeds are found, likeliest first."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kilas.sources.discovery import MAX_CANDIDATES, find_feeds, guesses

HERE = "https://kabar.example/nasional/"


def urls(html: str) -> list[str]:
    return [one.url for one in find_feeds(html, HERE)]


def test_declared_feeds_come_first_comments_last_and_each_once() -> None:
    page = """<html><head><link href="/komentar/feed/" rel="alternate" type="application/rss+xml" title="Komentar">
      <link rel='ALTERNATE' type='application/rss+xml; charset=utf-8' href='/feed/?a=1&amp;b=2' title='Kabar &amp; &lt;b&gt;Berita&lt;/b&gt;'/>
      <link rel=alternate type=application/feed+json href=feed.json><link rel="alternate" hreflang="en" href="/en/">
      <link rel="alternate" type="application/json" href="/wp-json/wp/v2/pages/2"><link rel="stylesheet" href="/rss.css">
      <link rel="alternate" type="application/json+oembed" href="/oembed?url=x"></head>
      <body><a href="/rss.xml"><img src=x> RSS</a><a href="/feed/?a=1&b=2">lagi</a><a href="https://feedly.com/i/subscription/feed/x">Feedly</a>
      <a href="/tentang">Tentang</a></body></html>"""
    found = find_feeds(page, HERE)
    assert [(one.url, one.kind, one.how) for one in found] == [
        ("https://kabar.example/feed/?a=1&b=2", "rss", "declared"),
        ("https://kabar.example/nasional/feed.json", "json", "declared"),
        ("https://kabar.example/rss.xml", "unknown", "linked"),
        ("https://kabar.example/komentar/feed/", "rss", "declared"),
    ]
    assert [one.title for one in found][:3] == ["Kabar & Berita", "", "RSS"]


def test_links_follow_the_pages_base_and_lead_only_to_web_addresses() -> None:
    page = """<base href="https://cdn.example/x/"><link rel="alternate" type="application/atom+xml" href="atom.xml">
      <a href="feed:https://kabar.example/rss">a</a><a href="javascript:rss()">b</a><a href="file:///rss.xml">c</a>"""
    assert urls(page) == ["https://cdn.example/x/atom.xml", "https://kabar.example/rss"]


def test_a_feed_in_a_comment_or_a_script_is_none() -> None:
    link = '<link rel="alternate" type="application/rss+xml" href="/x">'
    assert urls(f"<!-- {link} --><script>var a = '{link}'</script>") == []


def test_a_page_of_links_ends_in_few_candidates() -> None:
    assert len(urls("".join(f'<a href="/feed/{n}">x</a>' for n in range(20_000)))) == MAX_CANDIDATES
    assert urls("<link " * 200_000) == []
    assert urls('<a href="/rss" ' + "x=1 " * 100_000 + ">") in ([], ["https://kabar.example/rss"])


def test_guesses_are_few_and_lie_at_the_root() -> None:
    assert all(one.url.startswith("https://kabar.example/") and one.how == "guessed" for one in guesses(HERE))
    assert len(guesses(HERE)) < 10


@given(st.text(alphabet="<>\"'=/ alinkhref.-!&;", max_size=300))
def test_any_page_gives_an_answer(html: str) -> None:
    assert isinstance(find_feeds(html, HERE), tuple)


def test_a_sign_within_quotation_marks_ends_no_element() -> None:
    page = """<link rel="alternate" type="application/rss+xml" title="News > all" href="a.xml">
      <link data-path='x>y' rel="alternate" type="application/rss+xml" href="b.xml">
      <link title=Don't rel="alternate" type="application/rss+xml" href="c.xml">"""
    assert urls(page) == [f"https://kabar.example/nasional/{name}.xml" for name in "abc"]
