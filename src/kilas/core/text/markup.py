"""The one door from markup to plain text: tags, entities, Markdown tokens, control characters.

Feeds, pages and models all send text that still carries somebody's markup. It is read here once;
after this door text is text, and escaping happens once more only when a page is rendered.
Everything is a bounded number of linear passes: tag stripping is itself an attack surface
(Django CVE-2024-53907), and so is a Markdown parser (quadratic on runs of `[` or `<`).
"""

from __future__ import annotations

import html
import re
import unicodedata
from functools import cache

MAX_CHARS = 2_000_000  # a page without scripts and styles (architecture, "the way of the data")
_PASSES = 4  # text is often encoded twice, sometimes three times; each pass only ever shortens it

# The elements of the HTML standard, for telling a tag from prose such as "a <b and c".
_ELEMENTS = frozenset(
    "a abbr acronym address applet area article aside audio b base basefont bdi bdo bgsound big blink"
    " blockquote body br button canvas caption center cite code col colgroup command content data datalist dd"
    " del details dfn dialog dir div dl dt element em embed fieldset figcaption figure font footer form frame"
    " frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe image img input ins isindex kbd keygen"
    " label layer legend li link listing main map mark marquee math menu menuitem meta meter multicol nav"
    " nextid nobr noembed noframes noscript object ol optgroup option output p param picture plaintext portal"
    " pre progress q rb rp rt rtc ruby s samp script search section select shadow slot small source spacer"
    " span strike strong style sub summary sup svg table tbody td template textarea tfoot th thead time title"
    " tr track tt u ul var video wbr xml xmp xss".split()
)
# What stands inside these is no text. The first kind swallows all that follows until it is closed, as in
# a browser; a drawing or a formula left open is closed by the next paragraph, and so swallows nothing here.
_SWALLOWING = ("script", "style", "template", "iframe", "noembed", "noframes", "xmp")
_RAW = re.compile(rf"<({'|'.join(_SWALLOWING)}|object|svg|math)\b[^>]*>", re.IGNORECASE)
_COMMENT = re.compile(
    r"<!--.*?(?:--!?>|\Z)|<!\[CDATA\[(.*?)(?:\]\]>|\Z)|<![a-zA-Z\[][^>]*(?:>|\Z)|<\?[^>]*(?:>|\Z)", re.DOTALL
)
_TAG = re.compile(
    r"</?([a-zA-Z][^\s<>/]*+)((?:[^<>\"']++|\"[^\"<\n]{0,500}+\"|'[^'<\n]{0,500}+'|[\"'])*+)(>|(?=<)|\Z)"
)
_BLOCK = frozenset(
    "address article aside blockquote br center dd details dialog dir div dl dt fieldset figcaption figure footer"
    " form h1 h2 h3 h4 h5 h6 header hr li main nav ol option p pre section table tbody td tfoot th thead tr ul".split()
)
_WRITTEN_OUT = re.compile(r"[a-z0-9]+%[0-9a-f]{2}")  # "<iframe%20src=…": a tag spelled for an address
_ATTRIBUTE = re.compile(r"[\w:@.-]+\s*=")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7};?|#[xX][0-9a-fA-F]{1,6};?|[A-Za-z][A-Za-z0-9]{1,31};)")
# Five legacy names work without the semicolon; "AT&T" and "?a=1&copy=2" stay as they are.
_LEGACY = re.compile(r"&(?:lt|gt|amp|quot|nbsp)(?![A-Za-z0-9=;])")
# C0 and C1 but tab and newline, bidirectional overrides, zero width, soft hyphen, tags, non-characters, and the
# layout controls of hieroglyphs, shorthand and music.
_CONTROL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffb\ufdd0-\ufdef\ufffe\uffff\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e007f]"
)
_UNSEEN = re.compile(
    rf"{_CONTROL.pattern[:-1]}\r\xa0\u2028\u2029\u202f\ud800-\udfff]"
)  # all that `clean` looks for
_ANSI = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]{0,2000}(?:\x07|\x1b\\)|[@-Z\\-_])")
_SURROGATE = re.compile("[\ud800-\udfff]")
_SUSPECT = re.compile(r"[<&*_`\[\]#~\\>|=+]")  # one set, and nothing else, is searched for quickest
_LISTED = re.compile(r"\s*(?:[-+]|\d{1,9}[.)])\s")

