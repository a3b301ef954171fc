"""Clean sentences that look odd to a parser: does the one door to text leave them alone?"""

from __future__ import annotations

import gzip
import json
import random
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from evals.hostile.rows import SEED
from kilas.core.text import plain

COUNT = 10_000
_END = re.compile(r"(?<=[.!?])\s+")  # a splitter of its own: the product's would hide its own strips
# What nobody can see is dropped on purpose: control characters, zero widths, turns of direction.
_UNSEEN = re.compile("[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]")


def false_strips(top: Path, count: int = COUNT) -> tuple[int, int, list[str]]:
    """Of `count` seeded sentences of the training articles in `top`: how many were changed, how many there were, examples."""
    every = sorted({s for path in sorted(top.glob("*.train.jsonl.gz")) for s in _sentences(path)})
    chosen = random.Random(SEED).sample(every, min(count, len(every)))
    changed = [s for s in chosen if plain(s) != s]
    return len(changed), len(chosen), changed[:20]


def _sentences(path: Path) -> Iterator[str]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            for sentence in _END.split(json.loads(line)["text"]):
                folded = " ".join(_UNSEEN.sub("", unicodedata.normalize("NFC", sentence)).split())
                if len(folded) > 20:
                    yield folded
