"""English words for the tone model."""

from __future__ import annotations

from kilas.core.languages.shape import ToneWords, words

WORDS = ToneWords(
    table="en",
    negators=words("no not never cannot without nor neither none hardly barely"),
    negator_endings=("n't",),
    endings=words(
        "s es e ed d ing er ers or ly ion ions ation al ally ment ments ness ful fully y ies ied ive ous ously"
        " able ance ence ent ity ism ist ists ic ning ned ting ted"
    )
    | {""},
)
