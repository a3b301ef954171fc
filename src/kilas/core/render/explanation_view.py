"""The view of an explanation: everything that the formats print, in order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from itertools import pairwise
from typing import Literal, get_args

from kilas.core.brief import Brief, Claim, Operation
from kilas.core.check.outcome import VERBATIM, recomputed
from kilas.core.explanation import Explanation, Merit, Obstacle, SentenceNote
from kilas.core.render.feature_names import feature_name
from kilas.core.render.ui_language import Ui, noop
from kilas.core.render.view import Cited, View, line, view
from kilas.core.summary.embedded import summary_budget
from kilas.core.summary.features import FEATURE_NAMES
from kilas.core.summary.lines import Line, read_lines
from kilas.core.summary.unfit import MAX_WORDS, MIN_WORDS

Kind = Literal["summary", "watch_next", "takeaways", "insights", "left", "unfit"]
Mark = Literal["ahead", "argues", "up", "down", "back"]

KINDS: Mapping[Kind, str] = {
    "summary": noop("Summary"),
    "watch_next": noop("To watch"),
    "takeaways": noop("Takeaway"),
    "insights": noop("Insight"),
    "left": noop("Not chosen"),
    "unfit": noop("Unsuitable"),
}
MARKS: Mapping[Mark, str] = {
    "ahead": noop("looks ahead"),
    "argues": noop("argues"),
    "up": noop("makes the tone more positive"),
    "down": noop("makes the tone more negative"),
    "back": noop("depends on the previous sentence"),
}
_CHOSEN = {
    "summary": noop(
        "It belongs to the set of sentences with the highest total score within about %(n)s words."
    ),
    "watch_next": noop("It is one of the remaining sentences that look ahead most."),
    "takeaways": noop("It is one of the best remaining sentences that make sense on their own."),
    "insights": noop(
        "It is one of the remaining sentences that argue most: cause, contrast, consequence, an expert’s view."
    ),
}
_UNFIT = {
    "too_short": noop("It has fewer than %(least)s words: a heading or an exclamation."),
    "too_long": noop("It has more than %(most)s words: too much for one claim."),
    "no_sentence": noop("It is not a complete sentence: a heading, a table row or a list item."),
    "question": noop("It is a question."),
    "page_noise": noop("It is part of the page, not of the report."),
    "part_of_quotation": noop("A quotation or bracket starts or ends in another sentence."),
    "several_sentences": noop("It contains more than one sentence."),
    "addressed": noop("It gives an order or addresses someone instead of reporting."),
    "markup": noop("It contains leftover markup."),
}
_MERITS: Mapping[Merit, str] = {
    "opens_report": noop("opens the report"),
    "near_opening": noop("belongs to the opening of the report"),
    "best_title_match": noop("best match with the headline"),
    "title_match": noop("matches the headline"),
    "central": noop("speaks of what much of the report is about"),
    "new_facts": noop("adds something not said before"),
    "figures": noop("gives figures"),
}
_LEFT: Mapping[Obstacle, str] = {
    "nothing_before": noop("It refers to a previous sentence, but there is none."),
    "before_it_left": noop("It depends on the previous sentence, which is not in the summary."),
    "alike": noop("It says almost the same as sentence %(k)s, which is in the summary."),
    "outweighed": noop(
        "Its %(words)s words would take the place of sentences %(ks)s, which together score more."
    ),
    "wrong_length": noop(
        "It has %(words)s words: in place of sentence %(k)s (%(its)s words), the summary would have %(total)s words, not about %(n)s."
    ),
    "longer_than_summary": noop("It has %(words)s words, more than the whole summary of about %(n)s words."),
    "does_not_fit": noop(
        "It scores higher than some chosen sentences, but a rule for paragraphs or for another section, or the checker, kept it out."
    ),
    "outscored": noop("Other sentences scored higher, and the summary has room for about %(n)s words."),
}
# The same for reasons that can name the words or the one sentence they are about.
_POINTS_BACK = noop("“%(back)s” points back to what comes before, and sentence %(k)s is not in the summary.")
_POINTS_NOWHERE = noop("“%(back)s” points back, but no sentence comes before.")
_OUTWEIGHED_BY_ONE = noop("Its %(words)s words would take the place of sentence %(k)s, which scores more.")
_BETTER = noop("Sentence %(k)s scores higher (%(score)s) but is not in the summary. %(reason)s")
_VERDICTS = {
    "verified": noop("supported by the source"),
    "unverifiable": noop("could not be checked"),
    "flagged": noop("not supported by the source"),
}
_THEIRS = ("link", "excerpt")
_WHOLE_TEXT = noop(
    "This page shows the full text of someone else’s article. Do not publish this page; publish the brief instead."
)
_ALONE = noop(
    "For you alone: this page shows the full text of someone else’s article, and its brief may quote more than may be published."
)
_WORKED_OUT = noop("The checker recalculated it and got the same result.")
# Translated findings of the checker, for nearly all claims; others are shown in English.
_FINDINGS = {
    VERBATIM.reason: noop("Its words appear in this sentence, in this order."),
    **{recomputed(operation).reason: _WORKED_OUT for operation in get_args(Operation)},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """Amount that one feature, or all others together, added to a score."""

    name: str
    amount: float
    printed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """A small mark next to a sentence."""

    mark: Mark
    words: str
    amount: str  # strength, or the words that refer back; "" for marks without one


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownVerdict:
    """The checker's verdict on the claim made from a sentence."""

    status: str
    words: str
    reason: str
    is_plain: bool  # True for the most common finding, a verbatim quote
    language: str  # `lang` of the reason; "" if it is the interface's


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceRow:
    """One sentence of the article."""

    number: int  # from 1
    opens: bool  # True for the first sentence of a paragraph
    kind: Kind
    where: str
    text: str
    score: float
    printed: str  # the score
    place: int  # rank of its score, from 1
    signs: tuple[Sign, ...]
    why: tuple[str, ...]
    merits: str  # what speaks for it, for one in the summary, else ""
    instead: tuple[str, ...]  # why better sentences were left out, for one in the summary
    shares: tuple[Share, ...]  # the largest, then the rest of the score; () if not measured
    claim: str  # text in the brief, if it differs from the sentence, else ""
    verdict: ShownVerdict | None  # None if no claim was made from it
    tone: float
    tone_printed: str  # "" if it did not influence the tone
    start: int  # offsets in the article's text, in characters
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Own:
    """A statement of Kilas's own, and its operands."""

    claim: Cited
    operands: tuple[tuple[str, str], ...]  # printed and parsed values, where the two differ
    verdict: ShownVerdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Reasons:
    """The view of an explanation."""

    shown: View
    rows: tuple[SentenceRow, ...]
    counts: tuple[tuple[Kind, str, int], ...]  # all kinds, in the order of the brief
    carried: str  # "18 of 37 sentences are in the brief"
    budget: str  # target length of the summary, as printed
    own: tuple[Own, ...]
    margin: str  # lead of the best tone label, in words; "" if not rated
    notices: tuple[str, ...]  # notices of the brief, and one if the text is someone else's


