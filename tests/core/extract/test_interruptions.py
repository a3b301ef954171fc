"""What interrupts a report goes; what follows it stays. Unusual markup is read like any other."""

from __future__ import annotations

import json

import pytest

from kilas.core.article import Article
from kilas.core.extract import extract, read_page

TITLE = "Night ferry moves to the east pier"
A = (
    "The harbour office of Tarn Quay will move its night ferry to the east pier in the first week of March.",
    "The old pier was closed in October, when divers found that two of its posts had rotted below the waterline.",
    "About 700 people use the boat each night, and half of them work in the bakeries on the far bank of the river.",
    "Fares stay at 4 pounds until the summer, and children under ten go free.",
    "The council votes on the last part of the money on Thursday.",
)
H = f"<h1>{TITLE}</h1>"
LINK = "<a href=/1>Ten piers to see</a>"


def lines(texts: tuple[str, ...], tag: str = "p") -> str:
    return "".join(f"<{tag}>{text}</{tag}>" for text in texts)


def page(body: str) -> str:
    return f"<!doctype html><html lang=en><head><meta charset=utf-8><title>{TITLE}</title></head><body>{body}</body></html>"


def between(furniture: str, at: int = 3) -> str:
    return page(f"<article>{H}{lines(A[:at])}{furniture}{lines(A[at:])}</article>")


def behind(pointer: str) -> str:
    """The pointer behind the last sentence of a paragraph."""
    return between("").replace(f"{A[1]}</p>", f"{A[1]} {pointer}</p>")


def below(furniture: str) -> str:
    return page(f"<article>{H}{lines(A)}{furniture}</article>")


