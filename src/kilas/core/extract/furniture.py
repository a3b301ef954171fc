"""Which blocks of an extracted body are no part of the report: furniture at its top, its end and in between.

Rules speak about how a line is printed (short, no full stop, nothing but a link) and about words that
every newsroom uses ("Baca juga", "Read more", "Advertisement"), never about one site. The dateline stays:
it is part of the text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kilas.core.extract.body import Block
from kilas.core.languages import BYLINES, EVERY
from kilas.core.languages import ON_PAGES as _WORDS

_WORD = re.compile(r"\w+")
_STOP = re.compile(r"[.!?…。！？؟।][\"'”’»)\]】」』]*$")
_HAN = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
_I = re.IGNORECASE


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{p})" for p in patterns), _I)


class _Lines(NamedTuple):
    """Lines of one kind. Those told by how they open are not looked for at every letter."""

    opening: re.Pattern[str]
    others: re.Pattern[str] = re.compile("(?!)")
    cues: tuple[str, ...] = ()  # one of these, in lower case, is in every line of the others

    def has(self, text: str) -> bool:
        if self.opening.match(text):
            return True
        return any(map(text.lower().__contains__, self.cues)) and self.others.search(text) is not None


_MONTH = rf"(?:{_WORDS.month_stems})\w*"
_DATE = rf"(?:\d{{1,2}}[./ -]+(?:{_MONTH}|\d{{1,2}})[., /-]+(?:\d{{4}}|\d{{2}}\b)|{_MONTH}\.? +\d{{1,2}}(?:{EVERY.dates.ordinal_endings})?,? +\d{{4}}|\d{{4}}[-/.年]\s?\d{{1,2}}[-/.月]\s?\d{{1,2}}日?)"
_STAMP = re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d\S*$")
_HAS_DATE = re.compile(_DATE, _I)
_TIME = re.compile(r"\b\d{1,2}[:.]\d{2}(?::\d{2})?\b")
# Words that stand beside a date on its line; what is left without them must be next to nothing.
_DATE_WORDS = _any(
    _DATE, rf"\b\d{{1,2}}[:.]\d{{2}}(?::\d{{2}})?(?:\s*(?:{_WORDS.day_halves}))?\b", rf"\b{_MONTH}\b\.?", r"\b\d{1,4}\b",
    rf"\b(?:{_WORDS.weekdays})\b",
    rf"\b(?:{_WORDS.beside_date})\b",
    _WORDS.beside_date_unspaced, r"[^\w]+",
)  # fmt: skip

# Lines that are promotion or apparatus wherever they stand, if they are short enough to be no paragraph.
_PROMO = _Lines(_any(*_WORDS.promo), _any(*_WORDS.promo_within), _WORDS.promo_cues)
_CREDIT = _Lines(_any(*_WORDS.credits))
_OPENS_CREDIT = re.compile(rf"(?:{BYLINES.body_openers})\b\s*:?\s+\S", _I)
# Lines that end a report: what they say stands under it, not in it.
_TAIL = _Lines(_any(*_WORDS.tails), _any(r"【.{2,12}】", r"\S+@\S+\.\w{2,}\s*$"), ("【", "@"))
# Headings after which nothing of the report follows.
_TAIL_HEAD = _Lines(_any(*_WORDS.tail_heads))


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What the rules may know about the page beside its blocks."""

    title: str = ""
    others: tuple[str, ...] = ()  # other forms of the headline
    byline: str = ""
    links: Mapping[str, float]  # text of a block -> share of it that is linked; none where it has no links

    def link_share(self, text: str) -> float:
        return self.links.get(text, 0.0)


def report_of(blocks: Sequence[Block], about: Context) -> list[Block]:
    """The blocks that are the report, in order."""
    kept = _without_repeats(blocks)
    kept = _from_top(kept, about)
    kept = _without_asides(kept, about)
    kept = [b for b in kept if not _is_noise(b, about)]
    return _to_end(kept, about)


def folded(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold()))


def _without_repeats(blocks: Sequence[Block]) -> list[Block]:
    """A paragraph printed twice is one paragraph; short lines may recur."""
    seen: set[str] = set()
    out = []
    for block in blocks:
        if len(block.text) > 240 and block.text in seen:
            continue
        seen.add(block.text)
        out.append(block)
    return out


def _from_top(blocks: list[Block], about: Context) -> list[Block]:
    """Without the headline's echo, date, byline and apparatus above the first paragraph."""
    first = next(
        (i for i, b in enumerate(blocks[:25]) if _is_paragraph(b.text) and not _is_top(b, about)),
        min(12, len(blocks)),
    )
    return [
        b
        for i, b in enumerate(blocks)
        if i > first or not (_is_top(b, about) or (i < first and _is_label(b)))
    ]


def _is_label(block: Block) -> bool:
    """Whether a line is a section's name, such as "Transportasi": up to three words and no sentence."""
    text = block.text
    return (
        block.kind == "p"
        and _size(text) <= 30
        and len(text.split()) <= 3
        and not _STOP.search(text.rstrip(":"))
    )


