"""The bold lead: the opening clause of a paragraph, word for word."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from kilas.core.summary import phrases
from kilas.core.summary.clauses import is_clause
from kilas.core.text import word_starts

SHORTEST, LONGEST = 4, 18  # words
STRETCHED = 26  # where nothing shorter is a clause: a long subject sooner than half of one
EASY = 14  # words of a sentence that is shown whole sooner than cut at a phrase
_MARK = re.compile(r"(?<=[\w%])[\"”’)]?(?:[;:]|,)(?=\s)|(?<=[\w%])\.,(?=\s)|\s[–—](?=\s)")
# Where a subordinate clause begins. An adverb before it goes with it: "stir only when", "shortly before".
_CLAUSE = {
    "en": re.compile(
        r"\s(?:(?:only|even|just|shortly|soon|partly|mainly) )?(?:as (?!early|late|many|much|few|high|low|loud|well|far|long|soon|a\b|an\b|of\b)(?=\w+ \w+ \w+)|"
        r"(?:after|while|when|because|before|(?<!time )since|although|though|despite|amid|following|unless|until|if|but|yet|so that|in case|provided|rather than"
        r"|according to|whereas|thanks to|as a result of|due to the)\b)"
    ),
    "id": re.compile(
        r"\s(?:(?:hanya|baru|tepat|terutama) )?(?:setelah|sesudah|sebelum|karena|lantaran|sebab|akibat|ketika|saat|sementara|sedangkan|meski|meskipun|walau|walaupun"
        r"|agar|supaya|sehingga|jika|bila|apabila|asalkan|tetapi|namun|menyusul|di tengah|menurut|sejak|seiring|begitu|ketimbang|sambil|lewat)\b"
    ),
}
_RELATIVE = {
    "en": re.compile(r"\s(?:which|who|where|whose|that)\b(?!\s(?:is|of)\b)"),
    "id": re.compile(r"\syang\b(?! sama\b)"),
}
_AND = {"en": re.compile(r"\s(?:and|but)\s(?=([a-z]+))"), "id": re.compile(r"\s(?:dan|lalu)\s(?=([a-z]+))")}
_PHRASE = {
    "en": re.compile(
        r"\s(?:in|on|at|for|from|with|by|over|under|during|through|between|across|against|around|behind|beside)\b"
    ),
    "id": re.compile(
        r"\s(?:di|pada|untuk|dari|kepada|oleh|selama|dalam|hingga|sampai|melalui|bagi|terhadap|mulai|dengan|atas)\b"
    ),
}
_VERB = {
    "en": re.compile(
        rf"(?:is|are|has|have|will|would|could|can|may|might|must|does|do|says|say|{'|'.join(sorted(phrases.PAST_VERBS))}"
        r"|(?!need|indeed|hundred|speed|seed|feed)[a-z]{2,}ed)\b"
    ),
    "id": re.compile(
        r"(?:akan|telah|sudah|sedang|tengah|masih|belum|tidak|tak|bukan|baru|bakal|sempat|dapat|bisa|harus|hendak|kini|ingin|adalah|ialah|kata|ujar|ada"
        r"|naik|turun|jadi|tiba|datang|masuk|keluar|hadir|tewas|roboh|jebol|mundur|menang|kalah|kembali"
        r"|(?:mem?|men|meng|ber|di|ter)(?!tah|ita|dapat\b|ungkin|antara|bagai|hadap|sebut\b|akhir\b|lain\b|sama\b|puluh)[a-z]{3,})\b"
    ),
}
_PRESENT = re.compile(r"[a-z]{2,}s\b")  # "stands", "wakes": trusted only where a verb is due
# What opens with one of these and a comma only sets the scene: no lead by itself.
_SCENE = re.compile(
    r"(?:after|when|while|as|if|although|though|despite|before|since|because|in|on|at|with|by|for|under|during|amid|following|according|once|should"
    r"|unless|until|without|from|of|among|to"
    r"|setelah|sesudah|ketika|saat|jika|bila|apabila|meski|meskipun|walaupun|sebelum|sejak|karena|di|pada|dengan|untuk|selama|menurut|dalam|selain"
    r"|sebagai|bagi|dari|menyusul|tanpa|begitu|kalau)\b[^,;:“\"]{1,90},"
    r"|[^,;:“\"]{1,40} (?:years?|months?|weeks?|days?|hours?|minutes) (?:ago|later|earlier|before|on),|[^,;:“\"]{1,40} (?:lalu|kemudian|sebelumnya|silam),",
    re.IGNORECASE,
)
_OPENING_QUOTE = re.compile(
    r"(?:“[^”]+”|\"[^\"]+\"|‘(?:[^’]|(?<=\w)’(?=\w))+’|'(?:[^']|(?<=\w)'(?=\w))+')(?<=[,.!?…].)"
)
_ASIDE = re.compile(r",\s[^,;:“\"]{1,90}(?:, (?:[A-Z][A-Za-z]{0,4}\.)+)*,\s(?=([a-z]+))")
_DEGREE = re.compile(r",\s(?:[A-Z][A-Za-z]{0,4}\.){1,3}(?=,|\s[a-z]|\s?$)")
_LAST_NAME = re.compile(r",\s(?:[A-Z][\w.'’-]*\s?){1,5}[.!]?$")
_DAY = re.compile(
    r",\s(?:Senin|Selasa|Rabu|Kamis|Jumat|Sabtu|Minggu|Ahad|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b"
)
_LIST = re.compile(r",\s(?:[^\s,;]+\s){1,2}(?:and|or|dan|atau|serta)\b|,\s[^\s,;]+(?:\s[^\s,;]+){0,2},")
_LIST_END = re.compile(r",\s(?:and|or|dan|atau|serta)\s")


def find_lead(text: str, language: str) -> str:
    """The opening clause of `text`: a verbatim prefix of it, 4 to 18 words long, or "" when none can be told.

    Up to 26 words where the verb comes late. Where no clause can be told, the best phrase is taken.

    >>> find_lead("Tarif turun menjadi Rp2.000, tetapi hanya selama uji coba.", "id")
    'Tarif turun menjadi Rp2.000'
    """
    return opening_clause(text, language) or opening_phrase(text, language)


def opening_phrase(text: str, language: str) -> str:
    """The lead of a text whose opening clause cannot be told: where it may best be cut; else ""."""
    starts = word_starts(text)
    return next(
        (text[:end] for end in _candidates(text, language, starts) if _is_lead(text, end, starts)), ""
    )


def opening_clause(text: str, language: str) -> str:
    """The clause `text` opens with, if it can be told from the rest, and so makes a paragraph's opening; else ""."""
    scene = match.end() if (match := _SCENE.match(text)) else 0
    longest = LONGEST if _OPENING_QUOTE.match(text) else STRETCHED
    starts = word_starts(text)
    stretched = ""
    for end in dict.fromkeys(_candidates(text, language, starts)):
        if end <= scene or not _is_lead(text, end, starts, LONGEST if stretched else longest):
            continue
        if is_clause(text, end, language):
            if _words_before(end, starts) <= LONGEST:
                return text[:end]
            stretched = text[:end]
    return stretched


