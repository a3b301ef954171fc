"""Reads a page: the text of its report and all signals about it, before it is judged."""

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
from kilas.core.extract.reshape import reshape
from kilas.core.extract.tree import body_of, elements, raw_text, strings
from kilas.core.extract.widgets import drop_widgets
from kilas.core.languages import ON_PAGES as _WORDS
from kilas.core.text import plain
from kilas.core.text.charset import decode
from kilas.core.text.markup import clean

_PIECE = 5_000  # code points that are cleaned at once
MAX_TEXT = 400_000  # code points, as many as in a thick book; no report is longer
_VISIBLE = 6_000  # code points of `Reading.visible`, at most
STUB_WORDS = 200  # fewer may be the part of a report above a paywall
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
_MINUTE = len("2026-11-30T13:05")
_LITTLE = 250  # code points: with less, the extractor probably took the wrong part of the page
_HEADLINES = ("h2", "h3", "h4")
_LINKED_HEADLINES = elements("(//h2|//h3|//h4)[.//a[@href][not(starts-with(@href, '#'))] or ancestor::a]")
_WORD = re.compile(r"\w+")
# Code points of a block with links, of its folded text that serves as a key, and of its start that is compared first.
_LONG, _KEY, _HEAD = 2_000, 400, 60
_LEAST_CARDS, _MOST_CARDS = (
    8,
    300,
)  # links or headlines of teasers: fewer are not counted, nor are more examined
_CARD = 600  # code points of a teaser, at most
_SENTENCE = 40  # code points of a link that reads like a sentence, at least
_ADDRESSED = elements("//a[@href]")
# One class for all elements: lxml.html looks up the class at each access of an element, a sixth of the time for a page.
_ALL_ALIKE = ElementDefaultClassLookup(element=HtmlElement)
# Links between line breaks: such a line has no element of its own.
_OWN_LINES = elements("//a[preceding-sibling::*[1][self::br] and following-sibling::*[1][self::br]]")
_LANG = strings("(//html/@lang|//html/@*[name()='xml:lang']|//body/@lang)[1]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Text and signals of a page, or of a typed text."""

    text: str = ""  # of the report; paragraphs are separated by one empty line
    title: str | None = None
    byline: str | None = None
    dated: page_dates.Dated | None = None
    source: str | None = None  # the publisher's name, else the host
    canonical: str | None = None  # declared address, made absolute
    language: str | None = None  # as declared
    licence: str = ""  # address or text, as declared
    is_free: bool | None = None  # access according to JSON-LD; None: not stated
    is_listing: bool = False  # a list of other pages according to JSON-LD
    is_cut: bool = False  # the page holds several reports; this is the first
    is_live: bool = False  # a live blog: posts at several times, in the order of the page
    link_share: float = 0.0  # linked share of the text, of the whole page for a listing; 0 to 1
    card_share: float = 0.0  # share of the text that is in teasers of other pages; 0 to 1
    asks_script: bool = False  # a notice to readers without JavaScript was removed
    longest: int = 0  # code points of the longest paragraph
    has_next_page: bool = False  # the report continues at another address
    visible: str = ""  # start of all visible text; "" unless the report has fewer than `STUB_WORDS` words
    meta: tuple[tuple[str, str], ...] = ()  # all `meta` elements in order; names may repeat
    is_too_large: bool = False  # and not read

    @property
    def published(self) -> datetime | None:
        """The date of publication, in the zone it was given with."""
        return self.dated.when if self.dated else None


def read_page(
    page: bytes | str,
    *,
    url: str | None = None,
    headers: Sequence[tuple[str, str]] = (),
    now: datetime | None = None,
) -> Reading:
    """Read `page`, fetched from `url` with the response `headers`. Dates later than a day after `now` are ignored.

    Never raises: an unreadable page gives an empty reading.
    """
    markup = prescan(page if isinstance(page, str) else decode(page, headers)[0])
    tree = None if markup.is_too_large else _parse(markup)
    if tree is None:
        return Reading(is_too_large=markup.is_too_large)
    meta = tuple(
        metadata.named_tags(tree)
    )  # before the tree is pruned: reservations count anywhere on the page
    asks_script = drop_script_notices(tree)
    is_live = reshape(tree)
    drop_widgets(tree)
    is_cut = prune(tree)
    headlines.join_lines(tree)
    claimed, told = jsonld.claims(markup.json_ld), metadata.tags(tree)
    headed = replace(
        _headed(tree, told, claimed, url), meta=meta, asks_script=asks_script, is_cut=is_cut, is_live=is_live
    )
    found = blocks_of(tree)
    if _size(found) > MAX_TEXT:
        return Reading(is_too_large=True)
    about = _context(headed, told, claimed, _links(tree, found))
    blocks, about = _report(tree, found, about, claimed.body)
    if posts := _missing_posts(jsonld.live_posts(markup.json_ld), blocks):
        blocks, headed = posts, replace(headed, is_live=True)
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
    """Return the blocks of the report, and `about` with the links of all candidates.

    If the extractor found less than `_LITTLE`, the longest of three: its blocks, all paragraphs of the page, and the
    text `told_body` in JSON-LD.
    """
    blocks = report_of(found, about)
    if _size(blocks) >= _LITTLE:
        return blocks, about
    others = (
        _paragraphs(tree),
        [Block("p", " ".join(line.split())) for line in plain_lines(told_body)],
    )
    about = replace(about, links=_links(tree, [*found, *others[0], *others[1]]))
    return max(blocks, *(report_of(bs, about) for bs in others), key=_size), about


def _missing_posts(posts: Sequence[jsonld.LivePost], blocks: Sequence[Block]) -> list[Block]:
    """Return `blocks` with the `posts` of a live blog below them, for a page whose script shows them; else nothing."""
    if not posts:
        return []
    text = folded(" ".join(b.text for b in blocks))
    bodies = [plain_lines(post.body) for post in posts]
    if 2 * sum(folded(lines[0]) in text for lines in bodies if lines) >= len(posts):
        return []
    found = list(blocks)
    for post, lines in zip(posts, bodies, strict=True):
        found += [Block("p", _clock(post.published))] if len(post.published) > _MINUTE else []
        found += [Block("head", post.headline, 2)] if post.headline else []
        found += [Block("p", line) for line in lines]
    return found


def _clock(iso: str) -> str:
    """Return the time of day in `iso`, "13:05 UTC" for UTC."""
    return iso[11:_MINUTE] + (" UTC" if iso.endswith(("Z", "+00:00")) else "")


def _signed(
    headed: Reading,
    tree: HtmlElement,
    told: metadata.Tags,
    claimed: jsonld.Claimed,
    url: str | None,
    now: datetime | None,
) -> Reading:
    """Return `headed` with the other metadata of the page."""
    return replace(
        headed,
        dated=page_dates.date_of(tree, told, claimed, url, now),
        canonical=_absolute(told.canonical or told.meta.get("og:url", ""), url),
        language="".join(_LANG(tree)) or claimed.language or None,
        licence=told.licence or claimed.licence,
        is_free=claimed.is_free,
        is_listing=jsonld.is_listing(claimed.types),
        has_next_page=_has_next_page(tree, _absolute(url or told.canonical, None) or ""),
    )


def _measured(signed: Reading, tree: HtmlElement, blocks: Sequence[Block], about: Context) -> Reading:
    """Return `signed` with the text of the report, and the measures of text and page."""
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
    """Return a lower bound of the number of words: tokens of letters and digits only, each of them a word or more."""
    return sum(map(str.isalnum, text.split()))


def _parse(markup: Markup) -> HtmlElement | None:
    parser = HTMLParser(remove_comments=True, remove_pis=True, encoding="utf-8")
    parser.set_element_class_lookup(_ALL_ALIKE)
    try:
        return document_fromstring(markup.html.encode("utf-8", "replace"), parser=parser)
    except (ParserError, ValueError):
        return None  # the page holds only white space or a declaration


def plain_lines(markup: str) -> list[str]:
    """Return the lines of a text that may contain paragraph tags, such as JSON-LD's `articleBody`."""
    broken = _PARAGRAPH_END.sub("\n", markup[:MAX_TEXT])
    return [line for part in broken.splitlines() if (line := _plain(part))]


def _paragraphs(tree: HtmlElement) -> list[Block]:
    """Return all paragraphs outside navigation and footers, for pages where no container looks like a report."""
    found = []
    for element in _OPEN_PARAGRAPHS(tree):
        text = " ".join(raw_text(element).split())
        if len(text) >= 40:
            found.append(Block("p", text))
    return found


def _joined(blocks: Sequence[Block]) -> str:
    return "\n\n".join(text for b in blocks if (text := _plain(b.text)))


def _plain(text: str) -> str:
    """Clean `text` as `plain` does; a paragraph longer than any in print is cleaned and returned in pieces."""
    if len(text) <= _PIECE:
        return plain(text)
    return "\n\n".join(p for piece in _pieces(text) if (p := plain(piece)))


def _pieces(text: str) -> Iterator[str]:
    """Split `text` at ends of sentences, into pieces of at most `_PIECE` code points."""
    at = 0
    while at < len(text):
        end = at + _PIECE
        if end < len(text):
            end = max(text.rfind(". ", at, end) + 1, at + _PIECE // 2)
        yield text[at:end]
        at = end


def _links(tree: HtmlElement, blocks: Sequence[Block]) -> dict[str, float]:
    """Return the linked share of each short block with links, by its text."""
    keys = {block.text: folded(block.text[:_LONG])[:_KEY] for block in blocks}
    shares = _shares(tree, set(keys.values()))
    return {text: share for text, key in keys.items() if (share := shares.get(key))}


def _shares(tree: HtmlElement, keys: Collection[str]) -> dict[str, float]:
    """Return the linked share of the page's blocks whose folded text is in `keys`, by that text."""
    shares: dict[str, float] = {}
    openings = _openings(keys)
    shares |= {folded(raw_text(link))[:_KEY]: 1.0 for link in _OWN_LINES(tree)}
    for link, block in _linked_blocks(tree):
        shares |= dict.fromkeys(_keys_inside(link), 1.0)
        whole = raw_text(block)
        if len(whole) > _LONG or not _may_open(whole, openings):
            continue
        key = folded(whole)
        if len(key) > 3 and key[:_KEY] in keys:
            linked = sum(len(folded(raw_text(a))) for a in block.iter("a"))
            shares[key[:_KEY]] = max(shares.get(key[:_KEY], 0.0), linked / len(key))
    return shares


def _keys_inside(link: HtmlElement) -> list[str]:
    """Return the folded texts of blocks inside `link`."""
    if not len(link):
        return []
    return [folded(raw_text(e))[:_KEY] for e in link.iterdescendants("p", "div", "h2", "h3", "h4", "li")]


def _linked_blocks(tree: HtmlElement) -> Iterator[tuple[HtmlElement, HtmlElement]]:
    """Yield the first link of each block, with the block."""
    seen: set[HtmlElement] = set()
    for link in tree.iter("a"):
        block = _block_around(link)
        if block is not None and block not in seen:
            seen.add(block)
            yield link, block


def _block_around(link: HtmlElement) -> HtmlElement | None:
    """Return the nearest block element around `link`."""
    around = link.getparent()
    while around is not None and around.tag not in _BLOCKS:
        around = around.getparent()
    return around


def _openings(keys: Iterable[str]) -> frozenset[str]:
    """Return the first words of folded texts."""
    return frozenset(key.partition(" ")[0] for key in keys)


def _may_open(text: str, openings: Collection[str]) -> bool:
    """True when `text`, folded, may begin with one of `openings`; only its first `_HEAD` code points are folded."""
    head = clean(text.lstrip()[:_HEAD]).casefold()
    first = _WORD.search(head)
    return first is None or first.end() == len(head) or first[0] in openings


def _has_next_page(tree: HtmlElement, url: str) -> bool:
    """True when the page links a further page of the same report."""
    here = urlsplit(url).path.rstrip("/") if url else ""
    for href in _NEXT(tree)[:5]:
        there = _absolute(str(href), url or None) or str(href)
        if here and urlsplit(there).path.startswith(here) and _PAGE_TWO.search(there):
            return True
    return False


def _page_link_share(tree: HtmlElement) -> float:
    """Return the linked share of all text of the page, without white space."""
    whole = len("".join(raw_text(tree).split()))
    return sum(len("".join(raw_text(a).split())) for a in tree.iter("a")) / whole if whole else 0.0


def _link_share(blocks: Sequence[Block], about: Context) -> float:
    """Return the linked share of the text of `blocks`."""
    whole = sum(len(b.text) for b in blocks)
    return sum(len(b.text) * min(1.0, about.link_share(b.text)) for b in blocks) / whole if whole else 0.0


def _card_share(tree: HtmlElement, blocks: Sequence[Block]) -> float:
    """Return the share of the text that is in teasers of other pages: linked headlines with a few lines, or links."""
    return max(_headed_share(tree, blocks), _linked_share(tree, blocks))


def _linked_share(tree: HtmlElement, blocks: Sequence[Block]) -> float:
    """Return the share of the text that consists of linked sentences, also where several are in one block."""
    links = [raw_text(a) for a in _ADDRESSED(tree)[:_MOST_CARDS]]
    sentences = _sentences(links)
    if not sentences:
        return 0.0
    whole = folded(" ".join(b.text for b in blocks))
    found = sum(len(text) for text in sentences if text in whole)
    return found / len(whole) if found and len(set(map(folded, links))) >= _LEAST_CARDS else 0.0


def _sentences(links: Sequence[str]) -> set[str]:
    """Return the folded texts of links that are as long as sentences."""
    # folding makes no ASCII text longer, so a short one need not be folded
    texts = {folded(text) for text in links if len(text) >= _SENTENCE or not text.isascii()}
    return {text for text in texts if len(text) >= _SENTENCE}


def _headed_share(tree: HtmlElement, blocks: Sequence[Block]) -> float:
    """Return the share of the text that is in cards: short containers of one linked headline each."""
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
    """Return the largest short container around `headline` without another headline."""
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
    """Resolve `address` against `base`; None when the result is no http(s) address."""
    try:
        joined = urljoin(base or "", address.strip())
    except ValueError:
        return None
    return joined if joined.startswith(("http://", "https://")) else None


def _visible(tree: HtmlElement) -> str:
    """Return the start of the page's text on one line, at most `_VISIBLE` code points."""
    parts: list[str] = []
    size = 0
    for part in body_of(tree).itertext():
        line = str(part).strip()
        if line:
            parts.append(line)
            size += len(line)
        if size > _VISIBLE:
            break
    return " ".join(" ".join(parts)[:_VISIBLE].split())
