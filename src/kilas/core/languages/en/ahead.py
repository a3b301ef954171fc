"""English words for the future and the past."""

from __future__ import annotations

from kilas.core.languages.shape import AheadWords, cued, words

_DATE = (
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?:'s)?|January|February|March|April|May|June|July|August|September|October"
    r"|November|December|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.|(?:the |this |early |late |mid-?)(?:spring|summer"
    r"|autumn|fall|winter|weekend)|Christmas|Easter|[Tt]omorrow|[Tt]onight)"
)
_DAYS = "monday tuesday wednesday thursday friday saturday sunday"
_MONTHS = "january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec"
_SEASONS = "spring summer autumn fall winter"
# Events told in the present tense: "opens", "takes place", "is released", "is in June".
_HAPPENS = (
    r"(?:opens?|begins?|starts?|takes? place|runs?|closes?|returns?|meets?|visits?|votes?|hosts?|goes|arrives?|kicks? off|ends?|expires?|airs?"
    r"|premieres?|resumes?|launch(?:es)?|plays?|gets? under ?way|finish(?:es)?|covers?|stands? trial|takes? (?:up|part)|wants?|features?|(?:is|are) (?:held|released|published|launched|in|on)|runs? from)"
)
_BEING = r"\b(?:is|are|am|be|being|now|still|remains?|['’]re)(?: (?:not|now|also|still|all|widely|currently|only|already))?"
_SURE = (
    cued(
        "will",
        r"(?<!\b[Hh]is )(?<!\b[Hh]er )(?<!\bmy )(?<!\btheir )(?<!\b[Tt]he )(?<!\b[Aa] )(?<!\bfree )(?<!\bgood )(?<!\bliving )\b[Ww]ill(?=,? [a-z])",
    ),
    cued("won't shall", r"\bwon['’]t\b|\bshall\b"),
    cued(
        "set poised bound likely unlikely expected scheduled slated going about ready tipped forecast projected hoped required booked planned"
        " earmarked due preparing planning hoping aiming considering weighing mulling waiting awaiting drafting seeking racing drawing talks under",
        rf"{_BEING} (?:"
        r"(?:set|poised|bound|likely|unlikely|expected|scheduled|slated|going|about|ready|tipped|forecast|projected|hoped|required) to\b"
        r"|(?:set|scheduled|slated|booked|planned|earmarked|tipped|forecast|expected|due) (?:for|in|on|at|by|before|after|from|within|next|later|soon)\b"
        r"|due to (?!the |an? |his |her |its |their |poor |high |low |heavy |bad |lack |rising |falling |strong |weak )[a-z]+"
        r"|(?:preparing|planning|hoping|aiming|considering|weighing|mulling|waiting|awaiting|drafting|seeking|racing|drawing up|in talks) (?!lists?\b)"
        r"|under (?:review|consideration))",
    ),
    cued(
        "is are am be being now still remain remains they're we're you're",
        rf"{_BEING} to (?!blame\b|be (?:found|seen)\b|say\b)[a-z]+",
    ),
    cued(
        "plan plans intend intends aim aims hope hopes expect expects pledge pledged promise promised vow vows vowed prepare prepares propose"
        " proposes seek seeks threaten threatens stands",
        r"\b(?:plans?|intends?|aims?|hopes?|expects?|pledge[sd]?|promise[sd]?|vow(?:s|ed)?|prepares?|proposes?|seeks?|threatens?|stands) (?:not )?to [a-z]",
    ),
    cued(
        "await awaits awaiting pending upcoming forthcoming deadline expect expects must remain remains",
        r"\b(?:awaits?|awaiting|pending|upcoming|forthcoming|deadline|expects?(?! to\b)|must (?:still|first|now|by|then|wait|be (?:approved|ratified|agreed|signed|passed|paid|decided))|remains? to be (?:seen|decided))\b",
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
_WILL = r"\w['’]ll\b"  # "they'll"
# Future in the present tense only: "opens on Friday", not "opened on Friday".
_PRESENT = (
    cued(
        f"{_DAYS} {_MONTHS} {_SEASONS} weekend christmas easter tomorrow tonight"
        f" {' '.join(day + chr(39) + 's' for day in _DAYS.split())}",
        rf"\b{_HAPPENS}\b[^.;:]{{0,60}}(?<![Ss]ince )(?<!every )(?<!each )(?<!last )\b{_DATE}(?!['’]s? (?:was|were))",
    ),
    cued(
        "by until before within no",
        r"\b(?:[Bb]y|[Uu]ntil|[Bb]efore|[Ww]ithin|[Nn]o later than)"
        r" (?:the end of|early|late|mid-?|at least|further notice|20\d\d|\d+ (?:days|weeks|months|years))",
    ),
    cued("from", r"\bfrom (?:now on|20\d\d)"),
    cued("this", rf"\b{_HAPPENS}\b[^.;:]{{0,60}}\bthis (?:week|weekend|month|quarter|season)\b"),
    cued(
        "would",
        r"(?<!\b[Tt]hat )(?<!\bI )(?<!\b[Ww]e )(?<!\b[Yy]ou )(?<!\b[Ii]t )(?<!\b[Hh]e )(?<!\b[Ss]he )(?<!\b[Tt]hey )(?<!\b[Oo]ne )"
        r"\bwould (?!later\b|often\b|rather\b|like\b|never\b|always\b)[a-z]+",
    ),
    cued(
        "face faces",
        r"\bfaces? (?:(?:up to|eviction|possible)\b|(?:an? )?(?:[a-z]+ )?(?:re)?(?:trial|hearing|scan|vote|tests?|inquiry|review|sentencing)\b)",
    ),
    cued(
        "if unless should once provided until without",
        r"^(?:If|Unless|Should|Once|Provided|Until)\b|^Without (?:it|them|that|this)\b",
    ),
    cued("least", r"\bat least [\w-]+ (?:more )?(?:days|weeks|months|years) before\b"),
)
_TELLS = words("said told wrote announced warned reported added")
# "… told reporters on Friday": the day of the statement, not of its subject.
_TELLING = (
    rf"\b(?:said|told|wrote|announced|warned|reported|added)\b(?: (?!that\b)[\w'’]+){{0,3}} (?:on )?{_DATE}"
)
_HINTS = (
    r"\b(could|may|might|would (?!later|often)|if|unless|provided|once|whether|hopes?|hoping|expects?|forecasts?|projected|targets?|aims?|plans?|proposals?|odds"
    r"|fears?|feared|warns?|warned|seeking|asking|looking|in doubt|doubtful|uncertain|in case|wants?|needs? to|ha(?:s|ve) to|another|on the table|in the (?:spring|summer|autumn|fall|winter))\b"
)
# "their only job is to win": a purpose, no plan.
_PURPOSE = r"\b(?:job|aim|goal|purpose|role|task|idea|point|way|key|trick|mission|answer|solution)s? (?:is|are|was|were) to\b"
# Words in "-ed" that are no past, or whose object may be ahead: "vowed to appeal", "officials warned".
_NOT_PAST = words(
    "need exceed proceed succeed indeed speed hundred kindred seed feed bed red shed expected vowed pledged promised warned announced"
    " reported added noted explained insisted argued scheduled planned proposed"
)
_BEFORE_PARTICIPLE = words("is are be being the a an its their his her not of by was whether all any")
_OVER = (cued("have", r"\b(?:would|could|might) have\b"),)
_GONE_BY_PHRASES = (
    cued(
        "last previous",
        r"(?<!\S)(?:last|previous) (?:week|month|year|night|summer|winter|autumn|spring|season)(?!\S)",
    ),
    cued("year's", r"(?<!\S)year's plan"),
)
_HINT_CUES = words(
    "could may might would if unless provided once whether hope hopes hoping expect expects forecast forecasts projected target targets aim aims"
    " plan plans proposal proposals odds fear fears feared warn warns warned seeking asking looking doubt doubtful uncertain case want wants"
    " need needs has have another table spring summer autumn fall winter"
)
WORDS = AheadWords(
    sure=_SURE,
    will=_WILL,
    will_cues=("ll ",),
    present=_PRESENT,
    tells=_TELLS,
    telling=_TELLING,
    hints=_HINTS,
    hint_cues=_HINT_CUES,
    over=_OVER,
    purpose=_PURPOSE,
    purpose_cues=("e to", "s to"),
    not_past=_NOT_PAST,
    before_participle=_BEFORE_PARTICIPLE,
    gone_by=words("ago yesterday"),
    gone_by_phrases=_GONE_BY_PHRASES,
    to_reader=words("you your you'll you're you've yourself let's"),
    months=words(
        "january february march may june july august october december jan feb mar apr jun jul aug sep sept oct"
        " nov dec"
    ),
)