_PUNCT = r"!\"#$%&'()*+,\-./:;<=>?@\[\\\]^_`{|}~"
_ESCAPE = re.compile(rf"\\([{_PUNCT}])")
_CODE = re.compile(r"(?<!`)(`{1,12})(?!`)([^`\n]{1,500}?)(?<!`)\1(?!`)")
_BARE_TAG = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]*) ?/?>")
_LINK = re.compile(
    r"!?\[([^\[\]]{0,1000}+)\](?:\(<[^<>\n]{0,2000}+>[^()\n]{0,500}+\)"
    r"|\([^()\n]{0,2000}+(?:\([^()\n]{0,500}+\)[^()\n]{0,500}+){0,8}+\)|\[[^\[\]\n]{0,200}+\])"
)
_IMAGE = re.compile(r"!\[(?!\d+\])([^\[\]]{0,1000}+)\]")  # by reference; "so many![3]" is a note, no image
_HALF_LINK = re.compile(r"\]\(")
_DEFINITION = re.compile(
    r"^ {0,3}\[[^\[\]\n]{1,200}+\]:[ \t]*\S+(?:[ \t]+(?:\"[^\"\n]*\"|'[^'\n]*'|\([^()\n]*\)))?[ \t]*$",
    re.MULTILINE,
)
_RUN = re.compile(r"\*+|_+|~{2,}")
_FENCE = re.compile(r"`{3,}|(?<![\w~])~{3,}")
# Names nobody defined: "&ThisIsNotDefined;" is no entity, but reads like one. "AT&T;" stays.
_UNDEFINED = re.compile(r"&(?=#?[A-Za-z0-9]{3,31};)")
_LINE = re.compile(
    r"^[ \t]{0,3}(?:#{1,6}(?=\s|$)[ \t]*|(?:>[ \t]?)+|[-*+][ \t]+(?=\S)|\|[ \t]*(?=.*\|\s*$))", re.MULTILINE
)
_LINE_END = re.compile(r"[ \t]+#+[ \t]*$", re.MULTILINE)
_RULE = re.compile(
    r"^[ \t]{0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,}|=+[ \t]*|(?:`{3,}|~{3,})[^`\n]*|\|?(?:[ \t]*:?-{2,}:?[ \t]*\|)+[ \t]*:?-*:?[ \t]*)$",
    re.MULTILINE,
)


def plain(markup: str) -> str:
    """One line of plain text: what a reader of `markup` would have seen, and nothing else.

    Clean prose loses nothing, whatever it looks like:

    >>> plain("if a < b then **kwargs, 5 * 3 * 2, AT&T and snake_case stay")
    'if a < b then **kwargs, 5 * 3 * 2, AT&T and snake_case stay'
    >>> plain('&lt;p class="x"&gt;**Harga** naik&amp;nbsp;5%&lt;/p&gt;')
    'Harga naik 5%'
    """
    text = clean(markup)
    if not is_suspect(text):
        return on_one_line(text)
    text = on_one_line(_strip(text))
    for _ in range(_PASSES):
        if not leaks(text):
            break
        # two lines made one can form a mark that neither held, and stray back ticks shield tags: once more, without
        text = on_one_line(_strip(text.replace("`", "'")))
    return text


def on_one_line(text: str) -> str:
    """What `plain` makes of text that is clean and not suspect."""
    if text.isprintable() and "  " not in text:
        return text.strip()  # the only white space in it is single spaces
    return " ".join(text.split())


def clean(text: str) -> str:
    """`text` without what no reader can see: control, bidirectional and zero-width characters; NFC.

    Newlines and tabs stay. No-break spaces become spaces, lone surrogates U+FFFD.
    """
    text = text[:MAX_CHARS]
    # Nothing of the kind is printable: most text is told at a glance.
    if text.replace("\n", "").isprintable() or not _UNSEEN.search(text):
        return unicodedata.normalize("NFC", text)
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    text = _CONTROL.sub("", _ANSI.sub("", text))
    text = _SURROGATE.sub("\ufffd", text).replace("\xa0", " ").replace("\u202f", " ")
    return unicodedata.normalize("NFC", text)


