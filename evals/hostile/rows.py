"""The payloads: rows of the hostile bench that may come to stand in an article."""

from __future__ import annotations

import base64
import gzip
import html
import json
import random
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FAMILIES = ("html_xss", "html_tree", "markup_leak", "naughty", "encoding")
SEED = 20_261_124
_CODE_SPAN = re.compile(r"(`+)(.+?)\1", re.DOTALL)
_CODE_ELEMENT = re.compile(r"<code\b[^>]*>(.*?)</code>", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Payload:
    """One hostile input, and which of its text may be shown as it stands."""

    id: str
    family: str
    data: bytes
    text: str  # the same as text; bytes that are no UTF-8 stand as lone surrogates
    literals: tuple[str, ...]  # what stands as code in it: a `<div>` in back ticks is a word


def load(top: Path, share: float = 1.0) -> list[Payload]:
    """The rows of every family in `top`, or a seeded share of each, in order of their ids."""
    found: list[Payload] = []
    for family in FAMILIES:
        with gzip.open(top / f"{family}.jsonl.gz", "rt", encoding="utf-8") as file:
            rows = sorted((_payload(family, json.loads(line)) for line in file), key=lambda p: p.id)
        if share < 1:
            count = max(1, round(len(rows) * share))
            rows = sorted(random.Random(SEED).sample(rows, count), key=lambda p: p.id)
        found += rows
    return found


def _payload(family: str, row: dict[str, Any]) -> Payload:
    if row["enc"] == "b64":
        data = base64.b64decode(row["data"])
        text = data.decode("utf-8", "surrogateescape")
    else:
        text = row["data"]
        data = text.encode("utf-8", "surrogatepass")
    return Payload(id=row["id"], family=family, data=data, text=text, literals=_literals(text, row))


def _literals(text: str, row: dict[str, Any]) -> tuple[str, ...]:
    """Where the origin says what the payload looks like when rendered, its code elements; else its code spans."""
    expected = (row.get("expect") or {}).get("html")
    if expected is not None:
        return tuple(html.unescape(m[1]) for m in _CODE_ELEMENT.finditer(expected))
    return tuple(m[2] for m in _CODE_SPAN.finditer(text))
