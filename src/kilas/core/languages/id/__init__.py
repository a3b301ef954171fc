"""Indonesian."""

from kilas.core.languages.id import cuts, dates, names, numbers, support, text
from kilas.core.languages.shape import Language

LANGUAGE = Language(
    code="id",
    text=text.WORDS,
    numbers=numbers.WORDS,
    dates=dates.WORDS,
    names=names.WORDS,
    support=support.WORDS,
    cuts=cuts.WORDS,
)