def _is_top(block: Block, about: Context) -> bool:
    text = block.text
    if _is_echo(text, about) or _is_date_line(text) or _is_byline(text, about):
        return True
    if len(text) < 400 and (_PROMO.has(text) or (_CREDIT.has(text) and not _STOP.search(text))):
        return True
    return block.kind == "row" and not _is_paragraph(text)


def _is_echo(text: str, about: Context) -> bool:
    if len(text) > 300:
        return False
    words = set(_WORD.findall(text.casefold()))
    for title in (about.title, *about.others):
        told = set(_WORD.findall(title.casefold()))
        if words and told and 2 * len(words & told) / (len(words) + len(told)) >= 0.8:
            return True
    return False


def _is_date_line(text: str) -> bool:
    if len(text) > 160 or not (_HAS_DATE.search(text) or _TIME.search(text)):
        return False
    return len(_DATE_WORDS.sub("", text)) <= max(4, len(text) // 4)


def _is_byline(text: str, about: Context) -> bool:
    if len(text) > 160 or _STOP.search(text):
        return False
    if len(text) < 120 and _OPENS_CREDIT.match(text):
        return True
    names = folded(about.byline)
    return bool(names) and len(text) < len(about.byline) + 60 and names in folded(text)


def _without_asides(blocks: list[Block], about: Context) -> list[Block]:
    """Without the sections that point elsewhere: "Related", "Berita terkait", "Sources", and the lines under them.

    Where such a section stands in the last third, nothing of the report follows it.
    """
    total = sum(len(b.text) for b in blocks)
    out: list[Block] = []
    seen = at = 0
    while at < len(blocks):
        block = blocks[at]
        if seen > 200 and _opens_aside(block):
            after = at + 1
            while after < len(blocks) and _is_pointer(blocks[after], about):
                after += 1
            rest = sum(len(b.text) for b in blocks[after:])
            if rest < total * 0.3 and seen > total * 0.5:
                return out
            at = after
            seen += len(block.text)
            continue
        out.append(block)
        seen += len(block.text)
        at += 1
    return out


def _opens_aside(block: Block) -> bool:
    text = block.text.rstrip(" :：")
    return (
        len(text) < 80
        and block.kind in ("head", "p", "row")
        and not _STOP.search(text)
        and _TAIL_HEAD.has(text)
    )


def _is_pointer(block: Block, about: Context) -> bool:
    share = about.link_share(block.text)
    return (
        share > 0.3
        or (len(block.text) < 100 and not _STOP.search(block.text))
        or not any(c.isalnum() for c in block.text)
    )


def _is_noise(block: Block, about: Context) -> bool:
    text = block.text
    if not any(c.isalnum() for c in text):
        return True
    if _STAMP.match(text) or (len(text) > 12 and text == about.title):
        return True
    share = about.link_share(text)
    return _is_link_line(block, share) or _is_promotion(text, share) or _is_credit(text)


def _is_promotion(text: str, share: float) -> bool:
    if len(text) >= 300 or not _PROMO.has(text):
        return False
    return not (_is_paragraph(text) and share < 0.3 and len(text) > 160)


def _is_credit(text: str) -> bool:
    return len(text) < 260 and _CREDIT.has(text) and not (_STOP.search(text) and len(text) > 120)


def _is_link_line(block: Block, share: float) -> bool:
    """A paragraph or row that is nothing but a link is a pointer to another page."""
    if share >= 0.95:
        return block.kind in ("p", "row", "quote") and not (
            _STOP.search(block.text) and len(block.text) > 120
        )
    if share >= 0.6:
        lead = block.text.split(":", 1)[0]
        return block.kind in ("p", "row") and (not _STOP.search(block.text) or len(lead) < 25)
    return False


def _to_end(blocks: list[Block], about: Context) -> list[Block]:
    """Without credits, contacts, notes and headings below the last paragraph."""
    end = len(blocks)
    total = sum(len(b.text) for b in blocks)
    dropped = headings = 0
    while end > 1:
        block = blocks[end - 1]
        headings += block.kind == "head"
        if headings > 3 or not _is_end(block, about) or dropped + len(block.text) > total * 0.4:
            break
        dropped += len(block.text)
        end -= 1
    return blocks[:end]


def _is_end(block: Block, about: Context) -> bool:
    text = block.text
    if block.kind == "head":
        return True
    if block.kind == "row" and not _is_paragraph(text):
        return True
    if (
        _is_date_line(text)
        or (_is_byline(text, about) and len(text) < 120)
        or (len(text) < 900 and _TAIL.has(text))
    ):
        return True
    return len(text) < 400 and _PROMO.has(text)


def _is_paragraph(text: str) -> bool:
    """Whether a line is long enough to be running text."""
    return len(text) > 80 or (len(text) > (40 if text.isascii() else 30) and bool(_STOP.search(text)))


def _size(text: str) -> int:
    """Length in Latin letters: a Han one says as much as three."""
    return len(text) + 2 * len(_HAN.findall(text))
