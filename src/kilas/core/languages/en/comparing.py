"""Words around two amounts that are compared: English."""

from __future__ import annotations

from kilas.core.languages.shape import ComparingWords, words

WORDS = ComparingWords(
    opening="from (?:just |only )?",
    joining="to (?:just |only )?",
    turned="to (?:just |only )?",
    turned_joining=",? (?:up |down )?from (?:just |only )?",
    rising=(
        r"rises?|rose|risen|rising|grow|grows|grew|grown|growing|growth|climb\w*|jump\w*|increas\w*|expand\w*|doubl\w*"
        r"|tripl\w*|quadrupl\w*|surg\w*|soar\w*|swell\w*|swollen|rais\w*|lift\w*|widen\w*|gain\w*|up"
    ),
    falling=(
        r"falls?|fell|fallen|falling|drop\w*|declin\w*|decreas\w*|cuts?|cutting|down|shrink\w*|shr[au]nk|reduc\w*|lower\w*"
        r"|slip\w*|slide|slides|slid|sliding|sinks?|s[au]nk|sinking|plung\w*|halv\w*|collaps\w*|tumbl\w*|narrow\w*"
        r"|ease|eases|eased|easing|trim\w*|slash\w*|dwindl\w*|diminish\w*|contracted|contracts|contracting|shorten\w*"
    ),
    changing=r"chang\w*|revis\w*|adjust\w*",
    part_of=r"(?: out)? of (?:the |its |their |all |his |her |our |these |those )?(?:total of )?(?:[^\W\d_]+['’]s? )?",
    rates=r" (?:per|an?|each|every) [^\W\d_]+|/ ?[^\W\d_]+",
    ago=(
        r" (?:in|for|during) (?:all of |the whole of |early |late |mid-)?(?:19|20)\d\d| (?:last|the previous|the prior) (?:year|month|week|quarter|season)"
        r"| (?:a|one|the) (?:year|month|week|quarter|decade) (?:ago|earlier|before)| (?:previously|before|originally|earlier)"
        r"| in the same (?:period|month|quarter|week) (?:last year|a year earlier|the year before)"
    ),
    meanwhile=r" (?:years?|months?|weeks?|days?) (?:ago|later|earlier|before|after|since)\b",
    no_thing=words(
        "the a an and or but who that which where when while as because since from to of in on at by for with without"
        " after before during until within between under over above below across around about among through against"
        " is are was were be been being has have had will would could may might can should must do does did"
        " said says say told according this these those last next past previous earlier later now then today"
        " yesterday tomorrow overnight annually yearly monthly weekly daily hourly respectively so far also too only"
        " just thanks due despite amid if than not no it he she they we its their his her our more less each every"
        " per compared versus making leaving bringing january february march april may june july august september october"
        " november december monday tuesday wednesday thursday friday saturday sunday"
    ),
    amounts=words(
        "number numbers total totals toll deaths death cases case price prices cost costs budget population output"
        " production sales revenue revenues profit profits imports exports visitors passengers members membership staff"
        " workforce attendance jobs debt turnover income spending losses births injuries arrests complaints admissions"
        " patients enrolment enrollment subscribers customers tourists arrivals accidents crimes fires fatalities"
    ),
    no_amount=(
        r"temperatures?|degrees?|aged?|ages|aging|ageing|scor\w+|ratings?|rated|ranks?|ranked|ranking|rankings|grades?"
        r"|gpa|iq|index|indices|magnitude|richter|scale|category|levels?|alert|ph|rates?|ratios?|odds|handicap|version"
        r"|places?|positions?|seed\w*|marks?|points?|o'clock|noon|channel|route|formation"
    ),
    no_amount_things=words("degrees degree points point stars star th st nd rd am pm gmt percent"),
    named=(
        r"no|number|article|section|rule|chapter|page|room|flight|route|highway|km|kilometers?|kilometres?|miles?|level|grade"
        r"|gate|pier|lot|unit|day|week|month|year|round|stage|phase|part|lap|set|game|match|leg|step|hole|over|episode|season"
        r"|floor|lane|line|bus|ward|district|zone|class|group|category|level|top|figure|table|lesson|session|race|heat|volume|act|photo|image|picture|slide|video|question|item|exhibit|test|quarter|inning|frame|bout|age|aged"
    ),
    bounds=(
        r"more than|less than|fewer than|at least|at most|over|under|up to|above|below|nearly|almost|about|around|roughly"
        r"|approximately|some|only about|as many as|as few as|close to|no more than|or|between|an average of|average of"
    ),
    hint=r"(?:from|to|of) \D{0,40}\d",
)
