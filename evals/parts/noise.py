"""What pages print among their paragraphs: does any of it enter a brief of a DEV page?"""

from __future__ import annotations

import gzip
import re
from pathlib import Path

from evals.measure import Measure, bench_dir
from kilas.core.article import Refusal
from kilas.core.extract import extract
from kilas.core.summary.compose import brief

NOISE = {
    "related": re.compile(r"^(?:baca (?:juga|selengkapnya)|simak (?:juga|video)|lihat juga|read (?:more|also|next|the full)|see also|related|more on this|don't miss|recommended)\b", re.IGNORECASE),
    "advert": re.compile(r"\b(?:advertisement|advertorial|sponsored (?:by|content)|scroll to continue|story continues below|article continues)\b", re.IGNORECASE),
    "sign_up": re.compile(r"\b(?:sign up (?:for|to)|subscribe (?:to|now|for)|newsletter|follow us|download (?:our|the) app|click here|share this (?:article|story)|join our)\b", re.IGNORECASE),
    "credit": re.compile(r"^(?:photo|image|foto|gambar|picture|video|caption|credit)s?\s*(?:by|:|credit)|\((?:photo|foto|image|reuters|getty|ap photo|afp)[^)]*\)\s*$|getty images|/(?:ap|afp|reuters)\)", re.IGNORECASE),
    "dateline": re.compile(r"^[A-Z][A-Z .,'-]{3,40}(?:\([^)]{2,30}\)\s*)?\s*(?:--|[—–-])\s"),
    "page_marker": re.compile(r"\b(?:page|halaman) \d+ (?:of|dari) \d+\b|\bnext page\b|\bhalaman selanjutnya\b", re.IGNORECASE),
    "copyright": re.compile(r"©|\ball rights reserved\b|\bcopyright \d{4}\b|\bmay not be (?:published|reproduced)\b", re.IGNORECASE),
    "live_blog": re.compile(r"^(?:\d{1,2}[:.]\d{2}\s?(?:am|pm|wib|gmt|et|bst)?\s*[-–—:]|updated? (?:at )?\d{1,2}[:.]\d{2})", re.IGNORECASE),
}  # fmt: skip


def measure(fast: bool) -> list[Measure]:
    """The share of briefs, in percent, with a claim that holds noise; refused pages are counted apart."""
    found = dict.fromkeys(NOISE, 0)
    briefs = refused = noisy = 0
    for path in _pages()[:: 6 if fast else 1]:
        made = brief(extract(gzip.decompress(path.read_bytes()), name=path.stem))
        if isinstance(made, Refusal):
            refused += 1
            continue
        briefs += 1
        texts = [
            c.text
            for c in (
                *(c for p in made.summary for c in p.claims),
                *made.watch_next,
                *made.takeaways,
                *made.insights,
            )
        ]
        kinds = {kind for kind, pattern in NOISE.items() if any(pattern.search(t) for t in texts)}
        noisy += bool(kinds)
        for kind in kinds:
            found[kind] += 1
    rows = [
        Measure(name=f"noise.{kind}_percent", value=100 * count / briefs, higher_is_better=False)
        for kind, count in found.items()
    ]
    return [
        Measure(name="noise.any_percent", value=100 * noisy / briefs, higher_is_better=False),
        *rows,
        Measure(name="noise.briefs", value=float(briefs), has_floor=False),
        Measure(name="noise.refused", value=float(refused), has_floor=False),
    ]


def _pages() -> list[Path]:
    return sorted(bench_dir("extraction").glob("*/html/*.html.gz"))