PAGES = {
'noscript-main':page(f"<main>{H}<noscript>{lines(A)}</noscript></main>"),
'noscript-div':page(f"<div id=app>{H}</div><noscript><div class=story>{lines(A)}</div></noscript>"),
'noscript-dup':below("<noscript>{lines(A)}</noscript>"),
'noscript-img':page(f"<article>{H}{lines(A[:2])}<noscript><img src=a.jpg></noscript>{lines(A[2:])}</article>"),
'noscript-br':page(f"<article>{H}<noscript>{'<br><br>'.join(A)}</noscript></article>"),
'noscript-divs':page(f"<article>{H}<noscript>{lines(A, 'div')}</noscript></article>"),
'noscript-mixed':page(f"<article>{H}{lines(A[:2])}<noscript>{lines(A[2:])}</noscript></article>"),
'custom-deep':page(f"<main>{H}<x-a><x-b><x-c>{lines(A, 'x-p')}</x-c></x-b></x-a></main>"),
'custom-article':page(f"<news-article>{H}{lines(A)}</news-article>"),
'custom-headline':page(f"<main><x-head>Night ferry moves to the east pier</x-head>{H}<x-text>{lines(A)}</x-text></main>"),
'custom-inline':page("<article>"+H+lines((A[0].replace('Tarn Quay', '<x-link>Tarn Quay</x-link>'), *A[1:]))+"</article>"),
'custom-inline2':page("<main>"+H+lines((A[0].replace('Tarn Quay', '<x-link>Tarn Quay</x-link>'), *A[1:]), 'x-para')+"</main>"),
'custom-em':page("<main>"+H+lines((A[0].replace('Tarn Quay', '<em>Tarn Quay</em>'), *A[1:]), 'x-para')+"</main>"),
'custom-amp':page(f"<article>{H}{lines(A[:3])}<amp-ad>Advertisement</amp-ad>{lines(A[3:])}</article>"),
'custom-widget':page(f"<article>{H}{lines(A[:3])}<x-related><h3>Related</h3><a href=/1>Ten piers to see</a></x-related>{lines(A[3:])}</article>"),
'unknown-tags':page(f"<main>{H}<story>{lines(A, 'para')}</story></main>"),
'rel-p-strong-colon':between("<p><strong>Read also:</strong> <a href=/1>Ten piers to see</a></p>"),
'rel-inline-strong':behind("<strong>Read also: <a href=/1>Ten piers to see</a></strong>"),
'rel-inline-em':behind("<em>(Read more: <a href=/1>Ten piers to see</a>)</em>"),
'rel-inline-plain':behind("Read more: <a href=/1>Ten piers to see</a>"),
'rel-inline-nocolon':behind("<b>Read more</b> <a href=/1>Ten piers to see</a>"),
'rel-inline-a-whole':behind("<a href=/1>Baca juga: Ten piers to see</a>"),
'rel-inline-text':behind("Baca juga: Ten piers to see"),
'rel-inline-span':behind("<span>Simak juga : </span><a href=/1>Ten piers to see</a>"),
'rel-br':behind("<br>Baca juga: <a href=/1>Ten piers to see</a>"),
'rel-ul-nohead':between("<ul><li><a href=/1>Ten piers to see</a></li><li><a href=/2>What tides tell</a></li></ul>"),
'rel-h4':between("<h4>Related</h4><ul><li><a href=/1>Ten piers to see</a></li></ul>"),
'rel-table':between("<table><tr><td>Baca juga</td></tr><tr><td><a href=/1>Ten piers to see</a></td></tr></table>"),
'rel-div-p':between("<div><p>Baca Juga</p><p><a href=/1>Ten piers to see</a></p><p><a href=/2>What the tide tells us</a></p></div>"),
'rel-div-links':between("<div><b>Berita Terkait</b><br><a href=/1>Ten piers to see</a><br><a href=/2>What the tide tells us</a></div>"),
'rel-teaser':between("<h3>Related stories</h3><div><h4><a href=/1>Ten piers to see</a></h4><p>A tour of the coast.</p></div><div><h4><a href=/2>What tides tell</a></h4><p>The moon explained.</p></div>"),
'rel-before-last':between("<p><strong>Related:</strong></p><ul><li><a href=/1>Ten piers to see</a></li><li><a href=/2>What the tide tells</a></li></ul>",4),
'rel-quote':between("<blockquote><p>Read also</p><p><a href=/1>Ten piers to see</a></p></blockquote>"),
'vid':between("<h3>Video</h3><div class=player>Play</div>"),
'vid2':between("<h2>Watch</h2><iframe src=x></iframe>"),
'newsletter':between("<div class=newsletter><h3>Newsletter</h3><p>Get our weekly letter in your inbox.</p><form><input><button>Sign up</button></form></div>"),
'tweet':between('<blockquote class="twitter-tweet"><p>Late again! Ten piers to see pic.twitter.com/abc</p>&mdash; Someone (@some) <a href="https://twitter.com/x">1 March 2026</a></blockquote>'),
'x-noclass':between('<blockquote><p>Late again! Ten piers to see</p>&mdash; Someone (@some) <a href="https://twitter.com/some/status/1">1 March 2026</a></blockquote>'),
'insta':between('<blockquote class="instagram-media"><p><a href="https://instagram.com/p/1">View this post on Instagram</a></p><p>A post shared by Ten piers to see (@some)</p></blockquote>'),
'tiktok':between('<blockquote class="tiktok-embed"><section><a href=x>@some</a><p>Late again Ten piers to see</p></section></blockquote>'),
'fb':between('<div class="fb-post"><blockquote><p>Ten piers to see</p>Posted by <a href=x>Some</a></blockquote></div>'),
'bsky':between('<blockquote class="bluesky-embed"><p>Ten piers to see</p>— Some (<a href=x>@some.bsky.social</a>)</blockquote>'),
'quote':between('<blockquote><p>Nobody asked us about the pier, said Ida Crane of the bakery.</p></blockquote>'),
'foot':below("<p>Pewarta: Ida Crane<br>Editor: Tom Vale<br>Copyright © KABAR TARUM 2026</p><p>Dilarang keras mengambil konten tanpa izin tertulis dari Ten piers to see.</p>"),
'foot2':below("<p>Pewarta: Ida Crane, Editor: Tom Vale</p><p>COPYRIGHT © KABAR TARUM 2026</p>"),
'foot3':below("<div><b>Penulis</b> : Ida Crane<br><b>Editor</b> : Tom Vale</div>"),
'foot4':below("<p>Pewarta : Ida Crane/Tom Vale | Editor : Ann Moor</p>"),
'foot5':below("<p>Reporter: Ida Crane</p><p>Editor: Tom Vale</p><p>(ica/tva)</p>"),
'paging':below("<div>Halaman <span>1</span> <a href='?page=2'>2</a> <a href='?page=3'>3</a> <a href='?page=all'>Selanjutnya</a></div>"),
'wa':between("<p>Ikuti Saluran WhatsApp Ten piers to see di sini: <a href=x>https://whatsapp.com/channel/1</a></p>"),
'tg':between("<p>Dapatkan update berita pilihan setiap hari dari Kabar.com. Mari bergabung di Grup Telegram \"Ten piers to see\", caranya klik link https://t.me/x, kemudian join. Anda harus install aplikasi Telegram terlebih dulu di ponsel.</p>"),
'gn':below("<p>Baca berita dan artikel lainnya di Google News: Ten piers to see.</p>"),
}  # fmt: skip
FURNITURE = (
    "Ten piers", "Read also", "Read more", "Baca", "Pewarta", "Penulis", "Editor", "©", "Halaman", "@some", "Dilarang", "Telegram", "WhatsApp",
    "tides", "Selanjutnya", "Reporter", "Google", "Advertisement",
)  # fmt: skip


@pytest.mark.parametrize("name", PAGES)
def test_every_paragraph_stays_and_nothing_else_does(name: str) -> None:
    text = read_page(PAGES[name]).text
    assert [line for line in text.split("\n\n") if line in A] == list(A)
    assert [word for word in FURNITURE if word in text] == []


def test_a_pointer_in_the_middle_of_a_paragraph_goes_and_the_text_around_it_stays() -> None:
    told = f"The pier was shut in October. <b>Baca juga: {LINK}</b> {A[1]}"
    assert f"The pier was shut in October. {A[1]}" in read_page(between("").replace(A[1], told)).text


