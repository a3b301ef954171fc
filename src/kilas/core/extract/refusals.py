"""Decides whether a reading is an article, or for which reason it is not."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Literal

from kilas.core.article import Refusal
from kilas.core.extract.prune import asks_script
from kilas.core.extract.reading import STUB_WORDS, Reading
from kilas.core.languages import ON_PAGES as _WORDS
from kilas.core.reasons import refusal

PageReason = Literal[
    "empty",
    "binary",
    "garbled",
    "too_large",
    "no_article",
    "too_short",
    "snippet",
    "paywall",
    "consent_wall",
    "error_page",
]
MIN_SENTENCES = 3
MIN_WORDS = 40
MANY_WORDS = 300  # no rule distinguishes higher numbers
_NOTICE_WORDS = 80  # of a notice to enable JavaScript, outside `noscript`, at most
_I = re.IGNORECASE
_LOST = "\N{REPLACEMENT CHARACTER}"
# Unreadable characters that a text may have: five, or one in a thousand.
_TRACE, _LETTERS_PER_LOST = 5, 1_000
_ERROR_TITLE = re.compile("|".join(_WORDS.error_titles), _I)
_ERROR_TEXT = re.compile("|".join(_WORDS.error_texts), _I)
_CONSENT = re.compile("|".join(_WORDS.consents), _I)
_CONSENT_CUES = _WORDS.consent_cues
_PAYWALL = re.compile("|".join(_WORDS.paywalls), _I)
_PAYWALL_CUES = _WORDS.paywall_cues
_CUT = re.compile(
    r"(?:\.\.\.|…|\[(?:\.\.\.|…|\+\d+ chars)\])\s*$"
    rf"|(?:{_WORDS.continued})\W*$",
    _I,
)


def judge(reading: Reading, source: str, sentences: int, words: int) -> Refusal | None:
    """Return the refusal of `reading` from `source`; None when it is an article.

    `sentences` and `words` are the counts of its text.
    """
    if reason := _reason(reading, sentences, words):
        needs_script = reason == "no_article" and _needs_script(reading, words)
        return refusal(
            reason,
            source,
            particular="needs_script" if needs_script else "",
            count=sentences if reason == "too_short" else None,
        )
    return None


def _reason(reading: Reading, sentences: int, words: int) -> PageReason | None:
    """Return the first reason that applies."""
    seen: tuple[tuple[PageReason, Callable[[], bool]], ...] = (
        ("too_large", lambda: reading.is_too_large),
        ("error_page", lambda: _is_error(reading, words)),
        ("paywall", lambda: _is_paywalled(reading, words)),
        ("consent_wall", lambda: _is_consent(reading, words)),
        ("garbled", lambda: reading.text.count(_LOST) > max(_TRACE, len(reading.text) / _LETTERS_PER_LOST)),
        ("no_article", lambda: _needs_script(reading, words) or not reading.text or _is_index(reading)),
        ("snippet", lambda: words < 150 and sentences < 6 and bool(_CUT.search(reading.text[-200:]))),
        ("too_short", lambda: sentences < MIN_SENTENCES or words < MIN_WORDS),
    )
    return next((reason for reason, is_so in seen if is_so()), None)


def _is_error(reading: Reading, words: int) -> bool:
    """True for an error page or a bot check, recognised by its title, or by its text when it is short."""
    if words > 250:
        return False
    return bool(_ERROR_TITLE.search((reading.title or "")[:300])) or (
        words < 120 and bool(_ERROR_TEXT.search(reading.visible[:2_000]))
    )


def _is_paywalled(reading: Reading, words: int) -> bool:
    """True for a stub whose page declares that it is not free, or asks for payment."""
    if words >= STUB_WORDS:
        return False
    return reading.is_free is False or (words > 0 and _asks_payment(reading.visible))


def _asks_payment(text: str) -> bool:
    return any(map(text.lower().__contains__, _PAYWALL_CUES)) and bool(_PAYWALL.search(text))


def _is_consent(reading: Reading, words: int) -> bool:
    """True when a consent notice was extracted, or the page shows one and next to no text."""
    return (words < MANY_WORDS and _asks_consent(reading.text[:4_000])) or (
        words < MIN_WORDS and _asks_consent(reading.visible)
    )


def _asks_consent(text: str) -> bool:
    return any(map(text.lower().__contains__, _CONSENT_CUES)) and len(_CONSENT.findall(text)) >= 2


def _needs_script(reading: Reading, words: int) -> bool:
    """True when the text is only a notice to enable JavaScript, or too short beside one that was removed."""
    if reading.asks_script:
        return words < MIN_WORDS
    return words < _NOTICE_WORDS and asks_script(reading.text[:300])


def _is_index(reading: Reading) -> bool:
    """True for a list of links or teasers."""
    return (
        reading.link_share > 0.6 or reading.card_share > 0.6 or (reading.is_listing and reading.longest < 400)
    )