def _candidates(text: str, language: str, starts: Sequence[int]) -> Iterator[int]:
    """Where the lead may end, best first."""
    start, whole = _start(text), len(text.rstrip('"”’)').rstrip(".!…。！"))
    least = _words_before(start, starts) + 2  # a clause has two words at least
    yield from (end for end in _clause_ends(text, language, starts) if _words_before(end, starts) >= least)
    quote = _OPENING_QUOTE.match(text)
    if quote:
        yield from (whole, quote.end())
    if len(starts) <= EASY:
        yield whole
    pattern = _PHRASE.get(language)
    ends = [m.start() for m in pattern.finditer(text, start)] if pattern else []
    yield from (end for end in reversed(ends) if max(least, 6) <= _words_before(end, starts) <= EASY)
    yield from (whole, *ends)
    yield from (m.start() for m in _MARK.finditer(text))


def _start(text: str) -> int:
    """Where the main clause begins: behind an opening quotation or a scene."""
    opening = _OPENING_QUOTE.match(text) or _SCENE.match(text)
    return opening.end() if opening else 0


def _words_before(end: int, starts: Sequence[int]) -> int:
    """How many of the words that begin at `starts` stand before `end`."""
    return bisect_left(starts, end)


def _is_lead(text: str, end: int, starts: Sequence[int], longest: int = LONGEST) -> bool:
    return SHORTEST <= _words_before(end, starts) <= longest and _is_whole(text[:end])


def _clause_ends(text: str, language: str, starts: Sequence[int]) -> list[int]:
    start = _start(text)
    ends = _mark_ends(text, language, start)
    if (clause := _CLAUSE.get(language)) is not None:
        found = [m.start() for m in clause.finditer(text, start)]
        relative = [m.start() for m in _RELATIVE[language].finditer(text, start)]
        # before its verb, a relative clause belongs to the subject: "A man who pulled …"
        found += [end for end in relative if _VERB[language].search(text, start, end)]
        found += [m.start() for m in _AND[language].finditer(text, start) if _VERB[language].fullmatch(m[1])]
        ends += [end for end in found if text[end - 1] != "," and _words_before(end, starts) > SHORTEST]
    return sorted(ends)


def _mark_ends(text: str, language: str, start: int) -> list[int]:
    """Ends of clauses at punctuation; the commas of an apposition, a degree, a list end none."""
    ends, passed, listed = [], start, -60
    for mark in _MARK.finditer(text, start):
        comma = mark.end() - 1
        if text[comma] != ",":
            ends.append(mark.start() if text[mark.start()].isspace() else comma)
            continue
        if comma < passed or _DEGREE.match(text, comma):
            continue
        aside = _ASIDE.match(text, comma)
        if aside and _is_verb(aside[1], language):
            passed = aside.end()
        elif _LIST.match(text, comma) and not _DAY.match(text, comma):
            listed = comma
        elif (_LIST_END.match(text, comma) and comma - listed < 60) or (
            _LAST_NAME.match(text, comma) and not _DAY.match(text, comma)
        ):
            continue
        else:
            ends.append(comma)
    return ends


def _is_verb(word: str, language: str) -> bool:
    pattern = _VERB.get(language)
    return bool(pattern and (pattern.fullmatch(word) or (language == "en" and _PRESENT.fullmatch(word))))


def _is_whole(lead: str) -> bool:
    """Whether no quotation or bracket is cut open, and the lead ends on a word."""
    if not lead or not (lead[-1].isalnum() or lead[-1] in '%"”’)'):
        return False
    return (
        lead.count("“") == lead.count("”") and lead.count('"') % 2 == 0 and lead.count("(") == lead.count(")")
    )
