"""English."""

from kilas.core.languages.en import cuts, names, support, text
from kilas.core.languages.shape import Language

LANGUAGE = Language(
    code="en",
    text=text.WORDS,
    names=names.WORDS,
    support=support.WORDS,
    cuts=cuts.WORDS,
)
