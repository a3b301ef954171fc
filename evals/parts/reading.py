"""Does a brief read as one? Faults a reader would stumble over, as the share of briefs that have one.

The rules here are written apart from the engine's own tables, so that a gap in those shows.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Callable, Iterator, Sequence

from evals.measure import Measure, bench_dir
from kilas.core.article import Refusal
from kilas.core.brief import Brief, Claim
from kilas.core.briefing import brief
from kilas.testing import make_article

SETS = (
    "cnndm",
    "cnndm_multiref",
    "freelance_writers",
    "inshorts",
    "newsroom",
    "bbc_news_summary",
    "detik_1k",
)
_PRONOUN = re.compile(
    r"[“\"']?(?:he|she|they|it|his|her|their|its|him|them|this|that|these|those|ia|dia|mereka|beliau|ini|itu|hal (?:ini|itu|tersebut))\b",
    re.IGNORECASE,
)
# "It is expected that", "That the law …", "This week": they open on a pronoun's letters, not on a pronoun
_NO_PRONOUN = re.compile(
    r"(?:it (?:is|was|will be|would be|has been|remains|took|takes|appears|seems)\b|this (?:week|month|year|season|morning|afternoon|evening|time)\b"
    r"|that (?:the|a)\b|these days\b)",
    re.IGNORECASE,
)
_DANGLING = re.compile(
    r"(?:but|and|however|yet|nor|meanwhile|moreover|furthermore|nevertheless|nonetheless|therefore|thus|besides|in addition|on the other hand"
    r"|namun|tetapi|tapi|akan tetapi|sementara itu|selain itu|oleh karena itu|karena itu|di sisi lain|meski demikian|dengan demikian)\b(?! for\b| to\b)",
    re.IGNORECASE,
)
_QUOTE = re.compile(r"“[^”]*”|\"[^\"]*\"")
_NAME = re.compile(r"\b[A-ZÀ-Ý][\w'’-]+")
_SAYING = re.compile(
    r"said|says|added|told|asked|then|also|kata|ujar|tutur|ucap|imbuh|jelas|lagi|nya|\w+nya|when|they|them|this|that|with"
)
_WORD = re.compile(r"\w+")


def measure(fast: bool) -> list[Measure]:
    """Each fault as a percentage of briefs that have it, over the DEV articles of the summary sets."""
    briefs = [made for row in _rows(20 if fast else 0) if not isinstance(made := _brief(row), Refusal)]
    found = [
        Measure(
            name=f"reading.{name}_percent",
            value=100 * sum(map(fault, briefs)) / len(briefs),
            higher_is_better=False,
        )
        for name, fault in FAULTS.items()
    ]
    return [*found, Measure(name="reading.briefs", value=float(len(briefs)), has_floor=False)]


def _rows(most: int) -> Iterator[dict[str, str]]:
    for name in SETS:
        with gzip.open(bench_dir("summaries") / f"{name}.dev.jsonl.gz", "rt", encoding="utf-8") as file:
            yield from [json.loads(line) for line in file][: most or None]


def _brief(row: dict[str, str]) -> Brief | Refusal:
    article = make_article(row["text"], title=row.get("title"), language=row["language"])
    return brief(article, audience="public")


def sections(made: Brief) -> Iterator[Sequence[Claim]]:
    """The summary as one run of claims, then each list."""
    return (section.claims for section in made.sections)


def orphan_pronoun(made: Brief) -> bool:
    """A claim opens on a pronoun, and the sentence before it in the article is not the claim before it.

    The article's own opening points ahead: "It's crunch time for …".
    """
    starts = [s.start for s in made.sources[0].sentences]
    for claims in sections(made):
        before = -2
        for claim in (c for c in claims if c.origin == "source"):
            place = starts.index(claim.evidence[0].start)
            is_led = before == place - 1 or place == 0
            if _PRONOUN.match(claim.text) and not _NO_PRONOUN.match(claim.text) and not is_led:
                return True
            before = place
    return False


def dangling_connective(made: Brief) -> bool:
    """A claim opens on "But" or "Namun", and the sentence before it in the article is not the claim before it."""
    starts = [s.start for s in made.sources[0].sentences]
    for claims in sections(made):
        before = -2
        for claim in (c for c in claims if c.origin == "source"):
            place = starts.index(claim.evidence[0].start)
            if _DANGLING.match(claim.text) and before != place - 1:
                return True
            before = place
    return False


def out_of_order(made: Brief) -> bool:
    """The sentences of a section do not stand in the article's order."""
    for claims in sections(made):
        places = [c.evidence[0].start for c in claims if c.origin == "source"]
        if places != sorted(places):
            return True
    return False


def near_repeat(made: Brief) -> bool:
    """Two claims share 70 % of the shorter one's longer words, and the brief does not say that sections repeat."""
    if "sections_repeat" in made.notices:
        return False
    bags = [
        frozenset(w for w in _WORD.findall(c.text.lower()) if len(w) > 4)
        for claims in sections(made)
        for c in claims
        if c.origin == "source"
    ]
    pairs = ((a, b) for i, a in enumerate(bags) for b in bags[:i] if min(len(a), len(b)) >= 3)
    return any(len(a & b) >= 0.7 * min(len(a), len(b)) for a, b in pairs)


def quote_without_speaker(made: Brief) -> bool:
    """A claim that is mostly quotation names nobody, and does not follow the sentence that would."""
    starts = [s.start for s in made.sources[0].sentences]
    for claims in sections(made):
        before = -2
        for claim in (c for c in claims if c.origin == "source"):
            place = starts.index(claim.evidence[0].start)
            rest = _QUOTE.sub(" ", claim.text)
            mostly = len(_WORD.findall(rest)) < 0.4 * len(_WORD.findall(claim.text))
            if mostly and not _speaker(rest) and before != place - 1:
                return True
            before = place
    return False


def _speaker(rest: str) -> bool:
    """Whether what stands outside the quotation tells who speaks: a name, or "the court"."""
    return bool(_NAME.search(rest)) or any(
        len(w) > 3 and not _SAYING.fullmatch(w) for w in _WORD.findall(rest.lower())
    )


def half_quotation(made: Brief) -> bool:
    """A claim opens a quotation it does not close."""
    return any(
        c.text.count("“") != c.text.count("”") or c.text.count('"') % 2
        for claims in sections(made)
        for c in claims
    )


FAULTS: dict[str, Callable[[Brief], bool]] = {
    "orphan_pronoun": orphan_pronoun,
    "dangling_connective": dangling_connective,
    "out_of_order": out_of_order,
    "near_repeat": near_repeat,
    "quote_without_speaker": quote_without_speaker,
    "half_quotation": half_quotation,
}
