"""Give the full name of a person whom a claim names by one word before the brief has introduced them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import cached_property

from kilas.core.article import Article
from kilas.core.brief import Draft, cite
from kilas.core.check.names import bare
from kilas.core.check.people import FullName, full_names, lone_speakers
from kilas.core.summary.lines import Line


class Introductions:
    """Writes full names into the drafts of one brief, which must come in reading order.

    The full name replaces the lone one, in square brackets, and the sentence that gives it is cited. Only `citable`
    sentences are: where rights limit quotation, those that the brief shows in any case.
    """

    def __init__(self, article: Article, lines: Sequence[Line], citable: Collection[int]) -> None:
        self._article, self._lines = article, lines
        self._citable = citable
        self._told = ""  # the text of the drafts so far

    @cached_property
    def _known(self) -> dict[str, FullName]:
        return dict(full_names([line.source for line in self._lines], self._article.language))

    def introduce(self, draft: Draft) -> Draft:
        """Return `draft` with the full names of the people whom it is the first to name."""
        if draft.origin == "source":
            for mention in reversed(lone_speakers(draft.text, self._article.language)):
                full = self._known.get(bare(mention.word))
                before = self._told + draft.text[: mention.start]
                if full and full.name not in before and full.sentence in self._citable:
                    draft = self._with(draft, full, mention.start, mention.start + len(mention.word))
        self._told += draft.text + " "
        return draft

    def _with(self, draft: Draft, full: FullName, start: int, end: int) -> Draft:
        """`draft` with the full name instead of the word from `start` to `end`."""
        inserted = f"[{full.name}]"
        lead = draft.lead
        if start < len(lead) < end:
            return draft  # the lead ends within the name
        if end <= len(lead):
            lead = lead[:start] + inserted + lead[end:]
        given = cite(self._article, full.sentence)
        evidence = draft.evidence if given in draft.evidence else (*draft.evidence, given)
        return replace(
            draft, text=draft.text[:start] + inserted + draft.text[end:], lead=lead, evidence=evidence
        )
