"""One page read: its text and what it says about itself, before anybody judges it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import urljoin, urlsplit

from lxml.etree import ElementDefaultClassLookup, HTMLParser, ParserError
from lxml.html import HtmlElement, document_fromstring

from kilas.core.extract import bylines, headlines, jsonld, metadata, page_dates
from kilas.core.extract.body import Block, blocks_of
from kilas.core.extract.furniture import Context, folded, report_of
from kilas.core.extract.prescan import Markup, prescan
from kilas.core.extract.prune import drop_script_notices, prune
from kilas.core.extract.tree import elements, raw_text, strings
from kilas.core.languages import ON_PAGES as _WORDS
from kilas.core.text import plain
from kilas.core.text.charset import decode

_PIECE = 5_000  # code points
MAX_TEXT = 400_000  # code points: a thick book's worth; no report is longer
_VISIBLE = 6_000
STUB_WORDS = 200  # a paywall leaves the opening; a free-standing report below this is marked short anyway
_BLOCKS = frozenset(
    "p div li h1 h2 h3 h4 h5 h6 td th blockquote section article dd dt figcaption body".split()
)
_PARAGRAPH_END = re.compile(r"</p\s*>|<br\s*/?>", re.IGNORECASE)
_NEXT = strings("//link[@rel='next']/@href|//a[@rel='next']/@href")
_PAGE_TWO = re.compile(
    rf"(?:[?&](?:{_WORDS.page_names}|p)=|/(?:{_WORDS.page_names})?/?)([2-9])/?(?:$|[&#])", re.IGNORECASE
)
_OPEN_PARAGRAPHS = elements(
    "//p[not(.//p)][not(ancestor::nav|ancestor::footer|ancestor::aside|ancestor::form|ancestor::a|ancestor::noscript)]"
)
_LITTLE = 250  # code points: less is a sign that the engine found the wrong place
_HEADLINES = ("h2", "h3", "h4")
_LINKED_HEADLINES = elements("(//h2|//h3|//h4)[.//a[@href][not(starts-with(@href, '#'))] or ancestor::a]")
_WORD = re.compile(r"\w+")
_LONG, _KEY, _HEAD = (
    2_000,
    400,
    60,
)  # code points: of a block with links, of what it is known by, of a first look at it
_LEAST_CARDS, _MOST_CARDS = 8, 300
_CARD = 600  # code points
_SENTENCE = 40  # code points of a link
_ADDRESSED = elements("//a[@href]")
# `lxml.html` asks Python for the class of each element, again whenever one is looked at: a sixth of the time a page takes.
_ALL_ALIKE = ElementDefaultClassLookup(element=HtmlElement)
_LANG = strings("(//html/@lang|//html/@*[name()='xml:lang']|//body/@lang)[1]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What stands on a page: the report's text, and every signal about it."""

    text: str = ""  # paragraphs apart by an empty line
    title: str | None = None
    byline: str | None = None
    published: datetime | None = None  # in the zone it was printed with
    source: str | None = None
    canonical: str | None = None  # as declared, made absolute
    language: str | None = None  # as declared
    licence: str = ""
    is_free: bool | None = None  # what JSON-LD says about access
    is_listing: bool = False
    is_cut: bool = False  # a digest, cut at its second headline
    link_share: float = 0.0  # of the text; of the whole page where it calls itself a list
    card_share: float = 0.0  # of the text: what stands in teasers of other pages
    asks_script: bool = False  # a notice to readers without scripts stood on it, and was taken off
    longest: int = 0  # length of the longest paragraph
    has_next_page: bool = False  # the report goes on at another address
    visible: str = ""  # the page's whole visible text, shortened; "" where the report's is no stub
    meta: tuple[tuple[str, str], ...] = ()  # every meta tag in order; a name may come again
    is_too_large: bool = False


def read_page(
    page: bytes | str,
    *,
    url: str | None = None,
    headers: Sequence[tuple[str, str]] = (),
    now: datetime | None = None,
) -> Reading:
    """Everything that can be read from `page`; never raises, and an unreadable page gives an empty reading."""
    markup = prescan(page if isinstance(page, str) else decode(page, headers)[0])
    tree = None if markup.is_too_large else _parse(markup)
    if tree is None:
        return Reading(is_too_large=markup.is_too_large)
    meta = tuple(metadata.named_tags(tree))  # before anything is cut: a sign binds wherever it stands
    asks_script = drop_script_notices(tree)
    is_cut = prune(tree)
    claimed, told = jsonld.claims(markup.json_ld), metadata.tags(tree)
    headed = replace(_headed(tree, told, claimed, url), meta=meta, asks_script=asks_script, is_cut=is_cut)
    found = blocks_of(tree)
    if _size(found) > MAX_TEXT:
        return Reading(is_too_large=True)
    about = _context(headed, told, claimed, _links(tree, found))
    blocks, about = _report(tree, found, about, claimed.body)
    return _measured(_signed(headed, tree, told, claimed, url, now), tree, blocks, about)


