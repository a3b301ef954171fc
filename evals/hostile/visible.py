"""What a reader sees of an output, and which raw markup stands in it: a second opinion, sharing no code with the product.

HTML is read by lxml, Markdown by markdown-it (CommonMark), JSON by the standard library. The tokens
looked for are the ones a reader would call broken: tags, entities the HTML standard knows, Markdown.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from html.entities import html5
from itertools import pairwise, product
from typing import Any

from lxml import html as lxml_html
from lxml.html import HtmlElement
from lxml.html.defs import tags as html_tags
from markdown_it import MarkdownIt
from markdown_it.token import Token

from evals.hostile.carriers import CARRIERS, RIGHTS, URL, page
from kilas.core.brief import Brief
from kilas.core.briefing import brief
from kilas.core.extract import extract
from kilas.core.render import render

_TAG = re.compile(r"</?[A-Za-z][^<>\n]*>")
_UNCLOSED = re.compile(r"<([A-Za-z][A-Za-z0-9]*)(?:[\s/%]+[\w:-]+\s*=)")
_DECLARATION = re.compile(r"<!--|<!\[CDATA\[|<!doctype\b|<\?[A-Za-z]", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|([A-Za-z][A-Za-z0-9]{1,31}));")
_MARKDOWN = re.compile(
    r"\*\*(?=[^\s*])[^*\n]{1,500}?(?<=[^\s*])\*\*|(?<!\w)__(?=[^\s_])[^\n]{1,500}?(?<=[^\s_])__(?!\w)"
    r"|~~(?=[^\s~])[^~\n]{1,500}?~~|\]\(|```|~~~|!\[(?!\d+\])"
)
_HEADING = re.compile(r"^\s{0,3}#{1,6}\s+\S", re.MULTILINE)
# Elements that are elements, but also what people write between angle brackets in mail and chat.
_KNOWN = frozenset(html_tags) | {"main", "picture", "template", "svg", "math", "marquee", "plaintext", "xmp"}
_HIDDEN = "//script|//style|//template|//comment()"
# Counted among the format characters, but printed: Arabic, Syriac and Kaithi signs over numbers and words.
_SEEN_SIGNS = "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd"
_READ_OUT = (
    "//@title|//@alt|//@aria-label|//@placeholder|//meta[@name='description']/@content|//head/title/text()"
)


def leaks(text: str) -> list[str]:
    """The markup tokens in `text`, as found."""
    found = [m[0] for m in _TAG.finditer(text)]
    found += [m[0] for m in _UNCLOSED.finditer(text) if m[1].lower() in _KNOWN]
    found += [m[0] for m in _DECLARATION.finditer(text)]
    found += [m[0] for m in _ENTITY.finditer(text) if m[1] is None or f"{m[1]};" in html5]
    found += [m[0] for m in _MARKDOWN.finditer(text)]
    found += [m[0] for m in _HEADING.finditer(text)]
    return found + [f"U+{ord(c):04X}" for c in sorted(set(text)) if _is_control(c)]


def tells_literal(token: str, literals: Iterable[str]) -> bool:
    """Whether `token` stood as code in the payload, so that showing it is right."""
    return any(token in literal for literal in literals)


def page_leaks(document: str) -> list[str]:
    return [token for text in page_texts(document) for token in leaks(text)]


def page_texts(document: str) -> list[str]:
    """What a browser would show of `document`: its text in one piece, its title, and what assistive tools read out."""
    tree: HtmlElement = lxml_html.document_fromstring(document)
    texts = [str(found) for found in _xpath(tree, _READ_OUT)]
    for node in _xpath(tree, _HIDDEN):
        node.drop_tree()
    return [*texts, str(tree.body.text_content())]


def _xpath(tree: HtmlElement, path: str) -> list[Any]:
    found = tree.xpath(path)
    return found if isinstance(found, list) else []


def plain_leaks(output: str) -> list[str]:
    """Of terminal or plain text: line by line, and across the places where lines were wrapped."""
    return leaks(output) + [t for t in leaks(re.sub(r"\s*\n\s*", " ", output)) if t not in leaks(output)]


def json_leaks(output: str) -> list[str]:
    return [token for text in _strings(json.loads(output)) for token in leaks(text)]


def markdown_leaks(output: str, made: Brief) -> list[str]:
    """Foreign Markdown (structure that is not ours) and, in what CommonMark shows as text, every other token."""
    found: list[str] = []
    tokens = _markdown().parse(output)
    bold = {_letters(lead) for lead in _leads(made)}
    for before, token in zip([None, *tokens], tokens, strict=False):
        if token.type in _FOREIGN_BLOCKS:
            found.append(f"Markdown {token.type}: {token.content[:60]}")
        elif token.type == "heading_open" and token.tag not in ("h1", "h2"):
            found.append(f"Markdown {token.tag}")
        elif token.type == "inline":
            if before is not None and before.type == "heading_open":
                found += _foreign_heading(before.tag, token, made)
            found += _foreign_inline(token.children or [], bold)
    headings = [t.tag for t in tokens if t.type == "heading_open"]
    return found + (["Markdown h1 twice"] if headings.count("h1") != 1 else [])


_FOREIGN_BLOCKS = frozenset({"html_block", "fence", "code_block", "hr", "table_open"})
_FOREIGN_INLINES = frozenset({"html_inline", "image", "em_open", "s_open", "code_inline"})


def _foreign_heading(tag: str, token: Token, made: Brief) -> list[str]:
    text = _text(token.children or [])
    if tag == "h1":
        return [] if _letters(text) == _letters(made.headline) else [f"Markdown h1: {text[:60]}"]
    return [] if _without_numbers(text) in _own_headings() else [f"Markdown h2: {text[:60]}"]


@cache
def _own_headings() -> frozenset[str]:
    """The section headings Kilas writes over clean text, in either interface language."""
    found: set[str] = set()
    for carrier, words in product(CARRIERS, (60, 120)):
        made = brief(extract(page(carrier), url=URL, rights=RIGHTS), words)
        for output in (
            render(made, "markdown", ui_language="id"),
            render(made, "markdown", ui_language="en"),
        ):
            found |= {
                _without_numbers(token.content)
                for before, token in pairwise(_markdown().parse(output))
                if before.type == "heading_open" and before.tag == "h2"
            }
    return frozenset(found)


def _without_numbers(text: str) -> str:
    return re.sub(r"\d+", "N", text)


def _foreign_inline(children: Sequence[Token], bold: set[str]) -> list[str]:
    found = [f"Markdown {t.type}: {t.content[:60]}" for t in children if t.type in _FOREIGN_INLINES]
    for n, token in enumerate(children):
        if token.type == "link_open" and not str(token.attrs.get("href", "")).startswith(URL):
            found.append(f"Markdown link: {token.attrs.get('href')}")
        if token.type == "strong_open":
            marked = _letters(_text(_until(children[n + 1 :], "strong_close")))
            if not any(lead.startswith(marked) for lead in bold):
                found.append(f"Markdown strong: {marked[:60]}")
    return found + leaks(_text(children))


def _leads(made: Brief) -> Iterator[str]:
    yield from (claim.lead for claim in made.claims if claim.lead)
    yield from (f.value for f in made.figures)


def _until(children: Sequence[Token], kind: str) -> Iterator[Token]:
    for token in children:
        if token.type == kind:
            return
        yield token


def _text(children: Iterable[Token]) -> str:
    return "".join("\n" if t.type in ("softbreak", "hardbreak") else t.content for t in children)


def _letters(text: str) -> str:
    """What survives any change of spaces: for comparing a text with its rendering."""
    return "".join(c for c in unicodedata.normalize("NFC", text) if not c.isspace())


@cache
def _markdown() -> MarkdownIt:
    return MarkdownIt("commonmark").enable(["table", "strikethrough"])


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from _strings(part)
    elif isinstance(value, list):
        for part in value:
            yield from _strings(part)


def _is_control(character: str) -> bool:
    """Control characters and the marks that turn or hide text; joiners, which scripts need, are none."""
    if character in "\n\t\u200c\u200d" or character in _SEEN_SIGNS:
        return False
    return unicodedata.category(character) in ("Cc", "Cs", "Cf")