def leaks(text: str) -> tuple[str, ...]:
    """The raw markup a reader would see in `text`: tags, entities and Markdown tokens, as found.

    The last look at every output: a claim in which this finds anything is held back, not shown.

    >>> leaks("a < b, **kwargs and AT&T are prose")
    ()
    >>> leaks("</p><p class='summary-lead'>**US controls** &amp; more")
    ('</p>', "<p class='summary-lead'>", '&amp;', '**US controls**')
    """
    if not is_suspect(text):
        return ()
    bare = _CODE.sub(lambda m: " " if _is_code_literal(m[2]) else m[0], text)
    found = [m[0] for m in _TAG.finditer(bare) if _is_tag(m)]
    found += [m[0] for m in _COMMENT.finditer(bare)]
    found += [m[0] for m in _ENTITY.finditer(bare) if html.unescape(m[0]) != m[0]]
    found += [
        m[0] for pattern in (_LINK, _IMAGE, _HALF_LINK, _DEFINITION, _FENCE) for m in pattern.finditer(bare)
    ]
    if marks := _emphasis(bare):
        found.append(bare[marks[0][0] : marks[-1][1]])
    return tuple(found)


def is_suspect(text: str) -> bool:
    """Whether any markup can stand in `text` at all: most text has none, and is told so quickest."""
    if "---" in text or _SUSPECT.search(text):
        return True
    return any(map(_LISTED.match, text.split("\n"))) if "\n" in text else bool(_LISTED.match(text))


def _strip(text: str) -> str:
    for _ in range(_PASSES):
        before = text
        text = _markdown(_untag(_LEGACY.sub(_decode, _ENTITY.sub(_decode, text))))
        if text == before:
            break
    return clean(_UNDEFINED.sub("& ", text))


def _decode(match: re.Match[str]) -> str:
    return clean(html.unescape(match[0]))


def _untag(text: str) -> str:
    if "<" not in text:
        return text
    kept: list[str] = []

    def keep(match: re.Match[str]) -> str:
        # "`<div>`" in prose about HTML is a word, not markup: shield it, put it back below
        if not _is_code_literal(match[2]) or "<" not in match[2]:
            return match[0]
        kept.append(match[0])
        return f"\x00{len(kept) - 1}\x00"

    text = _CODE.sub(keep, text)
    text = _COMMENT.sub(lambda m: m[1] or "", _without_raw(text))
    text = _TAG.sub(_drop_tag, text)
    return re.sub("\x00(\\d+)\x00", lambda m: kept[int(m[1])], text)


def _without_raw(text: str) -> str:
    out: list[str] = []
    at = 0
    never_closed: set[str] = set()  # asked once: runs of open tags stay linear
    while opened := _RAW.search(text, at):
        name = opened[1].lower()
        closed = None if name in never_closed else _closing(name).search(text, opened.end())
        if closed is None and name not in _SWALLOWING:
            never_closed.add(name)
            out.append(text[at : opened.end()])
            at = opened.end()
            continue
        out += (text[at : opened.start()], " ")
        at = closed.end() if closed else len(text)
    return "".join([*out, text[at:]])


@cache
def _closing(name: str) -> re.Pattern[str]:
    return re.compile(rf"</{name}(?=[\s/>]|\Z)[^<>]*+>?", re.IGNORECASE)


def _drop_tag(match: re.Match[str]) -> str:
    if not _is_tag(match):
        return match[0]
    return "\n" if match[1].lower() in _BLOCK else ""


def _is_tag(match: re.Match[str]) -> bool:
    """Whether a "<name …>" is markup: a known or custom element, a closing tag, or one with attributes."""
    name, rest, end = match[1].lower().rstrip(":"), match[2], match[3]
    if end == ">":
        return True
    # not closed: "<img src=x onerror=…" at the end of a field is a tag, "x <y and z" is not
    if _WRITTEN_OUT.match(name) and name.partition("%")[0] in _ELEMENTS:
        return True
    return (
        bool(_ATTRIBUTE.search(rest))
        or (match[0][1] == "/" and name in _ELEMENTS)
        or (name in _ELEMENTS and len(name) > 1 and not rest.strip())
    )


def _is_code_literal(code: str) -> bool:
    """Whether back-ticked text may stay as printed: a bare tag such as `<div>`, or no markup at all."""
    rest = _BARE_TAG.sub(lambda m: "" if m[1].lower() in _ELEMENTS - {"script", "iframe"} else m[0], code)
    return "<" not in rest and not _ENTITY.search(rest)


