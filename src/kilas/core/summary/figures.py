"""The strip of figures: the numbers a reader would look for, each with the words it counts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from kilas.core.brief import Claim, Figure
from kilas.core.check.numbers import Number, numbers
from kilas.core.text import fold, words

MOST, LEAST = 4, 2
_AFTER_MOST, _MONEY_WITHIN = 3, 7  # words
_LEAST_COUNT = 10  # a smaller count is a detail, not a figure
_CURRENCIES = frozenset("IDR USD EUR GBP JPY CNY SGD AUD CAD HKD NZD MYR INR THB PHP KRW SAR".split())
_ENGLISH_MONEY = frozenset(
    "profit profits revenue revenues sales loss losses cost costs price budget fine fines fund debt loan investment investments income earnings"
    " spending damage fare fares wage wages salary grant tax taxes forecast turnover".split()
)
_MONEY_NOUNS = _ENGLISH_MONEY | frozenset(
    "laba rugi kerugian pendapatan penjualan biaya anggaran harga denda dana utang pinjaman investasi tarif upah gaji hibah pajak"
    " omzet subsidi nilai pemasukan bantuan kontrak modal".split()
)
_MEASURES = frozenset(
    "second seconds minute minutes hour hours day days week weeks month months year years decade decades nanometers nanometer degrees"
    " detik menit jam hari pekan minggu bulan tahun dekade derajat kali times persen percent poin points".split()
)
_FOR = re.compile(r"\s+(for|untuk)(?: (?:the|its|their))?(?=\s)")
_OF = re.compile(r"\s+(of|dari)(?: (?:the|its|their|all|total|seluruh))?(?=\s)")
_STOP = frozenset(
    "the a an of in on at for from with by over under during and or but as than to that which who is are was were be been has"
    " have had will would could may might its their his her this these those after before since until about around nearly"
    " almost more less least most only some up down per each every not said says"
    " yang dan atau di ke dari pada untuk dengan oleh dalam selama adalah ialah ini itu tersebut para agar supaya setelah"
    " sebelum sejak hingga sampai sekitar hampir lebih kurang sedikitnya hanya telah sudah akan bisa dapat tidak belum kata"
    " ujar menjadi mencapai sebesar senilai sebanyak per setiap tiap karena akibat saat ketika namun tetapi sementara".split()
)
_WORD_AFTER = re.compile(r"\s+([^\W\d_][\w'’-]*)")
_DATE_WORD = re.compile(
    r"\b(?:jan|feb|mar|apr|mei|may|jun|jul|agu|aug|sep|okt|oct|nov|des|dec)\w*\b|\b(?:pukul|jam|tahun|wib|wita|wit)\b",
    re.IGNORECASE,
)


def printed_numbers(claims: Iterable[Claim], language: str) -> dict[str, tuple[Number, ...]]:
    """The numbers each claim prints in digits or in words beside digits, by its text."""
    return {c.text: numbers(c.text, language) for c in claims if any(map(str.isdigit, c.text))}


def figures(
    claims: Sequence[Claim], language: str, printed: Mapping[str, tuple[Number, ...]] | None = None
) -> tuple[Figure, ...]:
    """Up to four figures of `claims`, in their order, or none when there are fewer than two.

    A figure is a printed number with a unit or a thing it counts; dates, times, ages and ranks are none.
    `printed` is what `printed_numbers` found, where the caller has it already.
    """
    printed = printed_numbers(claims, language) if printed is None else printed
    found: list[tuple[float, int, Figure]] = []
    seen: set[str] = set()
    for place, claim in enumerate(claims):
        for number in _plain_numbers(claim, printed):
            figure = _figure(claim, number)
            if figure and figure.value not in seen:
                seen.add(figure.value)
                found.append((-_weight(number), place, figure))
    best = sorted(found, key=lambda f: f[:2])[:MOST]
    if len(best) < LEAST:
        return ()
    return tuple(figure for _, _, figure in sorted(best, key=lambda f: f[1]))


def _plain_numbers(claim: Claim, printed: Mapping[str, tuple[Number, ...]]) -> list[Number]:
    if claim.origin != "source":
        return []
    return [
        n
        for n in printed.get(claim.text, ())
        if n.kind == "cardinal" and not n.is_written and not n.part and not _is_date(claim.text, n)
    ]


def _is_date(text: str, number: Number) -> bool:
    around = text[max(0, number.start - 12) : number.start] + " " + text[number.end : number.end + 12]
    bare = number.unit == "" and number.value == int(number.value)
    return bare and (bool(_DATE_WORD.search(around)) or 1900 <= number.value <= 2100 or number.value < 2)


def _figure(claim: Claim, number: Number) -> Figure | None:
    value = claim.text[number.start : number.end].strip()
    label = _label(claim.text, number)
    return Figure(value=value, label=label, evidence=claim.evidence[0]) if label else None


def _label(text: str, number: Number) -> str:
    """The words a figure counts or measures, as printed; "" when they cannot be told, and then there is no figure."""
    if number.unit == "percent":
        whole = _OF.match(
            text, number.end
        )  # "60 percent of its revenue": a share has a whole, a change has none
        return f"{whole[1]} {after}" if whole and (after := _after(text[whole.end() :])) else ""
    if number.unit in _CURRENCIES:
        return _money(text[: number.start]) or _purpose(text, number.end)
    if number.unit or number.value < _LEAST_COUNT:
        return ""  # a distance or a weight without its story says nothing in a strip
    after = _after(text[number.end :])
    return "" if not after or fold(after.split()[0]) in _MEASURES else after


def _money(before: str) -> str:
    """The nearest word for a sum of money, with the word that tells which: "operating profit", "biaya pemulihan"."""
    tokens = words(before)[-_MONEY_WITHIN:]
    for place in range(len(tokens) - 1, -1, -1):
        if fold(tokens[place]) in _MONEY_NOUNS:
            return _phrase(tokens, place)
    return ""


def _phrase(tokens: Sequence[str], place: int) -> str:
    """A noun with its neighbour: English adjectives stand before it, Indonesian ones after."""
    noun = tokens[place]
    neighbour = place - 1 if fold(noun) in _ENGLISH_MONEY else place + 1
    if (
        not 0 <= neighbour < len(tokens)
        or fold(tokens[neighbour]) in _STOP
        or not tokens[neighbour].islower()
    ):
        return noun.lower()
    return " ".join(tokens[min(place, neighbour) : max(place, neighbour) + 1]).lower()


def _qualifies(word: str, is_before: bool) -> bool:
    """Whether a word beside the noun may tell which one it is; before it, one that looks like a verb may not."""
    return (
        word.islower() and fold(word) not in _STOP and not (is_before and word.endswith(("s", "ed", "ing")))
    )


def _purpose(text: str, end: int) -> str:
    match = _FOR.match(text, end)
    return f"{match[1]} {after}" if match and (after := _after(text[match.end() :])) else ""


def _after(text: str) -> str:
    taken: list[str] = []
    at = 0
    while len(taken) < _AFTER_MOST and (match := _WORD_AFTER.match(text, at)):
        if fold(match[1]) in _STOP:
            break
        taken.append(match[1])
        at = match.end()
    return " ".join(taken)


def _weight(number: Number) -> float:
    """Money and shares before counts, counts before small numbers."""
    return 2.0 * bool(number.unit) + 0.5 * (number.value >= 100) + 0.25 * (len(words(number.text)) > 0)
