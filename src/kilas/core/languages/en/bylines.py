"""Words around the names of authors, keys of front matter: English."""

from __future__ import annotations

from kilas.core.languages.en import furniture
from kilas.core.languages.shape import BylineWords

_MONTHS = furniture.WORDS.month_stems

WORDS = BylineWords(
    front_matter={
        "title": "title",
        "author": "byline",
        "by": "byline",
        "date": "date",
        "published": "date",
        "source": "source",
        "language": "language",
        "lang": "language",
    },
    typed_openers="by|author|reporter",
    body_openers="by|reporter|published by|posted by|written by|story by",
    credit_openers="[Bb]y|BY|[Ww]ritten by|[Pp]osted by|[Pp]ublished by",
    credit_labels="Reporter|Author|Words|Text",
    prefixes="(?:(?:written|reviewed|posted|published|story|words|text|analysis|report) )?by|reporter|author|text",
    prefixes_before_colon="reporter|author",
    prefixes_glued="by",
    ends=(
        r"\bpublished\b|\bupdated\b|\bposted\b|\blast (?:updated|modified)\b|\bon (?=\w+ \d)|\b\d+ min(?:ute)?s?\b"
        rf"|\b(?:{_MONTHS})[a-z]*\.? \d|\b\d{{1,2}} (?:{_MONTHS})|\bfollow\b|\bin \w+$"
    ),
    joins="and",
    credit_joins="and",
    nobody=(
        "admin|administrator|editor|editors|author|staff|guest|unknown|anonymous|by|none|null|n/a|more|read more|view all"
        "|follow|share|comments?|user|root|webmaster|super user|about the author|newsroom"
    ),
    degrees=r"Ph\.?D\.?|M\.?D\.?",
)