def reasons(explanation: Explanation, ui: Ui, zone: tzinfo) -> Reasons:
    """The view of `explanation` with labels in `ui` and dates in `zone`."""
    made = explanation.brief
    shown = view(made, ui, zone, says_private=False)
    rows = _rows(explanation, shown, ui)
    kinds = [row.kind for row in rows]
    chosen = sum(kind not in ("left", "unfit") for kind in kinds)
    margin = explanation.tone.margin
    return Reasons(
        shown=shown,
        rows=rows,
        counts=tuple((kind, ui.gettext(word), kinds.count(kind)) for kind, word in KINDS.items()),
        carried=ui.ngettext(
            "%(n)s of %(count)s sentence is in the brief",
            "%(n)s of %(count)s sentences are in the brief",
            len(rows),
            n=ui.number(chosen),
        ),
        budget=ui.number(summary_budget(made.sources[0], made.word_budget, made.audience)),
        own=_own(explanation, shown, ui),
        margin=ui.gettext(
            "It leads the second-best label by %(margin)s (maximum 1).", margin=ui.number(margin)
        )
        if margin is not None
        else "",
        notices=(*shown.notices, *_whose_text(made, ui)),
    )


def _whose_text(made: Brief, ui: Ui) -> tuple[str, ...]:
    """A notice if the full text on the page is someone else's."""
    if made.audience == "private":
        return (ui.gettext(_ALONE),)
    return (ui.gettext(_WHOLE_TEXT),) if made.sources[0].rights.mode in _THEIRS else ()


