"""The body of an answer: counted while it comes, inflated within its cap."""

from __future__ import annotations

import re
import zlib
from collections.abc import AsyncIterator
from typing import Any

from kilas.errors import SourceError
from kilas.sources.fetch_answer import RawAnswer
from kilas.sources.fetch_errors import bad_encoding, too_large
from kilas.sources.fetch_values import Limits
from kilas.sources.network_addresses import Address

BOMB_RATIO = 100  # decoded to sent; real pages stay under 30, a gzip bomb is near 1,000
MAX_MEMBERS = 100  # gzip streams in one body: each costs us a set-up, real ones hold one
# Framing of a body beyond three bytes for each of content; one-byte chunks cost us a second per 300 kB.
SLACK_BYTES = 262_144
_GZIP_MAGIC = b"\x1f\x8b"


async def read_body(
    chunks: AsyncIterator[bytes], answer: RawAnswer, meter: Meter, address: Address, limits: Limits
) -> bytes:
    """The body, decoded. SourceError where it is too large or its coding is none we take."""
    coding = _coding(answer, address)
    declared = re.fullmatch(r"[0-9]{1,18}", answer.get("content-length") or "")
    if coding is None and declared and int(declared[0]) > limits.max_bytes:
        raise too_large(address, limits.max_bytes)
    body = _Body(address, limits.max_bytes, is_gzip=coding == "gzip")
    content_bytes = 0
    async for chunk in chunks:
        content_bytes += len(chunk)
        meter.weigh(content_bytes)
        body.feed(chunk)
    return body.finish()


class Meter:
    """Counts what a server sends on one connection, and ends it when an allowance is used up."""

    def __init__(self, address: Address, limits: Limits) -> None:
        self._address = address
        self._limits = limits
        self._is_body = False
        self._left = limits.max_header_bytes

    def begin_body(self) -> None:
        self._is_body = True
        self._left = self._limits.max_wire_bytes

    def allowance(self, wanted: int) -> int:
        """How much may be read now. More is asked for only while headers or body are unfinished."""
        if self._left > 0:
            return min(wanted, self._left)
        if self._is_body:
            raise too_large(self._address, self._limits.max_wire_bytes)
        raise SourceError(
            f"{self._address.shown} sends more than {self._limits.max_header_bytes:,} bytes of headers",
            "tell the site, or leave this address out",
            "too_large",
        )

    def count(self, size: int) -> None:
        self._left -= size

    def weigh(self, content_bytes: int) -> None:
        """End a body that is nearly all framing, `content_bytes` of it being content."""
        used = self._limits.max_wire_bytes - self._left
        if used > SLACK_BYTES + 3 * content_bytes:
            raise SourceError(
                f"{self._address.shown} sends its page in tiny chunks, with more framing than content",
                "try again later; if it keeps failing, leave this address out",
                "bad_response",
            )


def _coding(answer: RawAnswer, address: Address) -> str | None:
    """The one coding we asked for and take, or None; anything else is refused by name, never guessed at."""
    said = ",".join(value for name, value in answer.headers if name == "content-encoding").lower()
    codings = [one for one in (part.strip() for part in said.split(",")) if one and one != "identity"]
    if len(codings) > 1:
        raise bad_encoding(address, f"is compressed {len(codings)} times over")
    if codings and codings[0] not in ("gzip", "x-gzip"):
        raise bad_encoding(address, f"is compressed as {codings[0][:20]!r}, which Kilas did not request")
    return "gzip" if codings else None


class _Body:
    """Gathers a body, inflating gzip bit by bit, and stops before it grows past its cap.

    A body that begins like a gzip file though no header says so (`sitemap.xml.gz`, mislabelled feeds) is inflated
    too: one layer, whoever names it. Within that layer, another is refused.
    """

    def __init__(self, address: Address, max_bytes: int, *, is_gzip: bool) -> None:
        self._address = address
        self._max = max_bytes
        self._says_gzip = is_gzip
        self._inflated = 0  # bytes as sent that have gone through the inflater
        self._kept = bytearray()  # decoded; until the coding is known, the first bytes as sent
        self._inflater: Any = None  # of the gzip member at work; zlib's type has no public name
        self._members = 0
        self._rest = b""  # after a member's end: too little to tell whether another one follows
        self._is_over = False

    def feed(self, chunk: bytes) -> None:
        if self._members:
            return self._inflate(chunk)
        self._kept += chunk
        if len(self._kept) >= 2 and (self._says_gzip or self._kept.startswith(_GZIP_MAGIC)):
            first, self._kept = bytes(self._kept), bytearray()
            return self._inflate(first)
        return self._check_size()

    def finish(self) -> bytes:
        if self._says_gzip and not self._members and self._kept:
            raise bad_encoding(self._address, "claims to be gzip but is not")
        if self._inflater is not None:
            raise bad_encoding(self._address, "ends in the middle of its gzip data")
        if self._members and self._kept.startswith(_GZIP_MAGIC):
            raise bad_encoding(self._address, "is compressed more than once")
        return bytes(self._kept)

    def _inflate(self, data: bytes) -> None:
        while data and not self._is_over:
            if self._inflater is None:
                data = self._open_member(data)
            if self._inflater is not None:
                data = self._decompress(data)

    def _open_member(self, data: bytes) -> bytes:
        """RFC 1952, 2.2: streams may follow each other. What follows and is none (padding) is passed over."""
        data, self._rest = self._rest + data, b""
        if len(data) < 2:
            self._rest = data
            return b""
        if self._members and not data.startswith(_GZIP_MAGIC):
            self._is_over = True
            return b""
        self._members += 1
        if self._members > MAX_MEMBERS:
            raise bad_encoding(self._address, f"contains more than {MAX_MEMBERS} gzip streams")
        self._inflater = zlib.decompressobj(wbits=16 + zlib.MAX_WBITS)  # gzip header and checksum required
        return data

    def _decompress(self, data: bytes) -> bytes:
        """Inflates what the cap leaves room for; returns what is still to be read."""
        try:
            self._kept += self._inflater.decompress(data, self._max + 1 - len(self._kept))
        except zlib.error as error:
            raise bad_encoding(self._address, "claims to be gzip but is damaged or something else") from error
        rest: bytes = self._inflater.unused_data if self._inflater.eof else self._inflater.unconsumed_tail
        self._inflated += len(data) - len(rest)
        self._check_size()
        if self._inflater.eof:
            self._inflater = None
        return rest

    def _check_size(self) -> None:
        if len(self._kept) <= self._max:
            return
        if self._members and len(self._kept) > BOMB_RATIO * self._inflated:
            raise SourceError(
                f"{self._address.shown} sends a decompression bomb: {self._inflated:,} bytes expand to more than "
                f"{self._max:,}",
                "leave this address out; it is broken or malicious",
                "bomb",
            )
        raise too_large(self._address, self._max)