def _markdown(text: str) -> str:
    """`text` without Markdown tokens; what they mark stays."""
    if not is_suspect(text):
        return text
    text = _RULE.sub("", _DEFINITION.sub("", text))
    text = _LINE_END.sub("", _LINE.sub("", text)) if "#" in text else _LINE.sub("", text)
    text = _CODE.sub(lambda m: m[0] if "<" in m[2] and _is_code_literal(m[2]) else m[2], text)
    text = _FENCE.sub("", text)
    for _ in range(3):  # links nest in links' texts; three levels is more than prose has
        before, text = text, _LINK.sub(r"\1", text)
        if text == before:
            break
    text = _HALF_LINK.sub("] (", _IMAGE.sub(r"\1", text))
    return _ESCAPE.sub(r"\1", _without_emphasis(text))


def _without_emphasis(text: str) -> str:
    cut = _emphasis(text)
    if not cut:
        return text
    out, at = [], 0
    for start, end in cut:
        out.append(text[at:start])
        at = end
    return "".join([*out, text[at:]])


def _emphasis(text: str) -> list[tuple[int, int]]:
    """The spans of `text` that are emphasis marks, in order (CommonMark 0.31, 6.2, and what models leave over).

    Single `*` and `_` count in matched pairs only; runs of two or more always do, but for
    "**kwargs" and "2**3", which are words of prose about programs, and for "f**k" and "F***".
    """
    cut: list[tuple[int, int]] = []
    strong = False  # whether a run of two or more stands open
    open_runs: dict[str, list[int]] = {"*": [], "_": [], "~": []}
    for match in _RUN.finditer(text):
        mark, start, end = match[0][0], match.start(), match.end()
        before = text[start - 1] if start else " "
        after = text[end] if end < len(text) else " "
        if end - start > 1:
            if _is_operator(mark, before, after, text, end) or (
                not strong and _is_censored(text, start, end)
            ):
                continue
            strong = mark == "*" and not strong
            cut.append((start, end))
            continue
        opens, closes = _flanks(mark, before, after)
        if closes and open_runs[mark]:
            opener = open_runs[mark].pop()
            cut += [(opener, opener + 1), (start, end)]
        elif opens:
            open_runs[mark].append(start)
    return sorted(cut)


def _flanks(mark: str, before: str, after: str) -> tuple[bool, bool]:
    """Whether a single `*` or `_` may open and may close emphasis."""
    left = not after.isspace() and (after.isalnum() or before.isspace() or not before.isalnum())
    right = not before.isspace() and (before.isalnum() or after.isspace() or not after.isalnum())
    if mark == "_":
        return left and not before.isalnum(), right and not after.isalnum()
    return left and not before.isdigit(), right and not after.isdigit()


_STARRED = re.compile(r"[^\W\d_]{1,40}\*\*")  # a second run in the same word: "a***bold***b"
_LETTERS = re.compile(r"[^\W\d_]*$")


def _is_censored(text: str, start: int, end: int) -> bool:
    """Whether a run of asterisks stands for letters: "f**k", "F***", "ni****"; "end of bold**" is none."""
    if text[start] != "*" or not text[start - 1 : start].isalpha() or _STARRED.match(text, end):
        return False
    if text[end : end + 1].isalpha() or end - start > 2:
        return True
    word = _LETTERS.search(text, max(0, start - 8), start)
    return word is not None and len(word[0]) <= 3


_KEYWORD = re.compile(r"[a-z_][a-z0-9_]*\b")
_CLOSER = re.compile(r"[^\s(,*]\*")


def _is_operator(mark: str, before: str, after: str, text: str, end: int) -> bool:
    """Whether a run of two is Python's: "**kwargs" (never closed again), "2**3", "2 ** 3"."""
    if mark != "*" or text[end - 2 : end] != "**" or text[end - 3 : end - 2] == "*":
        return False
    if before.isdigit() and after.isdigit():
        return True
    if before == after == " ":
        return text[end - 4 : end - 3].isdigit() and text[end + 1 : end + 2].isdigit()
    return (before in " (,") and bool(_KEYWORD.match(text, end)) and not _CLOSER.search(text, end, end + 300)
