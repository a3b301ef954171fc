"""English text that pages print beside a report."""

from __future__ import annotations

import re

from kilas.core.languages.shape import PageWords, cued, words

WORDS = PageWords(
    noise=(
        r"read (?:more(?! than)|also|next|the full)|see also|related(?: \w+)?:|recommended(?: \w+){0,2}:|more on this|don['’]t miss|watch:|listen:"
        r"|(?:the )?(?:story|article) continues (?:below|after)|advertisement\W*$|scroll to |(?:please )?(?:sign up|subscribe|follow us|share this|click here)"
        r"|photo:|image:|video:|editor:|editor['’]s note|reporter:|from left[:,]|left to right[:,]|pictured(?: above| below)?[:,]|file photo"
        r"|page \d+ of \d+|next page|\d{1,2}[:.]\d{2}\s?(?:am|pm|gmt|et|bst)?\s*[-–—:]\s|updated? (?:at )?\d{1,2}[:.]\d{2}"
        r"|(?:correction|clarification)\b[^.:“]{0,30}:|[a-z]{3,9} \d{1,2}, \d{4}: updated|updated? (?:on )?[a-z]{3,9} \d{1,2}\b"
        r"|copyright (?:\d|©|by)|©|all rights reserved"
    ),
    page_speaks=(
        cued(
            "click clicking",
            r"\bclick(?:ing)? (?:here(?! and there)|on the (?:link|button|image))\b",
            re.IGNORECASE,
        ),
        cued(
            "us",
            r"\b(?:follow|like|email|e-mail|contact|join|support) us\b(?! (?:troops|forces|army|navy|officials|efforts|policy))",
            re.IGNORECASE,
        ),
        cued(
            "subscribe sign", r"\b(?:subscribe|sign up)\b[^.]{0,30}\b(?:here|now|our|below)\b", re.IGNORECASE
        ),
        cued(
            "our",
            r"\b(?:download|join) our\b|\bour (?:newsletters?|mailing list|whatsapp|telegram)\b",
            re.IGNORECASE,
        ),
        cued(
            "sponsored brought supported presented",
            r"\b(?:podcast|episode|newsletter|article|post|segment|video|section) (?:is|was) (?:sponsored|brought to you|supported|presented) by\b",
            re.IGNORECASE,
        ),
        cued(
            "article story post",
            r"\bthis (?:article|story|post) (?:was|is|has been|first|originally) (?:first |originally )?(?:published|appeared|updated|produced|translated|syndicated)\b",
            re.IGNORECASE,
        ),
        cued(
            "article articles post posts guide guides newsletter newsletters episode episodes review reviews page",
            r"\bin (?:this|our|upcoming|future) (?:articles?|posts?|guides?|newsletters?|episodes?|reviews?)\b"
            r"|\bthis (?:article|guide|post|review|newsletter|page) (?:isn['’]t|is for|is not for|will|provides|covers|explains|looks at|aims|walks|shows you|offers)\b"
            r"|\b(?:listed|shown|featured|described) (?:on|in) this (?:page|guide|article|post)\b",
            re.IGNORECASE,
        ),
        cued("comments", r"\b(?:in|to) the comments\b|\bquestions or comments\b", re.IGNORECASE),
        cued("we've", r"\bwe['’]ve (?:compiled|rounded up|put together|tested)\b", re.IGNORECASE),
        cued(
            "below readers",
            r"\b(?:indicated|suggested|listed|shown) below\b|\bbelow is a list\b|\breaders will (?:gain|find|learn)\b",
            re.IGNORECASE,
        ),
    ),
    author_is="is",
    author_articles="an?|the",
    author_jobs="writer|reporter|journalist|editor|correspondent|columnist|contributor|blogger",
    author_links="who",
    author_writes=(
        r"(?:writes|covers|reports) (?:the|on|about|for) [^.]{3,80}(?:, where (?:he|she|they)| for the | for [A-Z])"
    ),
    author_verbs=words("is writes covers reports"),
    fragments=(
        r"(?:such as|including|especially|particularly|namely|which|not (?:after|because|if|when|until)|pro:|con:)\b|(?:here|below)(?: is| are|['’]s)\b"
        r"|in this (?:article|post|guide|newsletter|roundup)\b|(?:let['’]s|let us) "
    ),
)
