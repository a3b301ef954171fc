"""Removes furniture from an extracted body: lines at its top, at its end and in between that are not the report.

A line goes for its structure (nothing but a link, a time, a row of marks), or because the whole line has the form of
furniture ("Baca juga: …", "Editor: Sari Wening", "Advertisement"). A sentence never goes because some of its words
resemble furniture ("Support for the fare fell", "Contact with the crew was lost"). What follows an interruption stays
when it is prose. No rule is about a single site. The dateline is part of the report.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from kilas.core.extract.body import Block
from kilas.core.languages import BYLINES, EVERY
from kilas.core.languages import ON_PAGES as _WORDS
from kilas.core.text.markup import clean

_WORD = re.compile(r"\w+")
_STOP = re.compile(r"[.!?…。！？؟।][\"'”’»)\]】」』]*$")
_HAN = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
_I = re.IGNORECASE


def _any(*patterns: str) -> re.Pattern[str]:
    """Compile a pattern that matches where one of `patterns` does."""
    return re.compile("|".join(f"(?:{p})" for p in patterns), _I)


class _Lines(NamedTuple):
    """Patterns for lines of one kind."""

    opening: re.Pattern[str]  # matched at the start of the line only: most patterns begin with "^"
    others: re.Pattern[str] = re.compile("(?!)")  # searched for
    cues: tuple[str, ...] = ()  # lower-case strings; every match of `others` contains one

    def has(self, text: str) -> bool:
        """True when the line `text` is of this kind."""
        if self.opening.match(text):
            return True
        return any(map(text.lower().__contains__, self.cues)) and self.others.search(text) is not None


_MONTH = rf"(?:{_WORDS.month_stems})\w*"
_DATE = rf"(?:\d{{1,2}}[./ -]+(?:{_MONTH}|\d{{1,2}})[., /-]+(?:\d{{4}}|\d{{2}}\b)|{_MONTH}\.? +\d{{1,2}}(?:{EVERY.dates.ordinal_endings})?,? +\d{{4}}|\d{{4}}[-/.年]\s?\d{{1,2}}[-/.月]\s?\d{{1,2}}日?)"
_STAMP = re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d\S*$")
_HAS_DATE = re.compile(_DATE, _I)
_TIME = re.compile(r"\b\d{1,2}[:.]\d{2}(?::\d{2})?\b")
# Parts of a line that gives a date; all other text on it must be short.
_DATE_WORDS = _any(
    _DATE, rf"\b\d{{1,2}}[:.]\d{{2}}(?::\d{{2}})?(?:\s*(?:{_WORDS.day_halves}))?\b", rf"\b{_MONTH}\b\.?", r"\b\d{1,4}\b",
    rf"\b(?:{_WORDS.weekdays})\b",
    rf"\b(?:{_WORDS.beside_date})\b",
    _WORDS.beside_date_unspaced, r"[^\w]+",
)  # fmt: skip

_FORMS = _any(*_WORDS.forms)
_PROMO = _Lines(_any(*_WORDS.promo), _any(*_WORDS.promo_within), _WORDS.promo_cues)
_CREDIT = _Lines(_any(*_WORDS.credits))
_OPENS_CREDIT = re.compile(rf"(?:{BYLINES.body_openers})\b\s*:?\s+\S", _I)
_TAIL_FORMS = _any(*_WORDS.tail_forms)
_TAIL = _Lines(_any(*_WORDS.tails), _any(r"【.{2,12}】", r"\S+@\S+\.\w{2,}\s*$"), ("【", "@"))
_ASIDE_HEAD = _any(*_WORDS.aside_heads)
_MAYBE_HEAD = _any(*_WORDS.maybe_heads)
_END_HEAD = _any(*_WORDS.end_heads)
_CALL = _any(*_WORDS.calls)
_CHANNEL = _any(rf"\b(?:{'|'.join(_WORDS.channels)})\b")
_OURS = _any(rf"\b(?:{'|'.join(_WORDS.ours)})\b")
_REPORTING = EVERY.reporting.says | EVERY.reporting.verbs
_INLINE_POINTER = re.compile(
    rf"(?<=[.!?…”\"’)])\s+[\[(]?(?:{'|'.join(_WORDS.pointers)})\s*[:：]\s*[^.!?…]{{3,200}}$", _I
)
_CALL_LENGTH = 400  # characters of a call to the reader, at most
_JOINED = 500  # characters of a copy of several paragraphs, at least
_FORM_LENGTH = 300  # characters of a line that has the form of furniture, at most
_TAIL_LENGTH = 900  # characters of a line below the report, at most
_TEASER = 300  # characters of the text of a teaser, at most


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """Facts about a page, beside its blocks."""

    title: str = ""
    others: tuple[str, ...] = ()  # other forms of the headline
    byline: str = ""
    links: Mapping[str, float]  # linked share of a block, 0 to 1, by its text; only blocks with links

    def link_share(self, text: str) -> float:
        """Return the linked share of the block `text`, from 0 to 1."""
        return self.links.get(text, 0.0)


def report_of(blocks: Sequence[Block], about: Context) -> list[Block]:
    """Return the blocks of the report, in order."""
    kept = _without_repeats(_without_pointer(block) for block in blocks)
    kept = _from_top(kept, about)
    kept = _without_asides(kept, about)
    kept = [b for b in kept if not _is_noise(b, about)]
    return _to_end(kept, about)


def _without_pointer(block: Block) -> Block:
    """Return `block` without a pointer to another page behind its last sentence: "… Read also: A bridge falls"."""
    found = _INLINE_POINTER.search(block.text) if ":" in block.text or "：" in block.text else None
    return replace(block, text=block.text[: found.start()]) if found else block


def folded(text: str) -> str:
    """Return the words of `text`, case-folded, with single spaces and no punctuation or invisible marks."""
    return " ".join(_WORD.findall(clean(text).casefold()))


def _without_repeats(blocks: Iterable[Block]) -> list[Block]:
    """Remove paragraphs that were printed before, alone or as several; short lines may repeat."""
    seen: set[str] = set()
    before = ""  # all blocks so far, without white space
    out = []
    for block in blocks:
        bare = "".join(block.text.split())
        if len(block.text) > 240 and (block.text in seen or (len(bare) > _JOINED and bare in before)):
            continue
        seen.add(block.text)
        before += bare
        out.append(block)
    return out


def _from_top(blocks: list[Block], about: Context) -> list[Block]:
    """Remove repeats of the headline, dates, bylines and promotion above the first paragraph."""
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
    """True for the name of a section, such as "Transportasi": up to three words and no sentence."""
    text = block.text
    return (
        block.kind == "p"
        and _size(text) <= 30
        and len(text.split()) <= 3
        and not _STOP.search(text.rstrip(":"))
    )


def _is_top(block: Block, about: Context) -> bool:
    """True when `block` is not the report if it is above the first paragraph."""
    text = block.text
    return (
        _is_echo(text, about)
        or _is_date_line(text)
        or _is_byline(text, about)
        or _is_form(text)
        or (len(text) < 400 and not _is_sentence(text) and (_PROMO.has(text) or _CREDIT.has(text)))
        or _is_short_row(block)
    )


def _is_form(text: str) -> bool:
    """True when the whole line is furniture by its form, or calls the reader to a channel of the publisher."""
    return (len(text) < _FORM_LENGTH and _FORMS.fullmatch(text) is not None) or _is_call(text)


def _is_call(text: str) -> bool:
    """True for an order to the reader with a channel and a "we" or "you", outside reported speech."""
    return (
        len(text) < _CALL_LENGTH
        and _CALL.match(text) is not None
        and _CHANNEL.search(text) is not None
        and _OURS.search(text) is not None
        and _REPORTING.isdisjoint(_WORD.findall(text.casefold()))
    )


def _is_sentence(text: str) -> bool:
    """True for a line that ends like a sentence and has at least four words.

    >>> _is_sentence("Support for the fare fell."), _is_sentence("Advertisement."), _is_sentence("Read more")
    (True, False, False)
    """
    if not _STOP.search(text):
        return False
    return len(text.split()) >= 4 or _size(text) - len(text) >= 20


def _is_short_row(block: Block) -> bool:
    return block.kind == "row" and not _is_paragraph(block.text) and not _is_sentence(block.text)


def _is_echo(text: str, about: Context) -> bool:
    """True when `text` repeats the headline: an F1 of at least 0.8 over their sets of words."""
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
    """Remove sections of pointers to other pages: a heading such as "Related" or "Berita terkait", and the lines below it.

    The report goes on with the first prose below them. A heading that may be a subhead ("Latest", "More on the way")
    goes only with a list of links below it.
    """
    out: list[Block] = []
    seen = at = 0
    while at < len(blocks):
        block = blocks[at]
        after = _after_section(blocks, at, about) if seen > 200 else at
        if after == at:
            out.append(block)
            after = at + 1
        seen += _length(blocks[at:after])
        at = after
    return out


def _after_section(blocks: Sequence[Block], at: int, about: Context) -> int:
    """Return the index after the section of pointers whose heading is at `at`; `at` itself when there is none."""
    block = blocks[at]
    text = block.text.rstrip(" :：")
    if len(text) >= 80 or block.kind not in ("head", "p", "row") or _STOP.search(text):
        return at
    if _END_HEAD.fullmatch(text) and _length(blocks[at:]) < _length(blocks) * 0.3:
        return len(blocks)
    if _ASIDE_HEAD.fullmatch(text):
        return _after_pointers(blocks, at + 1, about)
    if _MAYBE_HEAD.fullmatch(text):
        after = _after_pointers(blocks, at + 1, about)
        return after if any(about.link_share(b.text) > 0.3 for b in blocks[at + 1 : after]) else at
    return at


def _after_pointers(blocks: Sequence[Block], at: int, about: Context) -> int:
    """Return the index of the first block from `at` that is neither a pointer nor the text of a teaser.

    A short text between two pointers is the text of a teaser; where there was one, the last pointer has its own.
    """
    has_teasers = False
    while at < len(blocks):
        if _is_pointer(blocks[at], about):
            at += 1
        elif _is_teaser(blocks, at, about):
            has_teasers = True
            at += 1
        else:
            break
    is_last = has_teasers and at < len(blocks) and len(blocks[at].text) < _TEASER
    return at + 1 if is_last else at


def _is_teaser(blocks: Sequence[Block], at: int, about: Context) -> bool:
    """True for a short text between two linked lines."""
    if len(blocks[at].text) >= _TEASER or at + 1 >= len(blocks):
        return False
    return all(about.link_share(blocks[i].text) > 0.3 for i in (at - 1, at + 1))


def _length(blocks: Sequence[Block]) -> int:
    return sum(len(block.text) for block in blocks)


def _is_pointer(block: Block, about: Context) -> bool:
    """True for a line of a section of pointers: linked, short and no sentence, or without letters."""
    share = about.link_share(block.text)
    return (
        share > 0.3
        or (len(block.text) < 160 and not _STOP.search(block.text))
        or not any(c.isalnum() for c in block.text)
    )


def _is_noise(block: Block, about: Context) -> bool:
    """True when `block` is not the report, anywhere on the page."""
    text = block.text
    if not any(c.isalnum() for c in text):
        return True
    if _STAMP.match(text) or (len(text) > 12 and text == about.title):
        return True
    share = about.link_share(text)
    return _is_link_line(block, share) or _is_form(text) or _is_promotion(block)


def _is_promotion(block: Block) -> bool:
    text = block.text
    if len(text) >= _FORM_LENGTH or _is_sentence(text):
        return False
    return _PROMO.has(text) or (block.kind not in ("head", "item") and _CREDIT.has(text))


def _is_link_line(block: Block, share: float) -> bool:
    """True for a paragraph or row that consists mostly of a link: a pointer to another page."""
    if share >= 0.95:
        return block.kind in ("p", "row", "quote") and not (
            _STOP.search(block.text) and len(block.text) > 120
        )
    if share >= 0.6:
        lead = block.text.split(":", 1)[0]
        return block.kind in ("p", "row") and (not _STOP.search(block.text) or len(lead) < 25)
    return False


def _to_end(blocks: list[Block], about: Context) -> list[Block]:
    """Remove credits, contacts, notes, lists of links and headings below the last paragraph: at most 40 % of the text."""
    end = len(blocks)
    total = _length(blocks)
    dropped = headings = 0
    while end > 1:
        block = blocks[end - 1]
        start = end - 1 if _is_end(block, about) else _start_of_links(blocks[:end], about)
        headings += block.kind == "head"
        dropped += _length(blocks[start:end])
        if headings > 3 or start == end or dropped > total * 0.4:
            break
        end = start
    return blocks[:end]


def _start_of_links(blocks: Sequence[Block], about: Context) -> int:
    """Return the index of the list of links that ends `blocks`; their number when there is none.

    A list of links has three or more items or rows, each with a link; the links are a fifth of its text or more.
    """
    start = len(blocks)
    kind = blocks[-1].kind
    if kind not in ("item", "row"):
        return start
    while start > 1 and blocks[start - 1].kind == kind and about.link_share(blocks[start - 1].text) > 0:
        start -= 1
    items = blocks[start:]
    linked = sum(len(b.text) * min(1.0, about.link_share(b.text)) for b in items)
    return start if len(items) >= 3 and linked >= _length(items) / 5 else len(blocks)


def _is_end(block: Block, about: Context) -> bool:
    """True when `block` is not the report if it is below the last paragraph."""
    text = block.text
    return (
        block.kind == "head"
        or _is_short_row(block)
        or _is_date_line(text)
        or (len(text) < 120 and _is_byline(text, about))
        or (len(text) < _TAIL_LENGTH and (_is_tail(text) or _is_about_author(text, about)))
        or _is_form(text)
    )


def _is_about_author(text: str, about: Context) -> bool:
    """True for a paragraph that opens with the author's full name: nobody reports on themselves by name."""
    names = [name for name in re.split(r"[,;&]", about.byline) if len(name.split()) > 1]
    return any(re.match(rf"{re.escape(name.strip())},? \w", text) for name in names)


def _is_tail(text: str) -> bool:
    return _TAIL_FORMS.fullmatch(text) is not None or (
        not _is_sentence(text) and (_TAIL.has(text) or _PROMO.has(text))
    )


def _is_paragraph(text: str) -> bool:
    """True when a line is long enough to be running text."""
    return len(text) > 80 or (len(text) > (40 if text.isascii() else 30) and bool(_STOP.search(text)))


def _size(text: str) -> int:
    """Return the length of `text` in Latin letters; a Chinese or Japanese character counts as three."""
    return len(text) + 2 * len(_HAN.findall(text))
