"""Why a page gives no article: the reasons, told apart by what stands on it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Literal

from kilas.core.article import Refusal
from kilas.core.extract.prune import asks_script
from kilas.core.extract.reading import STUB_WORDS, Reading
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
MANY_WORDS = 300  # no reason looks at how many there are beyond
_NOTICE_WORDS = 80
_I = re.IGNORECASE
_LOST = "\N{REPLACEMENT CHARACTER}"
_TRACE = 5  # letters lost to stray bytes, in any text
_LETTERS_PER_LOST = 1_000
_ERROR_TITLE = re.compile(
    r"\b(?:40[0134]|41[0]|429|50[0234])\b.{0,40}(?:not found|error|forbidden|denied|gone|unavailable|bad|too many|halaman)"
    r"|\b(?:error|kesalahan|galat|http|status|kode)\s*:?\s*(?:40[0134]|410|429|50[0234])\b|^\s*(?:40[034]|50[0234])\s*(?:[-|:].*)?$"
    r"|(?:page|halaman|artikel|berita|article|site|file|url)\s+(?:was |is |could |can )?(?:not (?:be )?found|tidak (?:dapat )?(?:ditemukan|tersedia)|no longer (?:available|exists))"
    r"|tidak ditemukan$|access denied|akses ditolak|permission denied|forbidden$|attention required|just a moment|are you (?:a )?(?:robot|human)|bukan robot"
    r"|security check|verifying you are human|pemeriksaan keamanan|service unavailable|bad gateway|internal server error|site maintenance|sedang dalam pemeliharaan|pardon our interruption|request (?:blocked|rejected)|you have been blocked",
    _I,
)
_ERROR_TEXT = re.compile(
    r"(?:page|halaman) (?:you(?:'re| are| were)? (?:looking for|requested|trying)|yang (?:anda|kamu) (?:cari|minta|tuju))"
    r"|enable javascript and cookies to continue|checking your browser|complete the (?:captcha|security check)|verify you are (?:a )?human|buktikan bahwa anda bukan robot|unusual traffic|ray id\s*:|cf-ray|akamai reference",
    _I,
)
_CONSENT = re.compile(
    r"(?:we|kami|our partners|mitra kami|this (?:site|website)|situs ini|\w+ and (?:its|our) partners)[^.]{0,60}(?:use|uses|store|menggunakan|memakai)[^.]{0,60}cookies?"
    r"|(?:accept|reject|manage|terima|tolak|kelola|setujui)(?: \w+){0,2} (?:cookies|kuki)|cookie (?:settings|preferences|policy)|kebijakan (?:cookie|kuki)|before you continue|sebelum anda melanjutkan|persetujuan (?:cookie|kuki)|consent to",
    _I,
)
# What each match of a costly pattern has one of.
_CONSENT_CUES = ("cooki", "kuki", "before you continue", "sebelum anda melanjutkan", "consent to")
_PAYWALL = re.compile(
    r"(?:subscribe|log ?in|sign ?in|register|become a (?:member|subscriber))[^.]{0,40}(?:to (?:continue|read|keep reading|unlock|access|view)|for (?:full|unlimited) access)"
    r"|(?:to (?:continue|keep) reading|continue reading|read (?:the|this) (?:full|rest|entire)[^.]{0,20})[^.]{0,60}(?:subscri|sign|log|register|member)"
    r"|(?:this|full) (?:article|story|content) is (?:for|only (?:for|available to)|reserved for|available (?:only )?to|exclusive to)[^.]{0,30}(?:subscribers?|members?|premium)"
    r"|already a (?:subscriber|member)\?|subscriber[- ]only|subscribers? only|you(?:'ve| have) (?:reached|used)[^.]{0,30}(?:free|limit)|unlock this (?:article|story)|premium (?:content|article)|konten premium|artikel premium"
    r"|(?:berlangganan|langganan|masuk|login|daftar)[^.]{0,40}(?:untuk (?:melanjutkan|membaca|mengakses|membuka)|agar (?:dapat|bisa) membaca)"
    r"|(?:untuk (?:melanjutkan|membaca|mengakses))[^.]{0,60}(?:berlangganan|langganan|masuk|login|daftar)|khusus (?:pelanggan|pembaca premium|member)|sudah (?:berlangganan|punya akun)\?|artikel ini (?:khusus|hanya) (?:untuk|bagi)[^.]{0,30}(?:pelanggan|member)"
    r"|la suite est réservée|réservée? aux abonnés|weiterlesen mit|nur für abonnenten|solo para suscriptores|conteúdo exclusivo para assinantes|有料会員",
    _I,
)
_PAYWALL_CUES = (
    "subscribe", "log in", "login", "sign in", "signin", "register", "become a ", "continue reading", "keep reading", "read the ", "read this ",
    "article is ", "story is ", "content is ", "already a ", "ve reached", "ve used", "unlock this ", "premium", "membaca", "untuk melanjutkan",
    "untuk mengakses", "untuk membuka", "khusus ", "langganan?", "punya akun", "artikel ini ", "réserv", "weiterlesen", "abonnenten",
    "suscriptores", "assinantes", "有料会員",
)  # fmt: skip
_CUT = re.compile(
    r"(?:\.\.\.|…|\[(?:\.\.\.|…|\+\d+ chars)\])\s*$|(?:read more|continue reading|selengkapnya|baca selengkapnya)\W*$",
    _I,
)


def judge(reading: Reading, source: str, sentences: int, words: int) -> Refusal | None:
    """Why `reading` is no article; None when it is one."""
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
    if words > 250:
        return False
    return bool(_ERROR_TITLE.search((reading.title or "")[:300])) or (
        words < 120 and bool(_ERROR_TEXT.search(reading.visible[:2_000]))
    )


def _is_paywalled(reading: Reading, words: int) -> bool:
    if words >= STUB_WORDS:
        return False
    return reading.is_free is False or (words > 0 and _asks_payment(reading.visible))


def _asks_payment(text: str) -> bool:
    return any(map(text.lower().__contains__, _PAYWALL_CUES)) and bool(_PAYWALL.search(text))


def _is_consent(reading: Reading, words: int) -> bool:
    return (words < MANY_WORDS and _asks_consent(reading.text[:4_000])) or (
        words < MIN_WORDS and _asks_consent(reading.visible)
    )


def _asks_consent(text: str) -> bool:
    return any(map(text.lower().__contains__, _CONSENT_CUES)) and len(_CONSENT.findall(text)) >= 2


def _needs_script(reading: Reading, words: int) -> bool:
    """Whether all that stands there is the notice to readers without scripts, in its element or bare."""
    if reading.asks_script:
        return words < MIN_WORDS
    return words < _NOTICE_WORDS and asks_script(reading.text[:300])


def _is_index(reading: Reading) -> bool:
    return (
        reading.link_share > 0.6 or reading.card_share > 0.6 or (reading.is_listing and reading.longest < 400)
    )
