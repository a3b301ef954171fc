"""Abbreviations, openers, function words: English."""

from __future__ import annotations

from kilas.core.languages.shape import TextWords, words

WORDS = TextWords(
    never_end=words("mr mrs ms mx messrs mme mlle prof profs dr drs vs"),
    never_end_cased=words(
        "Fr Rev Hon Gov Govs Sen Sens Rep Reps Pres Amb Gen Gens Lt Col Cols Maj Capt Cmdr Cmdre Adm Sgt Cpl Pvt Supt"
        " Insp Det St Sts Mt Mts Ft Ave Blvd Rd Sq Asst Assoc Dept Dist Sec Fla Calif Pa Va Mass Conn Ill Mich Minn Wis"
        " Tenn Ky Ga Ala Miss Ark Okla Tex Kan Neb Colo Ariz Nev Wash Ore Ont Que"
    ),
    never_end_here=words("v viz approx est incl cf ca fn asst assoc dept"),
    never_end_even_so=words("prof profs dr mr mrs ms messrs sgt capt insp det supt"),
    before_numbers=words(
        "no nos p pp vol vols ch art arts sec fig figs eq ed pt pts para paras jan feb mar apr jun jul aug sept sep"
        " oct nov dec mon tue tues wed thu thur thurs fri sat sun"
    ),
    closes=words("etc"),
    may_end=words(
        "ph.d phd m.a b.a m.b.a m.ba ll.m ll.b m.d d.phil inc corp co cos ltd llc plc bros jr sr esq al a.m p.m u.s"
        " u.k u.n e.u u.s.a d.c l.a a.s i.e e.g n.y"
    ),
    times_of_day=words("a.m p.m"),
    labelled=words(
        "plan group grade class type block route section team category appendix option hall terminal gate vitamin"
        " hepatitis influenza building wing zone level tier phase division part figure table exhibit unit line row"
        " lane stage letter room pier sector district plot lot annex schedule"
    ),
    openers=words(
        "the a an this that these those he she it they we i you his her its their our my there here but and or so"
        " yet however meanwhile still also then when while after before since because although though if as at in"
        " on for from by with to of not no some many most all each both another other one what who how why where"
        " last next about around more less nearly almost several few hundreds thousands dozens two three four five"
        " six seven eight nine ten twelve twenty police officials residents critics experts investigators prosecutors"
        " lawyers analysts investors shares sales profits nobody everyone someone nothing everything"
    ),
    joins=words("and or"),
    time_words=(
        r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
        r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|local|est|edt|gmt|utc"
    ),
    dateline_months=(
        "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|January|February|March|April|June|July|August|September|October|November|December"
    ),
    no_place="On|In|At|By|From|Since|Until|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)(?:day)?",
    in_places="of|de|del|la|le|the|upon",
    clitics="s|ve|re|ll|d|m|t|n|em|til|cause",
    function_words=words(
        "the of and to in is that for with was on as by at from has have are be it this said not will which an or"
        " were"
    ),
    stop_words=words(
        "a about after all also an and any are as at be because been before but by can could did do does for from"
        " had has have he her his how i if in into is it its just me more most my no not of on one only or other"
        " our out over said she so some such than that the their them then there these they this to up us was we"
        " were what when where which who will with would you your"
    ),
    of_the_text=r"(?:this|the) (?:\w+ )?(passage|text|article|summary|excerpt)s? (?!of\b)",
    labels=(
        r"(?:key|main) (?:points?|takeaways?|facts?|findings?|insights?|details?)|(?:key )?takeaways?|insights?|summary|in (?:short|summary|brief)|tl;?dr|bottom line|points?|headline|overview|conclusion|claim|fact|(?:what to )?watch(?: next)?|why it matters"
    ),
)
