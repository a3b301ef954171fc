"""Removes from a page's markup what must not reach the parser, in one linear pass over the text.

Parsers and extractors take quadratic time on hostile pages: 100,000 attributes on a tag, 20,000 links, or tags nested
50,000 deep cost more than half a minute each. The patterns here are possessive, so they never backtrack.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import accumulate

MAX_PAGE = 5_000_000  # bytes as received
MAX_MARKUP = 2_000_000  # code points without scripts, styles and comments
MAX_LINKS = 5_000
MAX_BLOCKS = 10_000  # extractors are quadratic in them; the largest of 513 real pages has 6,000
MAX_TAGS = 25_000
MAX_DEPTH = 200  # libxml2 drops elements deeper than 256; tags that are not counted here come on top
MAX_ATTRIBUTES = 64
MAX_JSON = 500_000  # code points of one JSON-LD block

# A "<" outside quotes ends a tag: if a tag is never closed, the next one starts a new tag, and the pass stays linear.
_ATTR = r"""[^\s/<>=]*+(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s<>"'][^\s<>]*+)?+)?+"""
_TAG_TAIL = rf"""(?:[\s/]++{_ATTR})*+[^<>]*+>"""
# Matches everything up to the next comment, declaration or raw-text element.
_RAW_NAMES = "script|style|noembed|noframes|xmp|template|svg|math|object|iframe|textarea|select"
_CALM = re.compile(
    rf"(?:[^<]++|<(?!!--|!\[CDATA\[|[?]|(?:{_RAW_NAMES})[\s/>])(?:[a-zA-Z][^\s/<>]*+{_TAG_TAIL})?+)*+",
    re.IGNORECASE,
)
_RAW = re.compile(rf"<({_RAW_NAMES})((?:[\s/]++{_ATTR})*+)[^<>]*+>", re.IGNORECASE)
_LD_JSON = re.compile(r"""type\s*=\s*["']?application/(?:ld|settings)\+json""", re.IGNORECASE)
_OPEN_OR_CLOSE = re.compile(r"</?[a-zA-Z][a-zA-Z0-9]*")
_START = re.compile(r"<(/?)([a-zA-Z][^\s/<>]*+)((?:[\s/]++" + _ATTR + r")*+)[^<>]*+>")
_ONE_ATTR = re.compile(rf"[\s/]++(?=[^\s/<>]){_ATTR}")
_CROWDED = re.compile(rf"<[a-zA-Z][^\s/<>]*+(?:[\s/]++(?=[^\s/<>]){_ATTR}){{{MAX_ATTRIBUTES + 1}}}")
_LINK = re.compile(r"<a[\s>]", re.IGNORECASE)
_BLOCK = re.compile(r"<(?:p|div|li|tr|td|th|br|hr|dd|dt|section|article|h[1-6])[\s/>]", re.IGNORECASE)
_BLOCKS = frozenset("p div li tr td th br hr dd dt section article h1 h2 h3 h4 h5 h6".split())
_TAG_OPENS = re.compile(r"<[a-zA-Z]")
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
# Elements that the next sibling closes: a page that never closes them is not deep.
_IMPLIED = frozenset("p li dt dd tr td th thead tbody tfoot option optgroup rp rt html body head".split())
# Browsers read what follows an early "</html>" as body text; libxml2 drops it.
_EARLY_END = re.compile(r"</(?:html|body)\s*>", re.IGNORECASE)
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Markup:
    """A page's markup within the limits."""

    html: str
    json_ld: tuple[str, ...] = ()  # content of the JSON-LD scripts
    is_too_large: bool = False  # `html` is empty then: a part of a report would pass for the whole


def prescan(text: str) -> Markup:
    """Remove scripts, styles, comments, drawings and form fields from `text`, and what is beyond the limits."""
    bare, json_ld = _without_raw(text)
    bare = _EARLY_END.sub("", _NOT_XML.sub(" ", bare))
    if len(bare) > MAX_MARKUP:
        return Markup(html="", is_too_large=True)
    return Markup(html=_tamed(bare) if _is_over(bare) else bare, json_ld=json_ld)


def _without_raw(text: str) -> tuple[str, tuple[str, ...]]:
    """Return `text` without comments, declarations and raw-text elements, and the JSON-LD among these."""
    scan = _Scan(text)
    at = 0
    while at < len(text):
        calm = _CALM.match(text, at)
        end = calm.end() if calm else at
        scan.kept.append(text[at:end])
        if end >= len(text):
            break
        at = scan.skip(end)
    return "".join(scan.kept), tuple(scan.json_ld)


class _Scan:
    """One pass over a page: the text kept so far, and the end marks that do not occur any more."""

    def __init__(self, text: str) -> None:
        self.kept: list[str] = []
        self.json_ld: list[str] = []
        self._text = text
        self._missing: set[str] = set()  # names of end marks: each is searched for in vain only once

    def skip(self, at: int) -> int:
        """Return the offset after the comment, declaration or raw-text element at `at`."""
        if self._text.startswith("<!--", at):
            # A comment that is never closed is only its mark: the author meant the rest as page.
            return self._end("--", r"--!?>", at + 2)[1] or at + 4
        if self._text.startswith(("<![", "<?"), at):
            return self._text.find(">", at) + 1 or len(self._text)
        opened = _RAW.match(self._text, at)
        return at + 1 if opened is None else self._skip_raw(opened)

    def _skip_raw(self, opened: re.Match[str]) -> int:
        """Return the offset after a raw-text element, or after its start tag if it is never closed."""
        name = opened[1].lower()
        start, end = self._end(name, rf"</{name}\s*+[^>]*+>", opened.end())
        if not end:
            return opened.end()
        if name == "script" and _LD_JSON.search(opened[2]):
            self.json_ld.append(self._text[opened.end() : start][:MAX_JSON])
        self.kept.append(" ")
        return end

    def _end(self, name: str, mark: str, at: int) -> tuple[int, int]:
        """Return the range of the next end `mark` from `at`; (0, 0) if there is none."""
        found = None if name in self._missing else re.compile(mark, re.IGNORECASE).search(self._text, at)
        if found is None:
            self._missing.add(name)
            return 0, 0
        return found.span()


def _is_over(text: str) -> bool:
    """True when `text` is beyond a limit of links, blocks, tags, attributes or depth."""
    signs = text.count("<")  # most pages have fewer than any limit, so their tags are not counted by kind
    return (
        (signs > MAX_LINKS and len(_LINK.findall(text)) > MAX_LINKS)
        or (signs > MAX_BLOCKS and len(_BLOCK.findall(text)) > MAX_BLOCKS)
        or (signs > MAX_TAGS and len(_TAG_OPENS.findall(text)) > MAX_TAGS)
        or _CROWDED.search(text) is not None
        or _depth(text) > MAX_DEPTH
    )


def _depth(text: str) -> int:
    """Return the greatest depth of nested elements."""
    tags = _OPEN_OR_CLOSE.findall(text)
    steps = {tag: _step(tag) for tag in set(tags)}
    levels = list(accumulate((steps[tag] for tag in tags), initial=0))
    # An end tag that closes nothing does not count: depth is measured from the lowest level before it.
    return max(level - least for level, least in zip(levels, accumulate(levels, min), strict=True))


def _step(tag: str) -> int:
    """Return the change of depth after `tag`, such as "<div" or "</div"."""
    name = tag.lstrip("</").lower()
    if name in _VOID or name in _IMPLIED:
        return 0
    return -1 if tag.startswith("</") else 1


@dataclass(slots=True)
class _Count:
    """Counts of the tags kept of a page."""

    depth: int = 0
    links: int = 0
    blocks: int = 0
    tags: int = 0

    def instead(self, name: str, *, is_end: bool) -> str | None:
        """Return the replacement of a tag beyond a limit; None for a tag within the limits."""
        if self._is_too_deep(name, is_end=is_end):
            return " "
        if name == "a":
            self.links += not is_end
            if self.links > MAX_LINKS:
                return ""
        elif name in _BLOCKS:
            self.blocks += not is_end
            if self.blocks > MAX_BLOCKS:
                return "\n"
        self.tags += not is_end
        return "" if self.tags > MAX_TAGS else None

    def _is_too_deep(self, name: str, *, is_end: bool) -> bool:
        if name in _VOID or name in _IMPLIED:
            return False
        self.depth = max(0, self.depth - 1) if is_end else self.depth + 1
        return self.depth + is_end > MAX_DEPTH


def _tamed(text: str) -> str:
    """Remove tags and attributes beyond the limits; the text inside them stays."""
    out: list[str] = []
    at, count = 0, _Count()
    for tag in _START.finditer(text):
        out.append(text[at : tag.start()])
        at = tag.end()
        instead = count.instead(tag[2].lower(), is_end=bool(tag[1]))
        out.append(_kept(tag) if instead is None else instead)
    return "".join([*out, text[at:]])


def _kept(tag: re.Match[str]) -> str:
    return tag[0] if tag[1] or len(tag[0]) < 3 * MAX_ATTRIBUTES else _thinned(tag)


def _thinned(tag: re.Match[str]) -> str:
    attributes = [m[0] for _, m in zip(range(MAX_ATTRIBUTES), _ONE_ATTR.finditer(tag[3]), strict=False)]
    return f"<{tag[2]}{''.join(attributes)}>"
