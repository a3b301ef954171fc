"""Decodes the bytes of a page or feed (WHATWG Encoding and HTML standards, "determining the character encoding")."""

from __future__ import annotations

import re
from collections.abc import Sequence

from webencodings.labels import LABELS

_HEAD = 16_384  # bytes searched for a declaration; the standard's 1,024 miss those after long comments
_SNIFF = 8_000  # bytes used for a guess, from the first one beyond ASCII

# Python codec for each encoding of the WHATWG Encoding standard.
_CODECS = {
    "UTF-8": "utf-8",
    "UTF-16LE": "utf-16-le",
    "UTF-16BE": "utf-16-be",
    "IBM866": "cp866",
    "ISO-8859-2": "iso8859-2",
    "ISO-8859-3": "iso8859-3",
    "ISO-8859-4": "iso8859-4",
    "ISO-8859-5": "iso8859-5",
    "ISO-8859-6": "iso8859-6",
    "ISO-8859-7": "iso8859-7",
    "ISO-8859-8": "iso8859-8",
    "ISO-8859-8-I": "iso8859-8",
    "ISO-8859-10": "iso8859-10",
    "ISO-8859-13": "iso8859-13",
    "ISO-8859-14": "iso8859-14",
    "ISO-8859-15": "iso8859-15",
    "ISO-8859-16": "iso8859-16",
    "KOI8-R": "koi8-r",
    "KOI8-U": "koi8-u",
    "macintosh": "mac-roman",
    "windows-874": "cp874",
    "windows-1250": "cp1250",
    "windows-1251": "cp1251",
    "windows-1252": "cp1252",
    "windows-1253": "cp1253",
    "windows-1254": "cp1254",
    "windows-1255": "cp1255",
    "windows-1256": "cp1256",
    "windows-1257": "cp1257",
    "windows-1258": "cp1258",
    "x-mac-cyrillic": "mac-cyrillic",
    "GBK": "gb18030",
    "gb18030": "gb18030",
    "Big5": "big5hkscs",
    "EUC-JP": "euc_jp",
    "ISO-2022-JP": "iso2022_jp",
    "Shift_JIS": "cp932",
    "EUC-KR": "cp949",
}
_SINGLE_BYTE = frozenset(
    name for name in _CODECS if name.lower().startswith(("iso-8859", "windows", "koi8", "ibm"))
)
_FOLD = re.compile(r"[-_:]")
_NAMES = {name.lower(): name for name in _CODECS}
# Encoding name by label. Labels are folded: lower case, without "-", "_" and ":" (so "ISO_8859-1:1987" is
# "iso885911987"). Labels that the standard maps to no text ("replacement", "x-user-defined") are left out.
_LABELS = {_FOLD.sub("", label): _NAMES[name] for label, name in LABELS.items() if name in _NAMES} | {
    "latin9": "ISO-8859-15"
}  # not in the standard, but found on pages
_CODEC_NAMES = {codec.replace("-", "_"): name for name, codec in reversed(_CODECS.items())} | {
    "big5": "Big5",
    "euc_kr": "EUC-KR",
    "shift_jis": "Shift_JIS",
    "latin_1": "windows-1252",
    "ascii": "windows-1252",
    "gb2312": "GBK",
    "gbk": "GBK",
    "iso8859_1": "windows-1252",
    "iso8859_9": "windows-1254",
    "tis_620": "windows-874",
}
_BOMS = (
    (b"\xef\xbb\xbf", "UTF-8", 3),
    (b"\xff\xfe\x00\x00", "UTF-32LE", 4),
    (b"\x00\x00\xfe\xff", "UTF-32BE", 4),
    (b"\xfe\xff", "UTF-16BE", 2),
    (b"\xff\xfe", "UTF-16LE", 2),
)
# A page that starts with "<", possibly after white space, in UTF-16 or UTF-32 without a byte order mark.
_WIDE = (
    (re.compile(rb"(?:[\t\n\r ]\0\0\0)*<\0\0\0"), "UTF-32LE"),
    (re.compile(rb"(?:\0\0\0[\t\n\r ])*\0\0\0<"), "UTF-32BE"),
    (re.compile(rb"(?:[\t\n\r ]\0)*<\0[^\0]\0"), "UTF-16LE"),
    (re.compile(rb"(?:\0[\t\n\r ])*\0<\0[^\0]"), "UTF-16BE"),
)
_WIDE_CODECS = {"UTF-32LE": "utf-32-le", "UTF-32BE": "utf-32-be"}
_HEADER_CHARSET = re.compile(r"charset\s*=\s*[\"']?([^\s\"';,]+)", re.IGNORECASE)
_XML_DECLARATION = re.compile(rb"<\?xml[^>]{0,200}?\sencoding\s*=\s*[\"']([A-Za-z0-9._:-]+)[\"']")
_CONTENT_CHARSET = re.compile(rb"charset\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s;\"']+))", re.IGNORECASE)
_PRESCAN = re.compile(rb"<(?:!--|/?[A-Za-z]|[!/?])")
_TAG_NAME = re.compile(rb"[^ \t\n\f\r>]*+")
_ATTRIBUTE = re.compile(
    rb"[\s/]*+([^\s/>=][^\s/>=]*+)(?:[\s]*+=[\s]*+(?:\"([^\"]*)(\"|\Z)|'([^']*)('|\Z)|([^\s>\"'][^\s>]*+)|(?=>)))?+"
)
# The most frequent characters of each script.
_COMMONEST = {
    "GBK": "的一是不了在人有我他这中大来上国个到说们，。",
    "Big5": "的一是不了在人有我他這中大來上國個到說們，。",
    "EUC-JP": "のにはをたがでてとしれさ、。い",
    "Shift_JIS": "のにはをたがでてとしれさ、。い",
    "EUC-KR": "이다는에을의가고한하지은로기사",
}
# Function words of English, Indonesian, French, German, Spanish, Portuguese, Italian, Dutch and Scandinavian languages.
_WESTERN = frozenset(
    b"the of and to in is that for with was on by at from has have it this yang dan di ke dari untuk dengan pada ini itu tidak akan"
    b" les des est une dans pour par sur que qui et du la le en un der die und das ist von den mit im ein nicht zu auf"
    b" el los las del con para como os da em uma dos che di il per della sono gli het een van dat op voor och att som det av ett til af er".split()
)
_HOLES = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")  # not assigned in windows-1252
_C1 = {0xDC00 + byte: byte for byte in range(0x80, 0x100)}


