"""What pages print among their paragraphs: does any of it enter a brief of a DEV page?"""

from __future__ import annotations

import gzip
import re
from collections.abc import Sequence
from pathlib import Path

from evals.measure import Measure, bench_dir
from evals.noise_lines import CLEAN, NOISY
from kilas.core.article import Refusal
from kilas.core.briefing import brief
from kilas.core.extract import extract

# A hit is noise by its form: it orders the reader about, points elsewhere, announces a sponsor, credits a picture, marks
# a page. Words alone prove nothing: reports are written about newsletters, adverts and photographers too.
NOISE = {
    "related": re.compile(r"^(?:baca (?:juga|selengkapnya)|simak (?:juga|video)|lihat juga|tonton (?:juga|video)|read (?:more(?! than)|also|next|the full)|see also|related(?: \w+)?:|more on this|don['’]t miss|recommended(?: \w+){0,2}:)(?!\w)", re.IGNORECASE),
    "advert": re.compile(r"^(?:advertisement|advertorial|iklan|sponsored(?: content)?)\W*$|\b(?:scroll to continue|(?:story|article) continues (?:below|after))\b|\b(?:podcast|episode|newsletter|article|post|segment|video) is (?:sponsored|brought to you|supported|presented) by\b", re.IGNORECASE),
    "sign_up": re.compile(r"^(?:please |now )?(?:sign up|subscribe|follow us|download our|click here|share this|join our|register (?:here|now)|ikuti (?:kami|berita)|gabung(?:lah)? (?:di|ke|dengan)|klik (?:di sini|tautan))\b|\bclick here(?! and there)\b|\bklik di sini\b|[,;] (?:sign up|subscribe|register|follow us)\b[^.]{0,20}\b(?:here|now|our|today|on)\b|\b(?:sign up|subscribe) (?:here|to our|for our)\b", re.IGNORECASE),
    "credit": re.compile(r"^(?:photo|image|foto|gambar|picture|video|caption|credit)s?\s*(?:by\b|:|credit)|\((?:photo|foto|image|reuters|getty|ap photo|afp)[^)]*\)\s*$|(?:/|\bvia |\bby |\bcredit: ?)getty images|getty images\W*$|/(?:ap|afp|reuters)\)|^(?:from left|left to right|pictured(?: above| below)?|file photo|dari kiri ke kanan)\s*[:,]", re.IGNORECASE),
    "dateline": re.compile(r"^[A-Z][A-Z .,'-]{3,40}(?:\([^)]{2,30}\)\s*)?\s*(?:--|[—–-])\s"),
    "page_marker": re.compile(r"\b(?:page|halaman) \d+ (?:of|dari) \d+\b|^next page\b|^halaman (?:selanjutnya|berikutnya)\b", re.IGNORECASE),
    "copyright": re.compile(r"©|\ball rights reserved\b|^copyright \d{4}\b|\bmay not be (?:published|reproduced)\b|^(?:this (?:article|story|post)|artikel ini) (?:was|is|telah|sudah|pernah) (?:first |originally )?(?:published|tayang|terbit|dimuat)", re.IGNORECASE),
    "live_blog": re.compile(r"^(?:\d{1,2}[:.]\d{2}\s?(?:am|pm|wib|gmt|et|bst)?\s*[-–—:]|updated? (?:at )?\d{1,2}[:.]\d{2})", re.IGNORECASE),
    "correction": re.compile(r"^(?:correction|clarification|koreksi|ralat|editor['’]s note|catatan redaksi)\b[^.:“]{0,40}:|^[a-z]{3,9} \d{1,2}, \d{4}: updated\b", re.IGNORECASE),
    "page_of_itself": re.compile(r"\bin (?:this|our|upcoming|future|the next) (?:articles?|posts?|guides?|newsletters?)\b|^(?:this|the following) (?:article|guide|post|page) (?!of\b)\w+|this article isn['’]t|\bon this page\b|\b(?:in|to) the comments(?: below| section)?\W*$|\bquestions or comments\W*$|\bbelow is a list\b", re.IGNORECASE),
    "author_box": re.compile(r"^[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){1,3} (?:is (?:an?|the) (?:[\w-]+ ){0,4}?(?:writer|reporter|journalist|editor|correspondent|columnist|contributor)\b(?! who\b)|writes the [\w ]+, where )"),
}  # fmt: skip


def measure(fast: bool) -> list[Measure]:
    """The share of briefs, in percent, with a claim that holds noise; refused pages are counted apart."""
    found = dict.fromkeys(NOISE, 0)
    briefs = refused = noisy = 0
    for path in _pages()[:: 6 if fast else 1]:
        made = brief(extract(gzip.decompress(path.read_bytes()), name=path.stem), audience="public")
        if isinstance(made, Refusal):
            refused += 1
            continue
        briefs += 1
        texts = [claim.text for claim in made.claims]
        kinds = {kind for text in texts for kind in kinds_of(text)}
        noisy += bool(kinds)
        for kind in kinds:
            found[kind] += 1
    rows = [
        Measure(name=f"noise.{kind}_percent", value=100 * count / briefs, higher_is_better=False)
        for kind, count in found.items()
    ]
    return [
        Measure(name="noise.control_found_percent", value=100 * _share_found(NOISY)),
        Measure(name="noise.control_false_percent", value=100 * _share_found(CLEAN), higher_is_better=False),
        Measure(name="noise.any_percent", value=100 * noisy / briefs, higher_is_better=False),
        *rows,
        Measure(name="noise.briefs", value=float(briefs), has_floor=False),
        Measure(name="noise.refused", value=float(refused), has_floor=False),
    ]


def kinds_of(text: str) -> set[str]:
    """The kinds of noise that `text` is by its form."""
    return {kind for kind, pattern in NOISE.items() if pattern.search(text)}


def _share_found(texts: Sequence[str]) -> float:
    """Of our own lines: all of the noisy ones must be found, and none of those that look alike."""
    return sum(bool(kinds_of(text)) for text in texts) / len(texts)


def _pages() -> list[Path]:
    return sorted(bench_dir("extraction").glob("*/html/*.html.gz"))
