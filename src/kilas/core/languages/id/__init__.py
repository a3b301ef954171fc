"""Indonesian."""

from kilas.core.languages.id import cuts, names, numbers, support, text
from kilas.core.languages.shape import Language

LANGUAGE = Language(
    code="id",
    text=text.WORDS,
    numbers=numbers.WORDS,
    names=names.WORDS,
    support=support.WORDS,
    cuts=cuts.WORDS,
)