def decode(page: bytes, headers: Sequence[tuple[str, str]] = (), *, is_xml: bool = False) -> tuple[str, str]:
    """Decode `page`; return its text and the WHATWG name of the encoding. Never raises.

    Order: byte order mark, HTTP header, declaration in the page, UTF-8 if valid, a guess. Bytes that are invalid in
    the encoding become U+FFFD. With `is_xml`, only an XML declaration counts: a `<meta>` inside a feed belongs to a
    page that the feed quotes.

    >>> decode(b'<meta charset="gb2312"><p>\\xba\\xc3\\xff')
    ('<meta charset="gb2312"><p>好�', 'GBK')
    """
    for mark, name, length in _BOMS:
        if page.startswith(mark):
            return _read(page[length:], name), name
    name = _declared(page, headers, is_xml) or _undeclared(page)
    return _read(page, name), name


def encoding_name(label: str | bytes) -> str | None:
    """Return the WHATWG name for `label`; None if it is unknown."""
    text = label.decode("latin-1") if isinstance(label, bytes) else label
    return _LABELS.get(_FOLD.sub("", text.strip().lower()))


def _declared(page: bytes, headers: Sequence[tuple[str, str]], is_xml: bool) -> str | None:
    for pattern, wide in _WIDE:
        if pattern.match(page[:64]):
            return wide
    told = _from_headers(headers) or (None if is_xml else _from_meta(page[:_HEAD])) or _from_xml(page[:1024])
    return _corrected(page, told) if told else None


def _from_headers(headers: Sequence[tuple[str, str]]) -> str | None:
    for value in (value for key, value in headers if key.lower() == "content-type"):
        found = _HEADER_CHARSET.search(value[:1000])
        if found and (told := encoding_name(found[1])):
            return told
    return None


def _corrected(page: bytes, told: str) -> str:
    """Return the declared encoding, or another one if the bytes contradict it."""
    if told == "UTF-8":
        return told if _is_mostly_utf8(page) else _guess(page)
    # Valid UTF-8 with letters beyond ASCII is UTF-8, even if a header from an old template says otherwise: text in
    # another encoding is hardly ever valid UTF-8.
    if not page.isascii() and _is_multibyte(page) and _fits_utf8(page):
        return "UTF-8"
    return "UTF-8" if told.startswith("UTF-16") and _is_narrow(page) else told


def _is_narrow(page: bytes) -> bool:
    """True when the page starts with ASCII. HTML standard: such a page is not UTF-16."""
    return page[:64].isascii() and b"\0" not in page[:64]


def _is_multibyte(page: bytes) -> bool:
    return len(re.findall(rb"[\xc3-\xf4][\x80-\xbf]", page[:200_000])) >= 2


def _is_mostly_utf8(page: bytes) -> bool:
    """True when most letters beyond ASCII are valid UTF-8: a few stray bytes do not mean another encoding."""
    if page.isascii():
        return True
    text = page.decode("utf-8", "replace")
    broken = _replaced(page)
    return broken == 0 or sum(not c.isascii() for c in text) - broken > broken


def _from_xml(head: bytes) -> str | None:
    found = _XML_DECLARATION.match(head.lstrip())
    return encoding_name(found[1]) if found else None


