"""English words that attribute statements."""

from __future__ import annotations

from kilas.core.languages.shape import ReportingWords, words

WORDS = ReportingWords(
    says=words(
        "said says told added adds explained noted stated announced confirmed acknowledged insisted argued warned"
        " wrote"
    ),
    verbs=words(
        "said says say saying told tells added adds claimed claims insisted argued explained warned admitted"
        " stated"
    ),
    behind_name="said|says|told",
    inside_name="de|van|al|of",
    before_name="said|says|according to",
    attributions="said|says|told|according to",
    attribution_cues=("said", "says", "told", "according to"),
    speaks_unnamed=r"(?:he|she|they) (?:said|says|added|adds|explained|noted|told)",
    anonymous=(
        r"on (?:the )?condition of anonymity|(?:asked|wished|declined|preferred|requested|spoke on condition)"
        r"(?: that (?:his|her|their) names?)?(?: to)? not (?:to )?be (?:named|identified)|declined to be (?:named|identified)"
        r"|(?:his|her|their) names? (?:not be|be withheld)|speaking anonymously|sources? familiar with|who was not authori[sz]ed to speak"
    ),
    anonymous_hints=(
        "anonym",
        "be named",
        "be identified",
        "not be",
        "be withheld",
        " familiar with",
        "not authori",
    ),
    unnamed=(
        r"anonym|not (?:to )?be (?:named|identified)|declined to be (?:named|identified)|names? (?:not be|be withheld)"
        r"|sources? familiar with|not authori[sz]ed to speak"
    ),
)