def _headed(tree: HtmlElement, told: metadata.Tags, claimed: jsonld.Claimed, url: str | None) -> Reading:
    source = metadata.source_of(told, claimed, url)
    site = source or ""
    return Reading(
        source=source,
        title=headlines.title_of(tree, told, claimed, site),
        byline=bylines.byline_of(tree, told, claimed, site),
    )


def _context(
    headed: Reading, told: metadata.Tags, claimed: jsonld.Claimed, links: dict[str, float]
) -> Context:
    return Context(
        title=headed.title or "",
        others=tuple(filter(None, (claimed.headline, told.meta.get("og:title", "")))),
        byline=headed.byline or "",
        links=links,
    )


def _report(
    tree: HtmlElement, found: list[Block], about: Context, told_body: str
) -> tuple[Sequence[Block], Context]:
    """The blocks of the report; where the engine found next to nothing, of whichever other way in gives most."""
    blocks = report_of(found, about)
    if _size(blocks) >= _LITTLE:
        return blocks, about
    others = (
        _paragraphs(tree),
        [Block("p", " ".join(line.split())) for line in plain_lines(told_body)],
    )
    about = replace(about, links=_links(tree, [*found, *others[0], *others[1]]))
    return max(blocks, *(report_of(bs, about) for bs in others), key=_size), about


def _signed(
    headed: Reading,
    tree: HtmlElement,
    told: metadata.Tags,
    claimed: jsonld.Claimed,
    url: str | None,
    now: datetime | None,
) -> Reading:
    """`headed` with what else the page says about itself."""
    return replace(
        headed,
        published=page_dates.date_of(tree, told, claimed, url, now),
        canonical=_absolute(told.canonical or told.meta.get("og:url", ""), url),
        language="".join(_LANG(tree)) or claimed.language or None,
        licence=told.licence or claimed.licence,
        is_free=claimed.is_free,
        is_listing=jsonld.is_listing(claimed.types),
        has_next_page=_has_next_page(tree, _absolute(url or told.canonical, None) or ""),
    )


def _measured(signed: Reading, tree: HtmlElement, blocks: Sequence[Block], about: Context) -> Reading:
    """`signed` with the report's text, and what it and the page around it measure."""
    text = _joined(blocks)
    return replace(
        signed,
        text=text,
        link_share=_page_link_share(tree) if signed.is_listing else _link_share(blocks, about),
        card_share=_card_share(tree, blocks),
        longest=max((len(b.text) for b in blocks), default=0),
        visible=_visible(tree) if sure_words(text) < STUB_WORDS else "",
    )


def _size(blocks: Sequence[Block]) -> int:
    return sum(len(b.text) for b in blocks)


def sure_words(text: str) -> int:
    """How many words `text` has at least: what is nothing but letters and digits is one, or several unspaced."""
    return sum(map(str.isalnum, text.split()))


def _parse(markup: Markup) -> HtmlElement | None:
    parser = HTMLParser(remove_comments=True, remove_pis=True, encoding="utf-8")
    parser.set_element_class_lookup(_ALL_ALIKE)
    try:
        return document_fromstring(markup.html.encode("utf-8", "replace"), parser=parser)
    except (ParserError, ValueError):
        return None  # nothing on it but white space or a lone declaration


def plain_lines(markup: str) -> list[str]:
    """The lines of a text that may carry paragraph tags, such as JSON-LD's `articleBody`."""
    broken = _PARAGRAPH_END.sub("\n", markup[:MAX_TEXT])
    return [line for part in broken.splitlines() if (line := _plain(part))]


def _paragraphs(tree: HtmlElement) -> list[Block]:
    """Every paragraph outside navigation and footers: what is left to take where no container looks like a report's."""
    found = []
    for element in _OPEN_PARAGRAPHS(tree):
        text = " ".join(raw_text(element).split())
        if len(text) >= 40:
            found.append(Block("p", text))
    return found


def _joined(blocks: Sequence[Block]) -> str:
    return "\n\n".join(text for b in blocks if (text := _plain(b.text)))


def _plain(text: str) -> str:
    """`plain`, in pieces where a "paragraph" is longer than any that was ever printed."""
    if len(text) <= _PIECE:
        return plain(text)
    return "\n\n".join(p for piece in _pieces(text) if (p := plain(piece)))