def _from_meta(head: bytes) -> str | None:
    """Find the encoding in `<meta>` elements: the standard's "prescan a byte stream"."""
    at = 0
    while found := _PRESCAN.search(head, at):
        start = found.start()
        if found[0] == b"<!--":
            end = head.find(b"-->", start + 2)
            if end < 0:
                return None
            at = end + 3
        elif found[0][1:].lower().strip(b"/").isalpha():
            attributes, at = _attributes(head, start)
            if re.match(rb"<meta[\s/]", head[start : start + 6], re.IGNORECASE) and (
                name := _of_meta(attributes)
            ):
                return name
        else:
            end = head.find(b">", start)
            if end < 0:
                return None
            at = end + 1
    return None


def _attributes(head: bytes, start: int) -> tuple[dict[bytes, bytes], int]:
    """Return the attributes of the tag at `start`, and the offset after it. An unfinished tag has none."""
    at = _TAG_NAME.match(head, start + 1).end()  # type: ignore[union-attr]  # matches everywhere
    found: dict[bytes, bytes] = {}
    while match := _ATTRIBUTE.match(head, at):
        if match[3] == b"" or match[5] == b"":  # the quotation mark that ends the value is missing
            return {}, len(head)
        found.setdefault(match[1].lower(), match[2] or match[4] or match[6] or b"")
        at = match.end()
    end = head.find(b">", at)
    return ({}, len(head)) if end < 0 else (found, end + 1)


def _of_meta(attributes: dict[bytes, bytes]) -> str | None:
    told = encoding_name(attributes.get(b"charset", b"")) or _of_http_equiv(attributes)
    return "UTF-8" if told and told.startswith("UTF-16") else told


def _of_http_equiv(attributes: dict[bytes, bytes]) -> str | None:
    if attributes.get(b"http-equiv", b"").lower() != b"content-type":
        return None
    found = _CONTENT_CHARSET.search(attributes.get(b"content", b""))
    return encoding_name(found[1] or found[2] or found[3] or b"") if found else None


def _undeclared(page: bytes) -> str:
    if page.isascii():
        return "windows-1252"  # the default of the standard
    if _fits_utf8(page):
        return "UTF-8"
    return _guess(page)


def _fits_utf8(page: bytes) -> bool:
    try:
        page.decode("utf-8")
    except UnicodeDecodeError as error:
        # Still UTF-8: a page cut in the middle of a letter, a long page with a few bad bytes.
        return error.start > 1000 and _replaced(page) <= len(page) // 5000
    return True


def _replaced(page: bytes) -> int:
    """Count the invalid sequences in `page` as UTF-8."""
    return page.decode("utf-8", "replace").count("\ufffd") - page.count(b"\xef\xbf\xbd")


def _guess(page: bytes) -> str:
    sample = _telling(page)
    if name := _guess_east_asian(sample):
        return name
    if _is_western(sample):
        return "windows-1252"
    from charset_normalizer import from_bytes

    best = from_bytes(sample, steps=5, chunk_size=1024, threshold=0.3).best()
    name = _CODEC_NAMES.get(best.encoding.replace("-", "_")) if best else None
    return name or "windows-1252"


def _is_western(sample: bytes) -> bool:
    """True when `sample` has the function words of a language that uses windows-1252.

    These words are ASCII in every encoding. The few accented letters of such a text cannot identify a code page.
    """
    words = re.findall(rb"[a-z\x80-\xff]+", sample.lower())
    beyond = sum(byte > 0x7F for byte in sample)
    return (
        len(words) >= 8
        and beyond < 0.2 * len(sample)
        and not _HOLES.search(sample)
        and sum(map(_WESTERN.__contains__, words)) >= 0.12 * len(words)
    )


def _guess_east_asian(sample: bytes) -> str | None:
    """Return the two-byte encoding in which `sample` has most of its script's frequent characters; None if none fits."""
    # Chinese text has a share of 0.15 to 0.25, kana text more; wrong encodings have nearly 0.
    best, best_share = None, 0.06
    for name, common in _COMMONEST.items():
        text = sample.decode(_CODECS[name], "replace")
        letters = sum(not c.isascii() for c in text)
        share = (sum(map(text.count, common)) - 5 * text.count("\ufffd")) / max(letters, 1)
        if letters >= 4 and share > best_share:
            best, best_share = name, share
    return best


def _telling(page: bytes) -> bytes:
    """Return a sample without markup, from near the first byte beyond ASCII."""
    bare = re.sub(rb"<[^<>]{0,2000}>", b" ", page[:200_000])
    first = next((m.start() for m in re.finditer(rb"[\x80-\xff]", bare)), 0)
    return bare[max(0, first - 50) : first + _SNIFF] or page[:_SNIFF]


def _read(page: bytes, name: str) -> str:
    if name in _WIDE_CODECS:
        return page.decode(_WIDE_CODECS[name], "replace")
    codec = _CODECS[name]
    if name not in _SINGLE_BYTE:
        return page.decode(codec, "replace")
    # In the standard, unassigned bytes of the Windows code pages are C1 controls.
    return page.decode(codec, "surrogateescape").translate(_C1)