def test_words_in_bold_before_a_link_are_no_pointer_when_the_sentence_goes_on() -> None:
    told = "<b>Related</b> <a href=/1>companies</a> paid 4,000 pounds each towards the pier, the office said."
    assert "Related companies paid 4,000 pounds each" in read_page(between(f"<p>{told}</p>")).text


LEDE = "A flood warning was raised along the river Tarn on Tuesday, and the council opened three halls for the night."
POSTS = (
    (
        "18:20",
        "Bridge shut",
        "The bridge at Tarn Quay was shut at 6 p.m. after a tree struck the second pier, police said.",
    ),
    (
        "17:05",
        "Halls open",
        "Three school halls were opened for the night, and 140 people had come by five o'clock.",
    ),
    (
        "16:40",
        "Trains stop",
        "All trains between Orrin and Corrie were stopped because water stood on the line.",
    ),
    (
        "15:10",
        "Warning raised",
        "The weather office raised its warning to red and told people to stay away from the river.",
    ),
)
FORMS = {
    "article": "<article><time>{0}</time><h2>{1}</h2><p>{2}</p></article>",
    "linked to itself": "<article id=p{i}><time>{0}</time><h2><a href='https://x.example/live#p{i}'>{1}</a></h2><p>{2}</p></article>",
    "heading first": "<article><h3>{1}</h3><time datetime=x>{0}</time><p>{2}</p></article>",
    "header": "<article><header><span class=stamp>{0} GMT</span><h3>{1}</h3></header><div><p>{2}</p></div></article>",
    "section": "<section class=update><p class=time>{0} WIB</p><h3>{1}</h3><p>{2}</p></section>",
    "list": "<li><time>{0}</time><h3>{1}</h3><p>{2}</p></li>",
    "class of bodies": "<div class=post><div class=t>{0}</div><h3>{1}</h3><div class='post-content'><p>{2}</p></div></div>",
    "property of bodies": "<article><time>{0}</time><h2>{1}</h2><div itemprop=articleBody><p>{2}</p></div></article>",
    "linked time": "<article><a href='#p{i}'><time>{0} p.m.</time></a><h2>{1}</h2><p>{2}</p></article>",
    "day and time": "<article><time>Senin, 30 November 2026 {0} WIB</time><h2>{1}</h2><p>{2}</p></article>",
    "byline": "<article><p class=by>Ida Crane</p><time>{0}</time><h2>{1}</h2><p>{2}</p></article>",
    "no paragraphs": "<article><time>{0}</time><h2>{1}</h2><div>{2}</div></article>",
    "headlines of the first level": "<article><time>{0}</time><h1>{1}</h1><p>{2}</p></article>",
}
AROUND = (
    "<main><h1>{t}</h1><p>{l}</p>{b}</main>",
    "<main><article><h1>{t}</h1><p>{l}</p><div class=live>{b}</div></article></main>",
)


@pytest.mark.parametrize("around", AROUND)
@pytest.mark.parametrize("form", FORMS)
def test_a_live_blog_is_read_post_by_post_with_its_times(form: str, around: str) -> None:
    posts = "".join(FORMS[form].format(*post, i=i) for i, post in enumerate(POSTS))
    body = around.format(t="River Tarn flood: live", l=LEDE, b=posts)
    article = extract(f"<html lang=en><title>River Tarn flood: live</title><body>{body}</body></html>")
    assert isinstance(article, Article)
    paragraphs = article.text.split("\n\n")
    assert [line for line in paragraphs if line in (LEDE, *(post[2] for post in POSTS))] == [
        LEDE,
        *(post[2] for post in POSTS),
    ]
    assert [line for line in paragraphs if line in {post[1] for post in POSTS}] == [post[1] for post in POSTS]
    assert all(time in article.text for time, _, _ in POSTS)
    assert (article.completeness, article.completeness_note.partition(":")[0]) == ("digest", "a live blog")


def test_posts_that_only_json_ld_holds_are_read_newest_first() -> None:
    updates = [
        {
            "@type": "BlogPosting",
            "headline": headline,
            "articleBody": body,
            "datePublished": f"2026-11-30T{time}:00Z",
        }
        for time, headline, body in reversed(POSTS)
    ]
    told = json.dumps({"@type": "LiveBlogPosting", "headline": "Flood", "liveBlogUpdate": updates})
    got = read_page(
        page(f"<script type='application/ld+json'>{told}</script><main><h1>Flood</h1><p>{LEDE}</p></main>")
    )
    assert got.is_live
    assert got.text.split("\n\n")[:4] == [LEDE, "18:20 UTC", "Bridge shut", POSTS[0][2]]
    assert got.text.endswith(POSTS[-1][2])


def test_comments_below_a_report_are_no_live_blog() -> None:
    comments = "".join(
        f"<li><time>10:1{i}</time><p>I walked over the old pier for forty years, and I will miss it.</p></li>"
        for i in range(4)
    )
    got = read_page(page(f"<article>{H}{lines(A)}</article><ol>{comments}</ol>"))
    assert not got.is_live
    assert got.text == "\n\n".join(A)
