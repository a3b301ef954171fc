"""Explains Kilas’s own statements to readers: the operands and the operation."""

from __future__ import annotations

from collections.abc import Mapping

from kilas.core.brief import Claim, Derivation, SearchKind
from kilas.core.render.ui_language import Ui, noop
from kilas.core.text.markup import clean

_SEARCHED: Mapping[SearchKind, str] = {
    "quotation_marks": noop("quotation marks"),
    "quotations": noop("quotations"),
    "unnamed_sources": noop("unnamed sources"),
    "attributions": noop("attribution words"),
}
_COUNTED_IN_ALL: Mapping[SearchKind, str] = {
    "quotations": noop("quotations in the whole report"),
    "attributions": noop("attribution words in the whole report"),
}
_BETWEEN = {"difference": " \N{MINUS SIGN} ", "sum": " + ", "ratio": " ÷ "}


def working(claim: Claim, ui: Ui) -> str:
    """One line from which a reader can repeat the calculation.

    Never empty, so that our statements cannot be mistaken for the source's.
    """
    done = claim.derivation
    if done is None:
        return ui.gettext("Kilas’s own conclusion")
    if done.operation in ("count", "absence"):
        return _search(done, ui)
    formula = _formula(done, ui)
    return ui.gettext("Kilas’s own arithmetic: %(formula)s", formula=formula)


def searched_for(done: Derivation, ui: Ui) -> str:
    """The thing searched for, in words; "" if there was no search."""
    if done.searched is None:
        return ""
    if done.searched.kind == "words":
        return plain_line(", ".join(done.searched.terms))
    is_counted = done.searched.is_whole and done.operation == "count"
    names = {**_SEARCHED, **_COUNTED_IN_ALL} if is_counted else _SEARCHED
    return ui.gettext(names[done.searched.kind])


def _search(done: Derivation, ui: Ui) -> str:
    searched = searched_for(done, ui)
    if done.operation == "absence":
        return ui.gettext(
            "Kilas searched the whole source for “%(searched)s” and found nothing", searched=searched
        )
    found = ", ".join(plain_line(operand.text) for operand in done.operands) or searched
    return ui.gettext("Kilas’s own count: %(found)s = %(result)s", found=found, result=ui.number(done.result))


def _formula(done: Derivation, ui: Ui) -> str:
    printed = [plain_line(operand.text) for operand in done.operands]
    values = [operand.value for operand in done.operands]
    if done.operation in _BETWEEN or len(values) != 2 or not all(values):
        return f"{_BETWEEN.get(done.operation, ', ').join(printed)} = {ui.number(done.result)}"
    if done.operation == "share":
        return f"{printed[0]} ÷ {printed[1]} = {_percent(done.result, values[0] / values[1], ui)}"
    old, new = _old_and_new(done.result, values)
    change = (values[new] - values[old]) / values[old]
    return f"({printed[new]} \N{MINUS SIGN} {printed[old]}) ÷ {printed[old]} = {_percent(done.result, change, ui)}"


def _old_and_new(result: float, values: list[float]) -> tuple[int, int]:
    """Indices of the old and the new operand, which may be in either order: the sign of the result decides."""
    return (0, 1) if (values[1] > values[0]) == (result > 0) else (1, 0)


def _percent(result: float, ratio: float, ui: Ui) -> str:
    """A percentage; `result` may be 0.6 or 60 for the same value."""
    percent = result * 100 if abs(result - ratio) < abs(result - ratio * 100) else result
    return f"{ui.number(percent, decimals=1)}%"


def plain_line(text: str) -> str:
    """`text` on one line, without invisible characters."""
    return " ".join(clean(text).split())
