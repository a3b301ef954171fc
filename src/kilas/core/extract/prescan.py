"""What of a page's markup may reach the parser: one linear pass before anything is built.

Parsers and extractors are quadratic in somebody's hands: 100,000 attributes on a tag, 20,000
links, tags nested 50,000 deep each cost more than half a minute. Everything here walks the text once,
with possessive patterns that never go back.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import accumulate

MAX_PAGE = 5_000_000  # bytes as they came
MAX_MARKUP = 2_000_000  # code points once scripts, styles and comments are gone
MAX_LINKS = 5_000
MAX_BLOCKS = 10_000  # no page of 513 we know has more than 6,000; extractors are quadratic in them
MAX_TAGS = 25_000
MAX_DEPTH = 200  # libxml2 drops what lies deeper than 256, with our untouched tags on top
MAX_ATTRIBUTES = 64
MAX_JSON = 500_000  # code points of one JSON-LD block

# A "<" outside quotes ends a tag here: where one is never closed, the next starts a new one, and the walk stays linear.
_ATTR = r"""[^\s/<>=]*+(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s<>"'][^\s<>]*+)?+)?+"""
_TAG_TAIL = rf"""(?:[\s/]++{_ATTR})*+[^<>]*+>"""
# Runs of everything that is none of our business here; stops in front of a raw-text element or a comment.
_RAW_NAMES = "script|style|noembed|noframes|xmp|template|svg|math|object|iframe|textarea|select"
_CALM = re.compile(
    rf"(?:[^<]++|<(?!!--|!\[CDATA\[|[?]|(?:{_RAW_NAMES})[\s/>])(?:[a-zA-Z][^\s/<>]*+{_TAG_TAIL})?+)*+",
    re.IGNORECASE,
)
_RAW = re.compile(rf"<({_RAW_NAMES})((?:[\s/]++{_ATTR})*+)[^<>]*+>", re.IGNORECASE)
_LD_JSON = re.compile(r"""type\s*=\s*["']?application/(?:ld|settings)\+json""", re.IGNORECASE)
_COMMENT_END = re.compile(r"--!?>")
_OPEN_OR_CLOSE = re.compile(r"</?[a-zA-Z][a-zA-Z0-9]*")
_START = re.compile(r"<(/?)([a-zA-Z][^\s/<>]*+)((?:[\s/]++" + _ATTR + r")*+)[^<>]*+>")
_ONE_ATTR = re.compile(rf"[\s/]++(?=[^\s/<>]){_ATTR}")
_CROWDED = re.compile(rf"<[a-zA-Z][^\s/<>]*+(?:[\s/]++(?=[^\s/<>]){_ATTR}){{{MAX_ATTRIBUTES + 1}}}")
_LINK = re.compile(r"<a[\s>]", re.IGNORECASE)
_BLOCK = re.compile(r"<(?:p|div|li|tr|td|th|br|hr|dd|dt|section|article|h[1-6])[\s/>]", re.IGNORECASE)
_BLOCKS = frozenset("p div li tr td th br hr dd dt section article h1 h2 h3 h4 h5 h6".split())
_TAG_OPENS = re.compile(r"<[a-zA-Z]")
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
# Closed by their next sibling, so that a page which never closes them is not deep.
_IMPLIED = frozenset("p li dt dd tr td th thead tbody tfoot option optgroup rp rt html body head".split())
# What follows a premature "</html>" is body text in browsers, and lost in libxml2.
_EARLY_END = re.compile(r"</(?:html|body)\s*>", re.IGNORECASE)
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Markup:
    """A page's markup within the caps."""

    html: str
    json_ld: tuple[str, ...] = ()  # the JSON-LD blocks, as they stood
    is_too_large: bool = False  # and then not read at all: half a report would pass for a whole one


def prescan(text: str) -> Markup:
    """`text` without scripts, styles, comments, drawings and form fields, and within the caps."""
    bare, json_ld = _without_raw(text)
    bare = _EARLY_END.sub("", _NOT_XML.sub(" ", bare))
    if len(bare) > MAX_MARKUP:
        return Markup(html="", is_too_large=True)
    return Markup(html=_tamed(bare) if _is_over(bare) else bare, json_ld=json_ld)


def _without_raw(text: str) -> tuple[str, tuple[str, ...]]:
    kept: list[str] = []
    json_ld: list[str] = []
    missing: set[str] = set()  # end marks that do not come any more: each is looked for once
    at = 0
    while at < len(text):
        calm = _CALM.match(text, at)
        end = calm.end() if calm else at
        kept.append(text[at:end])
        if end >= len(text):
            break
        at = _skip(text, end, kept, json_ld, missing)
    return "".join(kept), tuple(json_ld)


def _skip(text: str, at: int, kept: list[str], json_ld: list[str], missing: set[str]) -> int:
    """The offset after the comment or raw-text element at `at`; what must stay of it goes to `kept`."""
    if text.startswith("<!--", at):
        end = _COMMENT_END.search(text, at + 2) if "--" not in missing else None
        if end is None:
            missing.add("--")
            return at + 4  # never closed: what follows is read as the page, as authors meant it
        return end.end()
    if text.startswith(("<![", "<?"), at):
        end_at = text.find(">", at)
        return len(text) if end_at < 0 else end_at + 1
    opened = _RAW.match(text, at)
    if opened is None:
        return at + 1
    name = opened[1].lower()
    closed = (
        None
        if name in missing
        else re.compile(rf"</{name}\s*+[^>]*+>", re.IGNORECASE).search(text, opened.end())
    )
    if closed is None:
        missing.add(name)
        return opened.end()
    if name == "script" and _LD_JSON.search(opened[2]):
        json_ld.append(text[opened.end() : closed.start()][:MAX_JSON])
    kept.append(" ")
    return closed.end()


def _is_over(text: str) -> bool:
    signs = text.count("<")  # of most pages there are fewer than of anything that there might be too many of
    return (
        (signs > MAX_LINKS and len(_LINK.findall(text)) > MAX_LINKS)
        or (signs > MAX_BLOCKS and len(_BLOCK.findall(text)) > MAX_BLOCKS)
        or (signs > MAX_TAGS and len(_TAG_OPENS.findall(text)) > MAX_TAGS)
        or _CROWDED.search(text) is not None
        or _depth(text) > MAX_DEPTH
    )


def _depth(text: str) -> int:
    tags = _OPEN_OR_CLOSE.findall(text)
    steps = {tag: _step(tag) for tag in set(tags)}
    levels = list(accumulate((steps[tag] for tag in tags), initial=0))
    # What closes nothing does not count: the depth is how far a level lies above the lowest before it.
    return max(level - least for level, least in zip(levels, accumulate(levels, min), strict=True))


def _step(tag: str) -> int:
    """How many levels deeper what follows a tag stands."""
    name = tag.lstrip("</").lower()
    if name in _VOID or name in _IMPLIED:
        return 0
    return -1 if tag.startswith("</") else 1


@dataclass(slots=True)
class _Count:
    """How much of a page has been let through."""

    depth: int = 0
    links: int = 0
    blocks: int = 0
    tags: int = 0

    def instead(self, name: str, *, is_end: bool) -> str | None:
        """What takes the place of a tag that is too much; None for one that may stay."""
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
    """`text` with surplus links, levels and attributes taken off; their text stays where it was."""
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
