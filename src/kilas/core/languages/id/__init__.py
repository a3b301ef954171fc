"""Indonesian."""

from kilas.core.languages.id import (
    ahead,
    arguing,
    clauses,
    cuts,
    dates,
    figures,
    furniture,
    names,
    numbers,
    orders,
    own,
    page,
    pointing,
    reporting,
    support,
    text,
    tone,
)
from kilas.core.languages.shape import Language, words

LANGUAGE = Language(
    code="id",
    stands_for=words("ms"),
    text=text.WORDS,
    numbers=numbers.WORDS,
    dates=dates.WORDS,
    names=names.WORDS,
    support=support.WORDS,
    cuts=cuts.WORDS,
    reporting=reporting.WORDS,
    pointing=pointing.WORDS,
    arguing=arguing.WORDS,
    page=page.WORDS,
    orders=orders.WORDS,
    clauses=clauses.WORDS,
    ahead=ahead.WORDS,
    own=own.WORDS,
    figures=figures.WORDS,
    tone=tone.WORDS,
    furniture=furniture.WORDS,
)
