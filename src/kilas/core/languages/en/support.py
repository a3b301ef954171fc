"""Function words, negations, opposites: English."""

from __future__ import annotations

from kilas.core.languages.shape import SupportWords, words

WORDS = SupportWords(
    stops=words(
        "the a an of to in on at by for from with and or but as is are was were be been being am it its this that"
        " these those he she they we you i his her hers their our my your him them us me who whom which what when"
        " where while than then there here so if not no nor will would shall should can could may might must do"
        " does did has have had having into over under after before about up down out off again also just only"
        " very too more most some any all both each other such own same s t d ll re ve said says say one"
    ),
    negations=words(
        "not no never none nobody nothing neither nor without cannot hardly barely fail failed fails deny denied"
        " denies refuse refused reject rejected can't won't don't doesn't didn't isn't aren't wasn't weren't"
        " hasn't haven't hadn't couldn't wouldn't shouldn't n't"
    ),
    hedges=words(
        "may might could would should likely possibly reportedly allegedly alleged suspected expected if unless"
        " plans planned"
    ),
    always=words("all every always only never none most entire whole"),
    opposites=(
        "rise fall",
        "rose fell",
        "increase decrease",
        "increase reduce",
        "up down",
        "more less",
        "more fewer",
        "higher lower",
        "high low",
        "win lose",
        "won lost",
        "victory defeat",
        "before after",
        "first last",
        "early late",
        "old new",
        "young old",
        "male female",
        "man woman",
        "men women",
        "boy girl",
        "father mother",
        "son daughter",
        "brother sister",
        "husband wife",
        "north south",
        "east west",
        "open close",
        "opened closed",
        "start end",
        "begin end",
        "buy sell",
        "bought sold",
        "accept reject",
        "agree refuse",
        "support oppose",
        "approve reject",
        "approved rejected",
        "allow ban",
        "allow prevent",
        "positive negative",
        "good bad",
        "better worse",
        "best worst",
        "strong weak",
        "large small",
        "big small",
        "long short",
        "alive dead",
        "guilty innocent",
        "arrest release",
        "arrested released",
        "success failure",
        "succeed fail",
        "gain lose",
        "profit loss",
        "attack defend",
        "love hate",
        "friend enemy",
        "above below",
        "public private",
        "same different",
        "easy difficult",
        "rich poor",
        "include exclude",
        "maximum minimum",
        "majority minority",
        "confirm deny",
        "confirmed denied",
        "arrive leave",
        "import export",
        "domestic foreign",
        "inside outside",
    ),
    pronouns=words("he she it they this that these those"),
    negation_endings=("n't",),
    endings=r"ings|ing|edly|ied|ies|ed|es|ly|s",
    more=words("rise rises rose increase increased increases higher more grew gained up"),
    less=words(
        "fall falls fell drop dropped drops decrease decreased decline declined lower less fewer down"
    ),
)