def _pieces(text: str) -> Iterator[str]:
    at = 0
    while at < len(text):
        end = at + _PIECE
        if end < len(text):
            end = max(text.rfind(". ", at, end) + 1, at + _PIECE // 2)
        yield text[at:end]
        at = end


def _links(tree: HtmlElement, blocks: Sequence[Block]) -> dict[str, float]:
    """The share of each short block's text that is linked, by that text."""
    keys = {block.text: folded(block.text[:_LONG])[:_KEY] for block in blocks}
    shares = _shares(tree, set(keys.values()))
    return {text: share for text, key in keys.items() if (share := shares.get(key))}


def _shares(tree: HtmlElement, keys: Collection[str]) -> dict[str, float]:
    """The same for the elements of a page whose folded text is among `keys`."""
    shares: dict[str, float] = {}
    seen: set[HtmlElement] = set()
    openings = _openings(keys)
    for link in tree.iter("a"):
        block = _block_around(link)
        if block is None or block in seen:
            continue
        seen.add(block)
        if len(link):
            for inner in link.iterdescendants("p", "div", "h2", "h3", "h4", "li"):
                shares[folded(raw_text(inner))[:_KEY]] = 1.0
        whole = raw_text(block)
        if len(whole) > _LONG or not _may_open(whole, openings):
            continue
        key = folded(whole)
        if not len(key) > 3 or key[:_KEY] not in keys:
            continue
        linked = sum(len(folded(raw_text(a))) for a in block.iter("a"))
        shares[key[:_KEY]] = max(shares.get(key[:_KEY], 0.0), linked / len(key))
    return shares


def _block_around(link: HtmlElement) -> HtmlElement | None:
    around = link.getparent()
    while around is not None and around.tag not in _BLOCKS:
        around = around.getparent()
    return around


def _openings(keys: Iterable[str]) -> frozenset[str]:
    """The first words of folded texts."""
    return frozenset(key.partition(" ")[0] for key in keys)


def _may_open(text: str, openings: Collection[str]) -> bool:
    """Whether `text` folded may open with one of these: of most, told by its first letters, without folding all."""
    head = text.lstrip()[:_HEAD].casefold()
    first = _WORD.search(head)
    return first is None or first.end() == len(head) or first[0] in openings


def _has_next_page(tree: HtmlElement, url: str) -> bool:
    here = urlsplit(url).path.rstrip("/") if url else ""
    for href in _NEXT(tree)[:5]:
        there = _absolute(str(href), url or None) or str(href)
        if here and urlsplit(there).path.startswith(here) and _PAGE_TWO.search(there):
            return True
    return False


def _page_link_share(tree: HtmlElement) -> float:
    whole = len("".join(raw_text(tree).split()))
    return sum(len("".join(raw_text(a).split())) for a in tree.iter("a")) / whole if whole else 0.0


def _link_share(blocks: Sequence[Block], about: Context) -> float:
    whole = sum(len(b.text) for b in blocks)
    return sum(len(b.text) * min(1.0, about.link_share(b.text)) for b in blocks) / whole if whole else 0.0


def _card_share(tree: HtmlElement, blocks: Sequence[Block]) -> float:
    """How much of the text stands in cards: short containers of one headline each, linked to another page; or
    is itself the text of links."""
    return max(_headed_share(tree, blocks), _linked_share(tree, blocks))


def _linked_share(tree: HtmlElement, blocks: Sequence[Block]) -> float:
    """As `_link_share`, where the engine has run several links together into one block."""
    links = [raw_text(a) for a in _ADDRESSED(tree)[:_MOST_CARDS]]
    # Folding lengthens no ASCII, so that what is short is no sentence.
    sentences = {folded(text) for text in links if len(text) >= _SENTENCE or not text.isascii()}
    whole = folded(" ".join(b.text for b in blocks)) if sentences else ""
    found = sum(len(text) for text in sentences if len(text) >= _SENTENCE and text in whole)
    return found / len(whole) if found and len(set(map(folded, links))) >= _LEAST_CARDS else 0.0


def _headed_share(tree: HtmlElement, blocks: Sequence[Block]) -> float:
    headlines = _LINKED_HEADLINES(tree)[:_MOST_CARDS]
    if len(headlines) < _LEAST_CARDS:
        return 0.0
    keys = [folded(b.text) for b in blocks]
    openings = _openings(keys)
    texts: set[str] = set()
    for headline in headlines:
        parts = map(raw_text, _card_of(headline).iter("p", "div", "span", "li", *_HEADLINES))
        texts |= {folded(text) for text in parts if _may_open(text, openings)}
    whole = sum(len(b.text) for b in blocks)
    return (
        sum(len(b.text) for b, key in zip(blocks, keys, strict=True) if key in texts) / whole
        if whole
        else 0.0
    )


def _card_of(headline: HtmlElement) -> HtmlElement:
    """The largest short container around `headline` that holds no other."""
    card = headline
    while (around := card.getparent()) is not None and _is_small(around):
        if sum(1 for _ in around.iter(*_HEADLINES)) > 1:
            break
        card = around
    return card


def _is_small(element: HtmlElement) -> bool:
    size = 0
    for part in element.itertext():
        size += len(part)
        if size > _CARD:
            return False
    return True


def _absolute(address: str, base: str | None) -> str | None:
    try:
        joined = urljoin(base or "", address.strip())
    except ValueError:
        return None
    return joined if joined.startswith(("http://", "https://")) else None


def _visible(tree: HtmlElement) -> str:
    body = tree.find("body")
    parts: list[str] = []
    size = 0
    for part in (body if body is not None else tree).itertext():
        line = str(part).strip()
        if line:
            parts.append(line)
            size += len(line)
        if size > _VISIBLE:
            break
    return " ".join(" ".join(parts)[:_VISIBLE].split())
