"""English templates for Kilas's own statements."""

from __future__ import annotations

from kilas.core.languages.shape import OwnWords

_SAID = {
    "rise": "By Kilas's arithmetic, going from {a} to {b} is a rise of {p} percent.",
    "fall": "By Kilas's arithmetic, going from {a} to {b} is a fall of {p} percent.",
    "share": "By Kilas's arithmetic, {a} of {b} is {p} percent.",
    "told_rise": "“{clause}”: by Kilas's arithmetic, a rise of {p} percent.",
    "told_fall": "“{clause}”: by Kilas's arithmetic, a fall of {p} percent.",
    "told_share": "“{clause}”: by Kilas's arithmetic, {p} percent.",
    "many_quotes": "The report relies on direct quotation: it quotes people in {n} sentences.",
    "quotes": "The report quotes people directly in {n} sentences.",
    "anonymous": "The report relies on anonymous sources in {n} sentences.",
    "anonymous_one": "The report relies on anonymous sources in 1 sentence.",
    "quotes_one": "The report quotes people directly in only 1 sentence.",
    "quotes_none": "The report quotes nobody directly.",
    "quotes_whole": "The report quotes people directly {n} times.",
    "speaker": "{who} is named in {n} of the {m} sentences that quote someone directly.",
    "speaker_all": "{who} is named in all {m} sentences that quote someone directly.",
    "says": "The report says where its information comes from in at least {n} sentences.",
    "says_one": "The report says where its information comes from in only 1 sentence.",
    "says_none": "Kilas found no sentence in which the report says where its information comes from.",
    "says_whole": "The report says where its information comes from at least {n} times.",
    "quotes_whole_one": "The report quotes people directly only once.",
    "says_whole_one": "The report says where its information comes from only once.",
}  # fmt: skip

WORDS = OwnWords(
    said=_SAID,
    clause_links="but|and|while",
    clause_openers="but|while|because|that",
)