def verdict(claim_status: str, reason: str, ui: Ui) -> ShownVerdict:
    """The verdict for readers; a reason without a translation stays in English."""
    is_verbatim = reason == VERBATIM.reason
    known = _FINDINGS.get(reason, "")
    return ShownVerdict(
        status=claim_status,
        words=ui.gettext(_VERDICTS[claim_status]),
        reason=ui.gettext(known) if known else line(reason),
        is_plain=is_verbatim,
        language="" if known or ui.code == "en" else "en",
    )


def _rows(explanation: Explanation, shown: View, ui: Ui) -> tuple[SentenceRow, ...]:
    made, notes = explanation.brief, explanation.sentences
    lines = read_lines(made.sources[0])
    opens = {0} | {b.index for a, b in pairwise(lines) if b.paragraph != a.paragraph}
    order = sorted(range(len(notes)), key=lambda i: (-notes[i].score, i))
    places = {index: place for place, index in enumerate(order, start=1)}
    printed = _claims(made, shown)
    why = _Why(made, notes, lines, ui)
    return tuple(
        _row(note, made, index in opens, places[index], why, printed.get(note.index, ""), ui)
        for index, note in enumerate(notes)
    )


def _row(
    note: SentenceNote, made: Brief, opens: bool, place: int, why: _Why, claim: str, ui: Ui
) -> SentenceRow:
    kind = kind_of(note)
    span = made.sources[0].sentences[note.index]
    text = line(note.text)
    return SentenceRow(
        number=note.index + 1,
        opens=opens,
        kind=kind,
        where=ui.gettext(KINDS[kind]),
        text=text,
        score=note.score,
        printed=ui.score(note.score),
        place=place,
        signs=_signs(note, ui),
        why=why.of(note),
        merits=_merits(note, ui),
        instead=why.instead(note),
        shares=_shares(note, ui),
        claim=claim if claim != text else "",
        verdict=verdict(note.status, note.reason, ui) if note.status else None,
        tone=note.tone,
        tone_printed=ui.score(note.tone) if note.tone else "",
        start=span.start,
        end=span.end,
    )


def kind_of(note: SentenceNote) -> Kind:
    """The section that took the sentence, or "unfit" or "left"."""
    return note.place or ("unfit" if note.unfit else "left")


class _Why:
    """Gives the reasons why each sentence was used or not."""

    def __init__(self, made: Brief, notes: Sequence[SentenceNote], lines: Sequence[Line], ui: Ui) -> None:
        self._notes, self._ui = notes, ui
        self._lengths = [len(each.words) for each in lines]
        self._total = sum(self._lengths[note.index] for note in notes if note.place == "summary")
        self._least = min((note.score for note in notes if note.place == "summary"), default=0.0)
        self._budget = ui.number(summary_budget(made.sources[0], made.word_budget))
        self._dropped = made.provenance.checks.dropped

    def of(self, note: SentenceNote) -> tuple[str, ...]:
        if note.place:
            return (self._ui.gettext(_CHOSEN[note.place], n=self._budget),)
        if not (note.unfit or note.obstacle):
            return ()
        return (self._not_in_summary(note), *self._held_back(note))

    def instead(self, note: SentenceNote) -> tuple[str, ...]:
        """Why better sentences were left out, for one in the summary."""
        if note.place != "summary":
            return ()
        return tuple(
            self._ui.gettext(
                _BETTER,
                k=other.index + 1,
                score=self._ui.score(other.score),
                reason=self._not_in_summary(other),
            )
            for other in (self._notes[index] for index in note.others)
        )

    def _not_in_summary(self, note: SentenceNote) -> str:
        if note.unfit:
            return self._ui.gettext(_UNFIT[note.unfit], least=MIN_WORDS, most=MAX_WORDS)
        first = note.others[0] if note.others else note.index
        return self._ui.gettext(
            _message(note),
            back=line(note.refers_back),
            k=first + 1,
            ks=", ".join(str(index + 1) for index in note.others),
            n=self._budget,
            words=self._ui.number(self._lengths[note.index]),
            its=self._ui.number(self._lengths[first]),
            total=self._ui.number(self._total - self._lengths[first] + self._lengths[note.index]),
        )

    def _held_back(self, note: SentenceNote) -> tuple[str, ...]:
        """Second possible reason for a high score: the brief counts rejected drafts, but does not say which sentences they were."""
        if note.unfit or not self._dropped or note.is_dependent or note.score <= self._least:
            return ()
        return (
            self._ui.ngettext(
                "Or the checker rejected it: %(count)s draft of this article was rejected.",
                "Or the checker rejected it: %(count)s drafts of this article were rejected.",
                self._dropped,
            ),
        )


