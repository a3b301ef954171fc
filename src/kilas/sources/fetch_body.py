"""Reads the body of a response: measured while it arrives, decompressed within its limit."""

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

BOMB_RATIO = 100  # decoded to sent bytes; real pages stay below 30, a gzip bomb is near 1,000
MAX_MEMBERS = 100  # gzip streams in one body; each has a fixed cost, and real bodies have one
# Framing bytes allowed beyond three per byte of content. Chunks of one byte cost a second per 300 kB.
SLACK_BYTES = 262_144
_GZIP_MAGIC = b"\x1f\x8b"


async def read_body(
    chunks: AsyncIterator[bytes], answer: RawAnswer, meter: Meter, address: Address, limits: Limits
) -> bytes:
    """Read and decode the body. SourceError if it is too large, or its coding is not gzip."""
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
    """Counts the bytes received on one connection; raises SourceError when a limit is reached."""

    def __init__(self, address: Address, limits: Limits) -> None:
        self._address = address
        self._limits = limits
        self._is_body = False
        self._left = limits.max_header_bytes

    def begin_body(self) -> None:
        """Switch from the limit for headers to the limit for the body."""
        self._is_body = True
        self._left = self._limits.max_wire_bytes

    def allowance(self, wanted: int) -> int:
        """Return the number of bytes that may be read now. Called only while headers or body are incomplete."""
        if self._left > 0:
            return min(wanted, self._left)
        if self._is_body:
            raise too_large(self._address, self._limits.max_wire_bytes)
        raise SourceError(
            f"{self._address.shown} sends more than {self._limits.max_header_bytes:,} bytes of headers",
            "tell the site, or remove this address; this cannot be changed here",
            "too_large",
        )

    def count(self, size: int) -> None:
        self._left -= size

    def weigh(self, content_bytes: int) -> None:
        """Raise SourceError for a body that is mostly framing; `content_bytes` is the content so far."""
        used = self._limits.max_wire_bytes - self._left
        if used > SLACK_BYTES + 3 * content_bytes:
            raise SourceError(
                f"{self._address.shown} sends its page in tiny chunks, with more framing than content",
                "try again later; if it keeps failing, remove this address",
                "bad_response",
            )


def _coding(answer: RawAnswer, address: Address) -> str | None:
    """Return "gzip", or None for an uncompressed body. SourceError for any other coding."""
    said = ",".join(value for name, value in answer.headers if name == "content-encoding").lower()
    codings = [one for part in said.split(",") if (one := part.strip()) not in ("", "identity")]
    if len(codings) > 1:
        raise bad_encoding(address, f"is compressed {len(codings)} times")
    if codings and codings[0] not in ("gzip", "x-gzip"):
        raise bad_encoding(address, f"is compressed as {codings[0][:20]!r}, which Kilas did not request")
    return "gzip" if codings else None


class _Body:
    """Collects a body, decompresses gzip in steps, and stops before it exceeds its limit.

    A body that starts like a gzip file, without a header that says so (`sitemap.xml.gz`, mislabelled feeds), is
    decompressed too. Only one layer is accepted; a second one inside is refused.
    """

    def __init__(self, address: Address, max_bytes: int, *, is_gzip: bool) -> None:
        self._address = address
        self._max = max_bytes
        self._says_gzip = is_gzip
        self._inflated = 0  # compressed bytes processed
        self._kept = bytearray()  # decoded bytes; until the coding is known, the first raw bytes
        self._inflater: Any = None  # of the current gzip member; zlib's type has no public name
        self._members = 0
        self._rest = b""  # after a member: too few bytes to know if another one follows
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
            raise bad_encoding(self._address, "is labelled as gzip and is not")
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
        """Start the next gzip stream, if any (RFC 1952, 2.2). Other data after a stream is ignored."""
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
        """Decompress up to the limit; return the data that is left."""
        try:
            self._kept += self._inflater.decompress(data, self._max + 1 - len(self._kept))
        except zlib.error as error:
            raise bad_encoding(
                self._address, "is labelled as gzip and is damaged, or is something else"
            ) from error
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
                f"{self._address.shown} sends a decompression bomb: {self._inflated:,} bytes that expand to more than "
                f"{self._max:,}",
                "remove this address; it is broken or malicious",
                "bomb",
            )
        raise too_large(self._address, self._max)
