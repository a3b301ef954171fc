"""English."""

from kilas.core.languages.en import cuts, names, numbers, support, text
from kilas.core.languages.shape import Language

LANGUAGE = Language(
    code="en",
    text=text.WORDS,
    numbers=numbers.WORDS,
    names=names.WORDS,
    support=support.WORDS,
    cuts=cuts.WORDS,
)
