"""The byline: every name, whole; no roles, addresses or prompts."""

from __future__ import annotations

import pytest

from kilas.core.extract import read_page

BODY = "<p>" + "The council approved the plan after a long debate on Monday evening. " * 6 + "</p>"


def byline(author: str = "", top: str = "", bottom: str = "") -> str | None:
    head = '<meta charset="utf-8"><title>Ferry</title><meta property="og:site_name" content="Orrin Post">'
    head += f'<meta name="author" content="{author}">' if author else ""
    return read_page(f"<html><head>{head}</head><body><article><h1>Ferry</h1>{top}{BODY}</article>{bottom}</body></html>").byline  # fmt: skip


@pytest.mark.parametrize(
    ("author", "names"),
    [
        ("José Robles y Artieda", "José Robles y Artieda"), ("Ana Robles y Bo Artieda", "Ana Robles, Bo Artieda"),
        ("Strand and Daughters Media", "Strand and Daughters Media"), ("Lind &amp; Sons", "Lind & Sons"), ("Corrie Press Agency", "Corrie Press Agency"),
        ("Ana Mbeki and Bo Lind", "Ana Mbeki, Bo Lind"), ("Ani &amp; Budi", "Ani, Budi"), ("Bagas Wirawan &amp; Dewi", "Bagas Wirawan, Dewi"), ("Harrow and District Press", "Harrow and District Press"), ("Dewi dan Bagas Wirawan", "Dewi, Bagas Wirawan"),
        ("Abby Marsh, Tomas Quill, and Robby Endel", "Abby Marsh, Tomas Quill, Robby Endel"), ("Andi Handerson", "Andi Handerson"),
        ("dr. Sekar Puspa, Sp.A., M.Kes", "dr. Sekar Puspa, Sp.A., M.Kes"), ("Bagas Wirawan, S.H., M.H., Dewi Anggraini", "Bagas Wirawan, S.H., M.H., Dewi Anggraini"),
        ("Prof. Dr. Ir. Rani Suteja, M.Si.", "Prof. Dr. Ir. Rani Suteja, M.Si."), ("Martin Okello, Jr.", "Martin Okello, Jr."), ("Nell Abernath, PhD", "Nell Abernath"),
        ("Raden Ayu Sekar Kinasih binti Haji Ahmad Rasyid Wiratama", "Raden Ayu Sekar Kinasih binti Haji Ahmad Rasyid Wiratama"),
        ("Maria da Conceição de Oliveira van der Merwe", "Maria da Conceição de Oliveira van der Merwe"),
        ("Ana Mbeki, Islands Correspondent", "Ana Mbeki"), ("Bagas Wirawan, Wartawan Ekonomi", "Bagas Wirawan"), ("Staff Writer", None), ("Redaktur Pelaksana", None),
        ("Ana Mbeki - Orrin Post", "Ana Mbeki"), ("ana@orrin.example", None), ("Ana Mbeki ana@orrin.example", "Ana Mbeki"), ("https://orrin.example/ana", None),
        ("Tim Redaksi", None), ("News Desk", None), ("we report what happens on the island every day", None),
    ],
)  # fmt: skip
def test_names_are_whole_and_nothing_else_is_a_name(author: str, names: str | None) -> None:
    assert byline(author) == names


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        ('<a rel="author" href="/a">Ana Mbeki</a> <a rel="author" href="/b">Bo Lind</a>', "Ana Mbeki, Bo Lind"),
        ("<span class=author>Ana Mbeki</span>, <span class=author>Bo Lind</span>", "Ana Mbeki, Bo Lind"),
        ("<ul><li><a rel=author>Ana Mbeki</a></li><li><a rel=author>Bo Lind</a></li></ul>", "Ana Mbeki, Bo Lind"),
        ("<div class=byline><span class=x>Ana Mbeki</span> <span class=x>Bo Lind</span></div>", "Ana Mbeki, Bo Lind"),
        ("<div class=author><a>Ana Mbeki</a> <a>Email the author</a> ambeki@orrin.example</div>", "Ana Mbeki"),
        ("<div class=author><a>Ana Mbeki</a> <a>Follow Ana</a></div>", "Ana Mbeki"),
        ("<div class=byline>By <a>Ana Mbeki</a>, Islands Correspondent</div>", "Ana Mbeki"),
        ("<div class=author><span class=name>Ana Mbeki</span><span class=role>Islands team</span></div>", "Ana Mbeki"),
        ("<div class=read__credit>Reporter : Bagas Wirawan/Dewi</div>", "Bagas Wirawan, Dewi"),
        ("<div>Penulis: Bagas Wirawan, Dewi Anggraini</div>", "Bagas Wirawan, Dewi Anggraini"),
        ("<div class=penulis>Penulis: Bagas Wirawan | Editor: Dewi Anggraini</div>", "Bagas Wirawan"),
        ("<div class=author><span itemprop=name>Ana Mbeki</span><span>Senior Reporter</span></div>", "Ana Mbeki"),
        ("<div class=author><span>Ana Mbeki</span> <span>Senior Reporter</span></div>", "Ana Mbeki"),
        ("<div>Laporan: Bagas Wirawan; Editor: Dewi</div>", "Bagas Wirawan"), ("<p class=byline>By Ana Mbeki (Corrie) and Bo Lind</p>", "Ana Mbeki, Bo Lind"),
        ("<div class=penulis>Ikuti kami</div><div>Oleh: Bagas Wirawan</div>", "Bagas Wirawan"),
    ],
)  # fmt: skip
def test_printed_names_are_found_all(printed: str, names: str) -> None:
    assert byline(top=printed) == names


def test_authors_of_comments_and_other_reports_are_not_the_authors() -> None:
    others = "<ul class=comment-list><li><span class=author>Sam Reader</span></li></ul><div class=related><span class=author>Mega Dahl</span></div>"
    assert byline(bottom=others) is None
    assert byline(top="<span class=author>Ana Mbeki</span>", bottom=others) == "Ana Mbeki"
