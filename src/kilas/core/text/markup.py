"""Convert markup to plain text: tags, entities, Markdown tokens, control characters.

Feeds, pages and models send text with markup in it. It is removed here and nowhere else; the renderer escapes
plain text again. Everything is a bounded number of linear passes, because tag stripping is itself an attack
surface (Django CVE-2024-53907), and so is a Markdown parser (quadratic on runs of `[` or `<`).
"""

from __future__ import annotations

import html
import re
import unicodedata
from functools import cache

MAX_CHARS = 2_000_000  # code points, enough for a page without scripts and styles (architecture, "the way of the data")
_PASSES = 4  # text is often encoded twice, sometimes three times; no pass makes it longer

# Elements of the HTML standard: they distinguish a tag from prose such as "a <b and c".
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
# Elements whose content is not text. Those of the first kind, if never closed, hide the rest of the page, as in a
# browser. The next paragraph closes a drawing or formula, so one that is never closed hides nothing here.
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
_WRITTEN_OUT = re.compile(r"[a-z0-9]+%[0-9a-f]{2}")  # "<iframe%20src=…": a percent-encoded tag
_ATTRIBUTE = re.compile(r"[\w:@.-]+\s*=")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7};?|#[xX][0-9a-fA-F]{1,6};?|[A-Za-z][A-Za-z0-9]{1,31};)")
# Five legacy names need no semicolon; "AT&T" and "?a=1&copy=2" stay as they are.
_LEGACY = re.compile(r"&(?:lt|gt|amp|quot|nbsp)(?![A-Za-z0-9=;])")
# C0 and C1 except tab and newline, bidirectional overrides, zero width, soft hyphen, tags, non-characters, and the
# layout controls of hieroglyphs, shorthand and music.
_CONTROL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffb\ufdd0-\ufdef\ufffe\uffff\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e007f]"
)
_UNSEEN = re.compile(
    rf"{_CONTROL.pattern[:-1]}\r\xa0\u2028\u2029\u202f\ud800-\udfff]"
)  # everything `clean` removes or replaces
_ANSI = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]{0,2000}(?:\x07|\x1b\\)|[@-Z\\-_])")
_SURROGATE = re.compile("[\ud800-\udfff]")
_SUSPECT = re.compile(r"[<&*_`\[\]#~\\>|=+]")  # a single character class is the fastest search
_LISTED = re.compile(r"\s*(?:[-+]|\d{1,9}[.)])\s")

