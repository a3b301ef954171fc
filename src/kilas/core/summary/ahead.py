"""Does a sentence tell what is still to come? Indonesian and English, by tense, time and wording.

English marks the past on its verbs, so a date beside a present tense lies ahead ("The fair opens on Friday").
Indonesian does not: there the wording must say so, or the date must lie after the day of publication.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from datetime import date, datetime, timedelta
from itertools import pairwise

from kilas.core.check.dates import DateMention, dates
from kilas.core.languages.shape import cued
from kilas.core.summary import phrases
from kilas.core.summary.cues import Wordings
from kilas.core.text import fold
from kilas.core.text import words as split

SURE, HINT = 2.0, 1.0

_EN_DATE = (
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?:'s)?|January|February|March|April|May|June|July|August|September|October"
    r"|November|December|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.|(?:the |this |early |late |mid-?)(?:spring|summer"
    r"|autumn|fall|winter|weekend)|Christmas|Easter|[Tt]omorrow|[Tt]onight)"
)
_EN_DAYS = "monday tuesday wednesday thursday friday saturday sunday"
_EN_MONTHS = "january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec"
_EN_SEASONS = "spring summer autumn fall winter"
_EN_BEING = r"\b(?:is|are|am|be|being|now|still|remains?|['’]re)(?: (?:not|now|also|still|all|widely|currently|only|already))?"
_EN_SURE = Wordings(
    (
        cued(
            "will",
            r"(?<!\b[Hh]is )(?<!\b[Hh]er )(?<!\bmy )(?<!\btheir )(?<!\b[Tt]he )(?<!\b[Aa] )(?<!\bfree )(?<!\bgood )(?<!\bliving )\b[Ww]ill(?=,? [a-z])",
        ),
        cued("won't shall", r"\bwon['’]t\b|\bshall\b"),
        cued(
            "set poised bound likely unlikely expected scheduled slated going about ready tipped forecast projected hoped required booked planned"
            " earmarked due preparing planning hoping aiming considering weighing mulling waiting awaiting drafting seeking racing drawing talks under",
            rf"{_EN_BEING} (?:"
            r"(?:set|poised|bound|likely|unlikely|expected|scheduled|slated|going|about|ready|tipped|forecast|projected|hoped|required) to\b"
            r"|(?:set|scheduled|slated|booked|planned|earmarked|tipped|forecast|expected|due) (?:for|in|on|at|by|before|after|from|within|next|later|soon)\b"
            r"|due to (?!the |an? |his |her |its |their |poor |high |low |heavy |bad |lack |rising |falling |strong |weak )[a-z]+"
            r"|(?:preparing|planning|hoping|aiming|considering|weighing|mulling|waiting|awaiting|drafting|seeking|racing|drawing up|in talks) (?!lists?\b)"
            r"|under (?:review|consideration))",
        ),
        cued(
            "is are am be being now still remain remains they're we're you're",
            rf"{_EN_BEING} to (?!blame\b|be (?:found|seen)\b|say\b)[a-z]+",
        ),
        cued(
            "plan plans intend intends aim aims hope hopes expect expects pledge pledged promise promised vow vows vowed prepare prepares propose"
            " proposes seek seeks threaten threatens stands",
            r"\b(?:plans?|intends?|aims?|hopes?|expects?|pledge[sd]?|promise[sd]?|vow(?:s|ed)?|prepares?|proposes?|seeks?|threatens?|stands) (?:not )?to [a-z]",
        ),
        cued(
            "await awaits awaiting pending upcoming forthcoming deadline expect expects must remain remains",
            r"\b(?:awaits?|awaiting|pending|upcoming|forthcoming|deadline|expects?(?! to\b)|(?<!\b[Ww]e )(?<!\b[Yy]ou )(?<!\bI )must(?!-)|remains? to be (?:seen|decided))\b",
        ),
        cued(
            "yet until another days weeks months years",
            r"\b(?:has|have|is|are) yet to\b|\b(?:has|have) (?:until|another|(?:up to |only )?[\w-]+ (?:days|weeks|months|years) to)\b",
        ),
        cued("subject", r"\bsubject to (?:[a-z]+ )?(?:approval|funding|consent)"),
        cued(
            "next coming",
            r"\b(?:next|coming) (?:weeks?|months?|years?|days|spring|summer|autumn|fall|winter|term|season|quarter|decade|few|round|phase|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b(?!['’]s)",
        ),
        cued("later", r"\blater this (?:week|month|year|season|spring|summer|autumn|fall|winter)\b"),
    )
)
_EN_WILL = re.compile(r"\w['’]ll\b")  # "they'll": no word of its own
# These look ahead in the present tense only: "opens on Friday", not "opened on Friday".
_EN_PRESENT = Wordings(
    (
        cued(
            f"{_EN_DAYS} {_EN_MONTHS} {_EN_SEASONS} weekend christmas easter tomorrow tonight"
            f" {' '.join(day + chr(39) + 's' for day in _EN_DAYS.split())}",
            rf"(?<![Ss]ince )(?<!every )(?<!each )(?<!last )\b{_EN_DATE}(?!['’]s? (?:was|were))",
        ),
        cued(
            "by until before within no",
            r"\b(?:[Bb]y|[Uu]ntil|[Bb]efore|[Ww]ithin|[Nn]o later than)"
            r" (?:the end of|early|late|mid-?|at least|further notice|20\d\d|\d+ (?:days|weeks|months|years))",
        ),
        cued("from", r"\bfrom (?:now on|20\d\d)"),
        cued("this", r"\bthis (?:week|weekend|month|quarter|season)\b"),
        cued(
            "would",
            r"(?<!\b[Tt]hat )(?<!\bI )(?<!\b[Ww]e )(?<!\b[Yy]ou )(?<!\b[Ii]t )(?<!\b[Hh]e )(?<!\b[Ss]he )(?<!\b[Tt]hey )(?<!\b[Oo]ne )"
            r"\bwould (?!later\b|often\b|rather\b|like\b|never\b|always\b)[a-z]+",
        ),
        cued("face faces", r"\bfaces? (?:up to|an?|trial|charges|fines|eviction|possible)\b"),
        cued(
            "if unless should once provided until without",
            r"^(?:If|Unless|Should|Once|Provided|Until)\b|^Without (?:it|them|that|this)\b",
        ),
        cued("least", r"\bat least [\w-]+ (?:more )?(?:days|weeks|months|years) before\b"),
    )
)
_EN_TELLS = frozenset("said told wrote announced warned reported added".split())
# "… told reporters on Friday": the day of the telling, not of what is told.
_EN_TELLING = re.compile(
    rf"\b(?:said|told|wrote|announced|warned|reported|added)\b(?: (?!that\b)[\w'’]+){{0,3}} (?:on )?{_EN_DATE}"
)
_EN_HINTS = re.compile(
    r"\b(could|may|might|would (?!later|often)|if|unless|provided|once|whether|hopes?|hoping|expects?|forecasts?|projected|targets?|aims?|plans?|proposals?|odds"
    r"|fears?|feared|warns?|warned|seeking|asking|looking|in doubt|doubtful|uncertain|in case|wants?|needs? to|ha(?:s|ve) to|another|on the table|in the (?:spring|summer|autumn|fall|winter))\b"
)
# "July 8, 1972: …", "Pro: …": an entry of a list, whose date is of the past as often as not.
_ENTRY = re.compile(r"[^:,“\"]{0,24}(?:, \d{4})?: ")
_TO_READER = frozenset("you your you'll you're you've yourself kamu kalian anda detikers let's".split())
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")
# "their only job is to win": what something is for, not what will be.
_EN_PURPOSE = re.compile(
    r"\b(?:job|aim|goal|purpose|role|task|idea|point|way|key|trick|mission|answer|solution)s? (?:is|are|was|were) to\b"
)
_EN_PAST = phrases.PAST_VERBS | {"ago", "yesterday"}
# "-ed" words that are no past tense, or none of the sentence's own: "vowed to appeal" looks ahead, "officials warned" reports.
_EN_NOT_PAST = frozenset(
    "need exceed proceed succeed indeed speed hundred kindred seed feed bed red shed expected vowed pledged promised warned announced"
    " reported added noted explained insisted argued scheduled planned proposed".split()
)
_EN_BEFORE_PARTICIPLE = frozenset(
    "is are be being the a an its their his her not of by was whether all any".split()
)
_EN_LAST = frozenset("week month year night summer winter autumn spring season".split())
_EN_WOULD_HAVE = re.compile(r"\b(?:would|could|might) have\b")

_ID_MONTH = r"(?:Januari|Februari|Maret|April|Mei|Juni|Juli|Agustus|September|Oktober|November|Desember)"
_ID_DATE = rf"(?:(?:\d{{1,2}} )?{_ID_MONTH}|(?:awal|akhir|pertengahan|penghujung) (?:tahun|bulan|pekan|musim|20\d\d|{_ID_MONTH})|20\d\d|triwulan)"
_ID_PLANS = (
    "bakal kelak nantinya mendatang dijadwalkan direncanakan rencananya berencana berniat bertekad berjanji berkomitmen bersiap menargetkan"
    " ditargetkan diproyeksikan diprediksi diperkirakan memprediksi dijanjikan menjanjikan dinantikan tenggat mempertimbangkan terancam"
    " diharapkan menanti berpeluang"
)
_ID_SURE = Wordings(
    (
        cued(
            "akan",
            r"(?<!haus )(?<!rindu )(?<!sadar )(?<!kesadaran )(?<!kebutuhan )(?<!ingat )(?<!cinta )(?<!minat )(?<!takut )(?<!kaya )(?<!peduli )(?<!kerinduan )"
            r"\bakan\b(?! tetapi\b| tapi\b| hal\b)",
            re.IGNORECASE,
        ),
        cued("hendak", r"(?<!saat )(?<!ketika )(?<!waktu )(?<!sedang )(?<!tengah )\bhendak\b", re.IGNORECASE),
        cued(
            _ID_PLANS,
            rf"\b(?:{'|'.join(_ID_PLANS.split())})\b",
            re.IGNORECASE,
        ),
        cued(
            "depan",
            r"\b(?:pekan|minggu|bulan|tahun|semester|musim|triwulan|senin|selasa|rabu|kamis|jumat|sabtu|ahad|periode|laga|hari) depan\b",
            re.IGNORECASE,
        ),
        cued(
            "paling selambat-lambatnya dalam akhir",
            r"\b(?:paling (?:lambat|cepat)|selambat-lambatnya|dalam waktu (?:dekat|\d+)|akhir (?:tahun|bulan|pekan|musim) ini)\b",
            re.IGNORECASE,
        ),
        cued("segera", r"\bsegera (?!dilarikan|dibawa)(?:di|me|ber)\w+", re.IGNORECASE),
        cued(
            "menunggu",
            r"\b(?:tinggal|masih|kini|tengah|sedang) menunggu (?!paket|bus|antrean)"
            r"|\bmenunggu (?:izin|keputusan|putusan|persetujuan|hasil|kepastian|penetapan|restu)\b",
            re.IGNORECASE,
        ),
        cued(
            "menyiapkan mempersiapkan merancang menyusun menggodok",
            r"\b(?:tengah|sedang|kini|mulai) (?:menyiapkan|mempersiapkan|merancang|menyusun|menggodok)\b",
            re.IGNORECASE,
        ),
        cued(
            "belum kemungkinan",
            r"\bbelum (?:jelas|diputuskan|ditentukan|pasti)\b|\bkemungkinan (?:besar )?(?:di|me|ber)\w+",
            re.IGNORECASE,
        ),
        cued(
            "mulai hingga sampai per menyusul",
            rf"(?<!\d )\b(?:[Mm]ulai|hingga|sampai(?: dengan)?|berlaku per|menyusul) (?:{_ID_DATE})",
            re.IGNORECASE,
        ),
        cued("baru", rf"\bbaru (?:di|me|ber)\w+(?: \w+)* (?:pada|mulai) {_ID_DATE}", re.IGNORECASE),
        cued("jika apabila bila bilamana", r"^(?:Jika|Apabila|Bila|Bilamana)\b", re.IGNORECASE),
        cued(
            "masih",
            r"\bmasih (?:harus|akan|perlu)\b|\bmasih (?:turun|berlangsung|berlanjut) (?:hingga|sampai)\b",
            re.IGNORECASE,
        ),
    )
)
_ID_HINTS = re.compile(
    r"\b(?:(?P<word>berharap|harapannya|target|rencana|usulan|jika|bila|apabila|asalkan|kemungkinan|berpotensi|berisiko|memperingatkan|dikhawatirkan|khawatir|menunggu"
    r"|memperkirakan|berikutnya|selanjutnya|bertandang|tahun ini|dalam perjalanan)|(?P<weak>dapat|bisa|boleh|siap|diminta|hingga|sampai))\b"
    rf"|(?P<event>\b(?:dimulai|digelar|dibuka|dilanjutkan|ditutup|diputar|dirilis|diumumkan|mengumumkan|berlangsung|terbit|tiba|berangkat|naik)(?: \w+)? (?:pada |akhir |pertengahan |awal )*(?:{_ID_DATE}))"
)
_ID_BACK = re.compile(
    r"\b(?:tahun|bulan|pekan|minggu|hari|musim|dekade|abad|malam) (?:lalu|silam)\b|\b(?:kemarin|semula|sempat|dulu|dahulu|pernah|sebelumnya|lalu sempat)\b",
    re.IGNORECASE,
)
_ID_DONE = frozenset("telah sudah".split())
# Without one of these the patterns of hints need not be tried.
_EN_HINT_CUES = frozenset(
    "could may might would if unless provided once whether hope hopes hoping expect expects forecast forecasts projected target targets aim aims"
    " plan plans proposal proposals odds fear fears feared warn warns warned seeking asking looking doubt doubtful uncertain case want wants"
    " need needs has have another table spring summer autumn fall winter".split()
)
_ID_HINT_CUES = frozenset(
    "berharap harapannya target rencana usulan jika bila apabila asalkan kemungkinan berpotensi berisiko memperingatkan dikhawatirkan khawatir"
    " menunggu memperkirakan berikutnya selanjutnya bertandang ini perjalanan dapat bisa boleh siap diminta hingga sampai dimulai digelar"
    " dibuka dilanjutkan ditutup diputar dirilis diumumkan mengumumkan berlangsung terbit tiba berangkat naik".split()
)
_ID_BACK_CUES = frozenset("lalu silam kemarin semula sempat dulu dahulu pernah sebelumnya".split())
_DAY_MONTH = re.compile(r"\d[/-]\d")
_ANY_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_YEAR = re.compile(r"\b20[2-9]\d\b")
_MONTHS = frozenset(
    "januari februari maret april mei juni juli agustus september oktober november desember january february march may june july august"
    " october december jan feb mar apr jun jul aug agu sep sept oct okt nov dec des".split()
)


def look_ahead(
    text: str, words: Sequence[str], language: str, published: datetime | None, bag: Set[str] | None = None
) -> float:
    """How much `text` looks ahead: 2 for one sure sign or two hints; 0 when it does not.

    `words` are its words, folded; `bag` is their set, for callers who have it.
    """
    if bag is None:
        bag = frozenset(words)
    if _ENTRY.match(text) or _is_advice(text, bag):
        return 0.0
    if language == "en":
        return _english(text, words, bag, published)
    if language in ("id", "ms"):
        return _indonesian(text, bag, published)
    return 0.0


def _is_advice(text: str, bag: Set[str]) -> bool:
    """Whether the sentence tells its reader what to do or what he will get: no event is ahead."""
    return not _TO_READER.isdisjoint(bag) and not _TO_READER.isdisjoint(
        fold(w) for w in split(_QUOTED.sub(" ", text))
    )


def _english(text: str, words: Sequence[str], bag: Set[str], published: datetime | None) -> float:
    if " have" in text and _EN_WOULD_HAVE.search(text):
        return 0.0
    if "e to" in text or "s to" in text:  # "are to", "was to"
        text = _EN_PURPOSE.sub(" ", text)
    is_sure = _EN_SURE.found_in(text, bag) or ("ll " in text and bool(_EN_WILL.search(text)))
    score = SURE if is_sure else 0.0
    if _is_past(words, bag):
        return score
    now = published.year if published else 10_000
    if (
        _EN_PRESENT.found_in(_EN_TELLING.sub("", text) if _is_told(_EN_TELLS, bag) else text, bag)
        # "would", "by June" of which year?
        and all(int(m[0]) >= now for m in _ANY_YEAR.finditer(text))
    ) or _names_later_day(text, bag, "en", published):
        score += SURE
    if _is_told(_EN_HINT_CUES, bag):
        score += HINT * min(2, len({m[0] for m in _EN_HINTS.finditer(text)}))
    return score


def _is_past(words: Sequence[str], bag: Set[str]) -> bool:
    """Whether an English sentence tells what is over: by a verb in the past, or by its time."""
    if _is_told(_EN_PAST, bag):
        return True
    for before, word in pairwise(("", *words)):
        if word in _EN_LAST and before in ("last", "previous"):
            return True
        if (
            word[-2:] == "ed"
            and word not in _EN_NOT_PAST
            and before not in _EN_BEFORE_PARTICIPLE
            and "-" not in word
        ):
            return True
        if before == "year's" and word.startswith("plan"):
            return True
    return False


def _indonesian(text: str, bag: Set[str], published: datetime | None) -> float:
    if _is_told(_ID_BACK_CUES, bag) and _ID_BACK.search(text):
        return 0.0
    score = SURE if _ID_SURE.found_in(text, bag) else 0.0
    if _names_later_day(text, bag, "id", published):
        score += SURE
    if _is_told(_ID_HINT_CUES, bag):
        score += HINT * min(2, len({m.lastgroup for m in _ID_HINTS.finditer(text)}))
    return max(0.0, score - HINT) if _is_told(_ID_DONE, bag) else score


def _is_told(cues: frozenset[str], bag: Set[str]) -> bool:
    return not cues.isdisjoint(bag)


def _names_later_day(text: str, bag: Set[str], language: str, published: datetime | None) -> bool:
    """Whether `text` names a day, month or year after its publication and none before it."""
    if published is None:
        return False
    today = published.date()
    days = [1 if int(m[0]) > today.year else -1 for m in _YEAR.finditer(text) if int(m[0]) != today.year]
    if _is_told(_MONTHS, bag) or _DAY_MONTH.search(text):
        days += [order for d in dates(text, language) if (order := _order(d, today))]
    return bool(days) and min(days) > 0


def _order(mention: DateMention, today: date) -> int:
    """1 when the mention lies after `today`, -1 before it, 0 when that cannot be told.

    Without a year, the nearest day or month of that name is meant.
    """
    if mention.month is None:
        return 0
    if mention.day is None:
        months = ((mention.year or today.year) - today.year) * 12 + mention.month - today.month
        if mention.year is None:
            months = (months + 6) % 12 - 6
        return (months > 0) - (months < 0)
    years = [mention.year] if mention.year else [today.year - 1, today.year, today.year + 1]
    offsets = [found - today for year in years if (found := _day(year, mention.month, mention.day))]
    nearest = min(offsets, key=lambda offset: (abs(offset), offset), default=timedelta())
    return (nearest.days > 0) - (nearest.days < 0)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None  # 29 February, most years
