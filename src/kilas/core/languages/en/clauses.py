"""English verbs, and words that open or cannot end a clause."""

from __future__ import annotations

from kilas.core.languages.shape import ClauseWords, words

_PAST_VERBS = words(
    "was were had did went fell rose won lost found took gave made came saw left met held began broke sold"
    " bought grew drew ran spoke struck sank paid built sent spent stood became brought thought felt heard"
    " knew wrote beat flew drove caught taught fought got ate shot led kept hit quit slid fallen taken given"
    " seen gone done risen shown grown written broken chosen driven been withdrew chose swept tore threw wore"
    " woke hung hid froze forgot fled fed dealt dug crept lent lay meant rang rode sang shook shrank slept"
    " stole stuck stung swam swung understood overtook undertook upheld rebuilt"
)

WORDS = ClauseWords(
    open_ends=words(
        "a an the and or but nor of in on at to for from with by as than that which who whom whose where when"
        " while if is are was were be been being has have had will would can could may might must shall should not"
        " no more most its his her their our my this these those into far about between against during before"
        " after because so such very only also both either each every some any said says saying including became"
        " become remains called named like per"
    ),
    relative=words("who which whose whom where that"),
    links=words("and or but"),
    copula=words("is are was were be been isn't wasn't"),
    reports=words(
        "said says say added argued argues insisted insists stated believes claimed claims reported acknowledged"
        " estimated estimates"
    ),
    auxiliaries=words(
        "is are was were has have had will would can could may might must shall should does do did isn't aren't"
        " wasn't weren't hasn't haven't hadn't won't wouldn't can't couldn't doesn't don't didn't it's he's she's"
        " they're we're i'm that's there's what's who's you're been being"
    ),
    present=words(
        "say expect plan want hope aim need make take face remain run cover show include bring cost stand work"
        " live lead hold start begin open allow require mean supply describe receive believe insist warn tell get"
        " go keep become seem look offer provide give come call help use rely sell depend suggest argue claim rise"
        " fall stay know think see feel find ask try seek pay own carry charge rank belong mark play sit lie wear"
        " eat win fear sleep spill finish cast rush hang lose grow cut meet affect suffer estimate measure oversee"
        " represent sound agree refuse earn"
    ),
    same_in_past=words("put set cut hit let shut spread read beat bid bet burst cast hurt split"),
    before_noun=words(
        "a an the of in on at to for from with by and or its his her their our my your this that these those no"
        " any some more most two three four"
    ),
    stops_looking=words(
        "who which whose whom where that as while because since after before when if although though unless until"
        " according but"
    ),
    inside=words("because while"),
    not_past=words(
        "need exceed proceed succeed indeed speed hundred kindred seed feed breed naked wicked sacred"
    ),
    past_verbs=_PAST_VERBS,
    past_endings=("ed",),
    present_endings=("es",),
    present_shape=r"[a-z]{2,}s\b",  # "stands", "wakes"
    reports_need_clause=True,
    participles=("ing",),
    after_participle=words("hoping"),
    days=words("monday tuesday wednesday thursday friday saturday sunday"),
    opens_subordinate=words("while although though when whenever if because unless since whereas"),
    that=words("that"),
    bare_complements=words("the one among those"),
    subordinate=(
        r"(?:(?:only|even|just|shortly|soon|partly|mainly) )?(?:as (?!early|late|many|much|few|high|low|loud|well|far|long|soon|a\b|an\b|of\b)(?=\w+ \w+ \w+)|"
        r"(?:after|while|when|because|before|(?<!time )since|although|though|despite|amid|following|unless|until|if|but|yet|so that|in case|provided|rather than"
        r"|according to|whereas|thanks to|as a result of|due to the)\b)"
    ),
    relative_clause=r"(?:which|who|where|whose|that)\b(?!\s(?:is|of)\b)",
    next_clause="and|but",
    phrase=r"(?:in|on|at|for|from|with|by|over|under|during|through|between|across|against|around|behind|beside)\b",
    verb=(
        rf"(?:is|are|has|have|will|would|could|can|may|might|must|does|do|says|say|{'|'.join(sorted(_PAST_VERBS))}"
        r"|(?!need|indeed|hundred|speed|seed|feed)[a-z]{2,}ed)\b"
    ),
    scenes=(
        r"after|when|while|as|if|although|though|despite|before|since|because|in|on|at|with|by|for|under|during|amid|following|according|once|should"
        r"|unless|until|without|from|of|among|to"
    ),
    times="(?:years?|months?|weeks?|days?|hours?|minutes) (?:ago|later|earlier|before|on)",
    weekdays="(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day",
    list_links="and|or",
)
