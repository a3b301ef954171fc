"""Words around the names of authors, keys of front matter: English."""

from __future__ import annotations

from kilas.core.languages.en import furniture
from kilas.core.languages.shape import BylineWords

_MONTHS = furniture.WORDS.month_stems

WORDS = BylineWords(
    front_matter={
        "title": "title",
        "author": "byline",
        "authors": "byline",
        "by": "byline",
        "byline": "byline",
        "headline": "title",
        "date": "date",
        "published": "date",
        "publishdate": "date",
        "publish_date": "date",
        "pubdate": "date",
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
        "|follow|share|comments?|user|root|webmaster|super user|about the author|newsroom|(?:news|web|online) (?:desk|team)"
        "|(?:e-?mail|follow|contact|message)\\b.*"
        "|(?:view|see|read|more)\\b.* (?:all|more|bio|profile|articles?|stories|posts|from|by|about)\\b.*"
    ),
    roles_last=(
        "correspondent|reporter|editor|writer|columnist|journalist|contributor|producer|photographer|critic|analyst|chief|intern"
        "|presenter|staff"
    ),
    firm_joins="and",
    firms=(
        "media|press|agency|group|news|sons|daughters|brothers|co|company|partners|associates|ltd|inc|llc|foundation"
        "|institute|society|university"
    ),
    degrees=r"Ph\.?D\.?|M\.?D\.?",
)
