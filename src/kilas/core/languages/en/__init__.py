"""English."""

from kilas.core.languages.en import cuts, dates, names, numbers, support, text
from kilas.core.languages.shape import Language

LANGUAGE = Language(
    code="en",
    text=text.WORDS,
    numbers=numbers.WORDS,
    dates=dates.WORDS,
    names=names.WORDS,
    support=support.WORDS,
    cuts=cuts.WORDS,
)
