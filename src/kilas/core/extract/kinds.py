"""Kind of a document: a page, a text, or neither."""

from __future__ import annotations

import re

_MAGIC = (
    b"%PDF", b"PK\x03\x04", b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"RIFF", b"\x1f\x8b", b"BZh", b"7z\xbc\xaf", b"\x28\xb5\x2f\xfd",
    b"\xd0\xcf\x11\xe0", b"{\\rtf", b"OggS", b"ID3", b"\x00\x00\x01\x00", b"SQLite format 3", b"\x7fELF", b"MZ\x90", b"wOFF", b"wOF2",
)  # fmt: skip
_WIDE = (b"\xff\xfe", b"\xfe\xff")
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_OPENING = re.compile(
    r"<(?:!doctype\s+html|\?xml|html|head|body|meta|title|article|main|div|p|h1|table|section)\b[^<>]{0,2000}>",
    re.IGNORECASE,
)
_HTML_START = re.compile(
    r"\s*(?:<!--.{0,5000}?-->\s*)*<(?:!doctype|html|head|body|\?xml|[a-z][a-z0-9]*[\s>/])",
    re.IGNORECASE | re.DOTALL,
)


def is_binary(data: bytes) -> bool:
    """True when `data` is not text in any encoding: it is in a known binary format, or has many control bytes."""
    head = data[:4096]
    if head.startswith(_MAGIC):
        return True
    if head.startswith(_WIDE) or _is_wide(head):
        return False
    return len(_CONTROL.findall(head)) > len(head) // 50 + 1


def is_html(data: bytes | str) -> bool:
    """True when `data` is markup: it starts with a tag, or has document or paragraph tags near its start."""
    text = data if isinstance(data, str) else data[:8192].replace(b"\0", b"").decode("latin-1")
    head = text[:8192].lstrip("\ufeffï»¿þÿ")
    return bool(_HTML_START.match(head)) or bool(_OPENING.search(head))


def _is_wide(head: bytes) -> bool:
    """True when most even or most odd bytes are zero: UTF-16 or UTF-32 of a text in Latin letters."""
    if len(head) < 8:
        return False
    even, odd = head[::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    return max(even, odd) > half * 0.7 and min(even, odd) < half * 0.7
