"""The bold lead: the opening clause of a paragraph, word for word."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kilas.core.text import count_words

SHORTEST, LONGEST = 4, 18  # words
# Where an opening clause ends, best first: at a mark, at a subordinate clause, at a phrase that only adds detail.
_MARK = re.compile(r"(?<=\w)[\"”’)]?(?:[;:]|,)(?=\s)|\s[–—](?=\s)")
_CLAUSE = {
    "en": re.compile(
        r"\s(?=(?:as|after|while|when|because|before|since|although|though|despite|amid|following|unless|until|if|but|so that"
        r"|according to|which|who|where|whose|saying|citing|leaving|making|giving|raising)\b)"
    ),
    "id": re.compile(
        r"\s(?=(?:setelah|sebelum|karena|ketika|saat|sementara|sedangkan|meski|meskipun|walau|walaupun|agar|supaya|sehingga|jika"
        r"|apabila|asalkan|tetapi|namun|menyusul|di tengah|menurut|sejak|yang|dengan|seiring)\b)"
    ),
}
_PHRASE = {
    "en": re.compile(
        r"\s(?=(?:in|on|at|for|from|with|by|over|under|during|through|between|across|against|to|that)\b)"
    ),
    "id": re.compile(
        r"\s(?=(?:di|pada|untuk|dari|kepada|oleh|selama|dalam|hingga|sampai|melalui|bagi|terhadap|mulai)\b)"
    ),
}
# Commas that end no clause: before an apposition that closes again, and inside an enumeration.
_APPOSITION = re.compile(
    r",\s(?:who|which|whose|where|a|an|the|yang|seorang|sebuah|salah)\b[^,;]{1,90},", re.IGNORECASE
)
_ENUMERATION = re.compile(
    r",\s(?:[^\s,;]+\s){1,3}(?:and|or|dan|atau|serta)\b|,\s[^\s,;]+(?:\s[^\s,;]+){0,2},", re.IGNORECASE
)
# A first clause that only sets the scene ("After the storm,") is no lead by itself.
_SCENE = re.compile(
    r"(?:after|when|while|as|if|although|though|despite|before|since|because|in|on|at|with|by|for|under|during|amid|following|according"
    r"|setelah|ketika|saat|jika|apabila|meski|meskipun|walaupun|sebelum|sejak|karena|di|pada|dengan|untuk|selama|menurut|dalam|selain|sebagai)\b",
    re.IGNORECASE,
)


def find_lead(text: str, language: str) -> str:
    """The opening clause of `text`: a verbatim prefix of it, 4 to 18 words long, or "" when none can be told.

    >>> find_lead("Tarif turun menjadi Rp2.000, tetapi hanya selama uji coba.", "id")
    'Tarif turun menjadi Rp2.000'
    """
    stop = text.rstrip('"”’)')
    whole = stop.rstrip(".!…。！")
    # commas of an apposition come last: before ", Hendra Gunawira," stands no clause, but all that is told of him
    for find in (_marks, _clauses, _phrases, _commas):
        for end in find(text, language):
            lead = text[:end]
            if _is_whole(lead) and SHORTEST <= count_words(lead) <= LONGEST:
                return lead
    return whole if count_words(whole) <= LONGEST and _is_whole(whole) else ""


def _marks(text: str, _: str) -> list[int]:
    """Ends of clauses at punctuation; a scene-setting opener is passed over."""
    ends = [
        m.start() if text[m.start()].isspace() else m.end() - 1
        for m in _MARK.finditer(text)
        if not _APPOSITION.match(text, m.end() - 1) and not _ENUMERATION.match(text, m.end() - 1)
    ]
    if ends and _SCENE.match(text):
        return ends[1:]
    return ends


def _commas(text: str, _: str) -> list[int]:
    return [m.end() - 1 for m in _MARK.finditer(text) if text[m.end() - 1] == ","]


def _clauses(text: str, language: str) -> Iterator[int]:
    return _ends(_CLAUSE.get(language), text, SHORTEST)


def _phrases(text: str, language: str) -> Iterator[int]:
    return _ends(_PHRASE.get(language), text, 6)


def _ends(pattern: re.Pattern[str] | None, text: str, shortest: int) -> Iterator[int]:
    for match in pattern.finditer(text) if pattern else ():
        before = text[: match.start()]
        if not before.endswith(",") and count_words(before) >= shortest:
            yield match.start()


def _is_whole(lead: str) -> bool:
    """Whether no quotation or bracket is cut open, and the lead ends on a word."""
    if not lead or not (lead[-1].isalnum() or lead[-1] in '%"”’)'):
        return False
    return (
        lead.count("“") == lead.count("”") and lead.count('"') % 2 == 0 and lead.count("(") == lead.count(")")
    )
