"""English words for causes, contrasts, consequences and views."""

from __future__ import annotations

import re

from kilas.core.languages.shape import ArguingWords, cued, words

WORDS = ArguingWords(
    cause=words(
        "because cause causes causing caused driven blamed blames blame attributed attributes attributable"
        " reflecting stems stemmed owing owes owed thanks credits credited spurred prompted fuelled fueled"
    ),
    contrast=words(
        "although though while whereas despite unlike instead but however yet nevertheless paradox contrary"
    ),
    consequence=words(
        "means meaning risk risks threatens undermine undermines weaken weakens weakened strengthen signals"
        " suggests implies effect effects impact impacts consequence consequences shows doubt doubts"
    ),
    experts=words(
        "analyst analysts economist economists researcher researchers professor expert experts scientist"
        " scientists psychologist biologist geologist climatologist engineer academic lecturer strategist"
        " historian critic critics observers epidemiologist ecologist campaigners opponents investors traders"
        " forecasters forecaster authors"
    ),
    argues=words(
        "argue argues argued warn warns warned believe believes believed thinks reckon reckons concluded"
        " concludes suspect suspects suspected described criticised criticized suggested suggests contends"
        " contended maintains questioned questions doubts doubted praised praises cautioned cautions fears feared"
        " accused accuse accuses defended defends disagreed disagrees dismissed dismisses judged regards sees"
        " complained complains likened insists insisted"
    ),
    argument=(
        cued("think", r"(?<!\bi )(?<!\bwe )(?<!\byou )(?<!\bto )(?<!n't )\bthink\b", re.IGNORECASE),
        cued("due", r"\b(?<!is )(?<!are )(?<!be )due to\b", re.IGNORECASE),
        cued("result resulted", r"\b(?:(?:as a )?result of|resulted in)\b", re.IGNORECASE),
        cued("led leads", r"\b(?:led to|leads to)\b", re.IGNORECASE),
        cued("put", r"\bput (?:it|this|that|the [\w ]{1,30}) down to\b", re.IGNORECASE),
        cued("so", r"\bso that\b|, so\b", re.IGNORECASE),
        cued("rather more", r"\b(?:rather than|more than anything)\b", re.IGNORECASE),
        cued("reason account", r"\b(?:the reason|on account of)\b", re.IGNORECASE),
        cued("would", r"\bwould (?:have (?!to\b)\b|raise\b|mean\b|leave\b)", re.IGNORECASE),
        cued("way", r"\bthe other way round\b", re.IGNORECASE),
        cued("said", r"\bsaid to be\b", re.IGNORECASE),
        cued("because", r"\bnot because\b", re.IGNORECASE),
        cued("though", r"\beven though\b", re.IGNORECASE),
        cued("thanks", r"\bthanks to\b", re.IGNORECASE),
        cued("called", r"\bcalled (?:it|the|that|this)\b", re.IGNORECASE),
        cued(
            "harmless blame misleading unfair overdone",
            r"\b(?:was|is) (?:harmless|to blame|misleading|unfair|overdone)\b",
            re.IGNORECASE,
        ),
        cued("since leaving making", r", (?:since|leaving|making)\b", re.IGNORECASE),
        cued("which", r", which (?!is\b|was\b|are\b|were\b|has\b|had\b)\w+(?:s|ed)\b", re.IGNORECASE),
    ),
)