def _message(note: SentenceNote) -> str:
    """The untranslated reason why `note` was left out, with the words or the sentence it is about if there are any."""
    if note.refers_back and note.obstacle == "nothing_before":
        return _POINTS_NOWHERE
    if note.refers_back and note.obstacle == "before_it_left":
        return _POINTS_BACK
    if note.obstacle == "outweighed" and len(note.others) == 1:
        return _OUTWEIGHED_BY_ONE
    return _LEFT[note.obstacle]


def _merits(note: SentenceNote, ui: Ui) -> str:
    """What speaks for a sentence of the summary, in one line."""
    if note.place != "summary":
        return ""
    told = "; ".join(ui.gettext(_MERITS[merit]) for merit in note.merits)
    return told[:1].upper() + told[1:]


def _signs(note: SentenceNote, ui: Ui) -> tuple[Sign, ...]:
    found: list[tuple[Mark, str]] = []
    if note.ahead > 0:
        found.append(("ahead", ui.number(note.ahead, decimals=1)))
    if note.analysis > 0:
        found.append(("argues", ui.number(note.analysis, decimals=1)))
    if note.tone:
        found.append(("up" if note.tone > 0 else "down", ui.score(note.tone)))
    if note.is_dependent:
        found.append(("back", f"“{line(note.refers_back)}”" if note.refers_back else ""))
    return tuple(Sign(mark=mark, words=ui.gettext(MARKS[mark]), amount=amount) for mark, amount in found)


def _shares(note: SentenceNote, ui: Ui) -> tuple[Share, ...]:
    """The largest parts of a score, and the sum of the others, so that the column adds up to the score."""
    if not note.contributions:
        return ()
    parts = [(feature_name(part.feature, ui), part.amount) for part in note.contributions]
    others = len(FEATURE_NAMES) - len(parts)
    name = ui.ngettext("%(count)s other feature", "%(count)s other features", others)
    parts.append((name, note.score - sum(amount for _, amount in parts)))
    return tuple(Share(name=name, amount=amount, printed=ui.score(amount)) for name, amount in parts)


def _claims(made: Brief, shown: View) -> Mapping[int, str]:
    """Printed text of each sentence by index, from the first claim that cites it."""
    starts = {span.start: index for index, span in enumerate(made.sources[0].sentences)}
    found: dict[int, str] = {}
    for claim, cited in zip(made.claims, shown.claims, strict=True):
        if claim.origin == "source" and claim.evidence and claim.evidence[0].start in starts:
            found.setdefault(starts[claim.evidence[0].start], cited.text)
    return found


def _own(explanation: Explanation, shown: View, ui: Ui) -> tuple[Own, ...]:
    return tuple(
        Own(
            claim=cited,
            operands=_operands(claim, ui),
            verdict=verdict(claim.status, claim.reason, ui),
        )
        for claim, cited in zip(explanation.brief.claims, shown.claims, strict=True)
        if claim in explanation.own
    )


def _operands(claim: Claim, ui: Ui) -> tuple[tuple[str, str], ...]:
    done = claim.derivation
    read = [(line(operand.text), ui.number(operand.value)) for operand in done.operands] if done else []
    return tuple((printed, value) for printed, value in read if printed != value)