_PUNCT = r"!\"#$%&'()*+,\-./:;<=>?@\[\\\]^_`{|}~"
_ESCAPE = re.compile(rf"\\([{_PUNCT}])")
_CODE = re.compile(r"(?<!`)(`{1,12})(?!`)([^`\n]{1,500}?)(?<!`)\1(?!`)")
_BARE_TAG = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]*) ?/?>")
_LINK = re.compile(
    r"!?\[([^\[\]]{0,1000}+)\](?:\(<[^<>\n]{0,2000}+>[^()\n]{0,500}+\)"
    r"|\([^()\n]{0,2000}+(?:\([^()\n]{0,500}+\)[^()\n]{0,500}+){0,8}+\)|\[[^\[\]\n]{0,200}+\])"
)
_IMAGE = re.compile(
    r"!\[(?!\d+\])([^\[\]]{0,1000}+)\]"
)  # by reference; "so many![3]" is a note, not an image
_HALF_LINK = re.compile(r"\]\(")
_DEFINITION = re.compile(
    r"^ {0,3}\[[^\[\]\n]{1,200}+\]:[ \t]*\S+(?:[ \t]+(?:\"[^\"\n]*\"|'[^'\n]*'|\([^()\n]*\)))?[ \t]*$",
    re.MULTILINE,
)
_RUN = re.compile(r"\*+|_+|~{2,}")
_FENCE = re.compile(r"`{3,}|(?<![\w~])~{3,}")
# Undefined names: "&ThisIsNotDefined;" looks like an entity, but is not. "AT&T;" stays.
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
    """Return the text that a reader of `markup` would see, on one line.

    Prose without markup loses nothing, even if it looks like markup:

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
        # joined lines can form a new mark, and stray back ticks shield tags: strip again without back ticks
        text = on_one_line(_strip(text.replace("`", "'")))
    return text


def on_one_line(text: str) -> str:
    """Return `plain(text)` for text that is clean and not suspect."""
    if text.isprintable() and "  " not in text:
        return text.strip()  # it has no white space but single spaces
    return " ".join(text.split())


def clean(text: str) -> str:
    """Remove invisible characters (control, bidirectional, zero-width) and normalise to NFC.

    Newlines and tabs stay. No-break spaces become spaces, lone surrogates U+FFFD. Text beyond `MAX_CHARS` is cut.
    """
    text = text[:MAX_CHARS]
    # None of these characters is printable, so most text needs no search.
    if text.replace("\n", "").isprintable() or not _UNSEEN.search(text):
        return unicodedata.normalize("NFC", text)
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    text = _CONTROL.sub("", _ANSI.sub("", text))
    text = _SURROGATE.sub("\ufffd", text).replace("\xa0", " ").replace("\u202f", " ")
    return unicodedata.normalize("NFC", text)


def leaks(text: str) -> tuple[str, ...]:
    """Return the markup that a reader would see in `text`: tags, entities and Markdown tokens.

    This is the last check of every output: a claim with markup is withheld.

    >>> leaks("a < b, **kwargs and AT&T are prose")
    ()
    >>> leaks("</p><p class='summary-lead'>**US controls** &amp; more")
    ('</p>', "<p class='summary-lead'>", '&amp;', '**US controls**')
    """
    if not is_suspect(text):
        return ()
    bare = _CODE.sub(_blank_literal, text)
    found = [m[0] for m in _TAG.finditer(bare) if _is_tag(m)]
    found += [m[0] for m in _COMMENT.finditer(bare)]
    found += [m[0] for m in _ENTITY.finditer(bare) if html.unescape(m[0]) != m[0]]
    found += [
        m[0] for pattern in (_LINK, _IMAGE, _HALF_LINK, _DEFINITION, _FENCE) for m in pattern.finditer(bare)
    ]
    if marks := _emphasis(bare):
        found.append(bare[marks[0][0] : marks[-1][1]])
    return tuple(found)


def _blank_literal(match: re.Match[str]) -> str:
    return " " if _is_code_literal(match[2]) else match[0]


def is_suspect(text: str) -> bool:
    """True if `text` may contain markup. A fast check: most text has none."""
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
        # "`<div>`" in prose about HTML is a word, not markup: replaced here, restored below
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
    never_closed: set[str] = set()  # searched for once, so that runs of open tags take linear time
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
    """True if "<name …" is markup: a known or custom element, a closing tag, or one with attributes.

    Without its ">", "<img src=x onerror=…" at the end of a field is a tag; "x <y and z" is not.
    """
    name, rest, end = match[1].lower().rstrip(":"), match[2], match[3]
    if end == ">" or _ATTRIBUTE.search(rest):
        return True
    if name in _ELEMENTS:
        return match[0][1] == "/" or (len(name) > 1 and not rest.strip())
    return bool(_WRITTEN_OUT.match(name)) and name.partition("%")[0] in _ELEMENTS


def _is_code_literal(code: str) -> bool:
    """True if back-ticked text may stay as printed: a bare tag such as `<div>`, or no markup at all."""
    rest = _BARE_TAG.sub(lambda m: "" if m[1].lower() in _ELEMENTS - {"script", "iframe"} else m[0], code)
    return "<" not in rest and not _ENTITY.search(rest)


def _markdown(text: str) -> str:
    """Remove the Markdown tokens of `text` and keep what they mark."""
    if not is_suspect(text):
        return text
    text = _RULE.sub("", _DEFINITION.sub("", text))
    text = _LINE_END.sub("", _LINE.sub("", text)) if "#" in text else _LINE.sub("", text)
    text = _CODE.sub(lambda m: m[0] if "<" in m[2] and _is_code_literal(m[2]) else m[2], text)
    text = _FENCE.sub("", text)
    for _ in range(3):  # link texts may contain links; prose has fewer than three levels
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
    """Return the spans of the emphasis marks of `text`, in order (CommonMark 0.31, 6.2, and leftovers of models).

    Single `*` and `_` count in matched pairs only. Runs of two or more always count, except in "**kwargs" and
    "2**3", which are words of prose about programs, and in "f**k" and "F***".
    """
    cut: list[tuple[int, int]] = []
    is_strong = False  # a run of two or more is open
    open_runs: dict[str, list[int]] = {"*": [], "_": [], "~": []}
    for match in _RUN.finditer(text):
        mark, (start, end) = match[0][0], match.span()
        if end - start > 1:
            if not _is_prose(text, start, end, is_strong):
                is_strong = mark == "*" and not is_strong
                cut.append((start, end))
            continue
        opens, closes = _roles(mark, *_around(text, start, end))
        if closes and open_runs[mark]:
            opener = open_runs[mark].pop()
            cut += [(opener, opener + 1), (start, end)]
        elif opens:
            open_runs[mark].append(start)
    return sorted(cut)


def _around(text: str, start: int, end: int) -> tuple[str, str]:
    """Return the characters before and after a span; a space at the bounds of the text."""
    return text[start - 1] if start else " ", text[end] if end < len(text) else " "


def _roles(mark: str, before: str, after: str) -> tuple[bool, bool]:
    """Return whether a single `*` or `_` may open emphasis, and whether it may close it."""
    opens, closes = _flanks(after, before), _flanks(before, after)
    glues = str.isalnum if mark == "_" else str.isdigit  # beside one of these the mark is part of a word
    return opens and not glues(before), closes and not glues(after)


def _flanks(inside: str, outside: str) -> bool:
    """True if a mark may stand between these two characters as the edge of emphasis."""
    return not inside.isspace() and (inside.isalnum() or not outside.isalnum())


def _is_prose(text: str, start: int, end: int, is_strong: bool) -> bool:
    """True if a run of two or more marks is part of a word and not emphasis."""
    return _is_operator(text, start, end) or (not is_strong and _is_censored(text, start, end))


_STARRED = re.compile(r"[^\W\d_]{1,40}\*\*")  # a second run in the same word: "a***bold***b"
_LETTERS = re.compile(r"[^\W\d_]*$")


def _is_censored(text: str, start: int, end: int) -> bool:
    """True if a run of asterisks replaces letters: "f**k", "F***", "ni****"; not in "end of bold**"."""
    if text[start] != "*" or not text[start - 1 : start].isalpha() or _STARRED.match(text, end):
        return False
    if text[end : end + 1].isalpha() or end - start > 2:
        return True
    word = _LETTERS.search(text, max(0, start - 8), start)
    return word is not None and len(word[0]) <= 3


_KEYWORD = re.compile(r"[a-z_][a-z0-9_]*\b")
_CLOSER = re.compile(r"[^\s(,*]\*")


def _is_operator(text: str, start: int, end: int) -> bool:
    """True if a run ends in a Python operator: "**kwargs" (not closed again), "2**3", "2 ** 3"."""
    if text[end - 2 : end] != "**" or text[end - 3 : end - 2] == "*":
        return False
    before, after = _around(text, start, end)
    return _is_power(text, end, before, after) or _opens_keywords(text, end, before)


def _is_power(text: str, end: int, before: str, after: str) -> bool:
    if before == after == " ":
        return text[end - 4 : end - 3].isdigit() and text[end + 1 : end + 2].isdigit()
    return before.isdigit() and after.isdigit()


def _opens_keywords(text: str, end: int, before: str) -> bool:
    return before in " (," and bool(_KEYWORD.match(text, end)) and not _CLOSER.search(text, end, end + 300)
