"""English words that tell what a figure counts or measures."""

from __future__ import annotations

from kilas.core.languages.shape import FigureWords, words

_OBJECTS = words(
    "grant grants contract contracts fine fines budget deal loan loans settlement project fund bond bonds package"
    " investment programme program prize bill penalty donation donations bailout upgrade facility campaign scheme"
    " takeover merger refinancing subsidy reward ransom bounty bonus endowment debt verdict judgment lawsuit"
)
_CAUSES = {
    "killed": "killed", "killing": "killed", "kills": "killed", "injured": "injured", "injuring": "injured",
    "wounded": "wounded", "wounding": "wounded", "arrested": "arrested", "displaced": "displaced",
    "displacing": "displaced", "evacuated": "evacuated", "rescued": "rescued", "detained": "detained",
    "infected": "infected", "infecting": "infected",
}  # fmt: skip

WORDS = FigureWords(
    money=_OBJECTS
    | words(
        "profit profits revenue revenues sales loss losses cost costs price prices funding spending damage damages"
        " fare fares wage wages salary salaries tax taxes turnover income earnings capital aid rent rents fee fees"
        " value bid offer compensation exports imports deficit surplus savings assets liabilities proceeds"
        " pension valuation takings dividend bail payout award debts borrowing investments"
    ),
    rates=words(
        "rate rates inflation unemployment turnout growth yield yields margin tariff tariffs tax stake share discount"
        " deficit interest approval majority capacity efficacy accuracy vat"
    ),
    totals=words("toll attendance population number membership circulation workforce"),
    vague=words(
        "rate rates growth share margin yield yields interest value values number capacity approval increase rise drop"
        " fall decline cut jump gain reduction raise surge population"
    ),
    modifiers=words(
        "annual average total net gross operating quarterly median monthly yearly record highest lowest top respectable"
        " overall same current new flat high low steady modest strong weak first second third fourth full initial"
        " estimated final additional opening closing starting advertising housing lending underlying remaining good"
        " fixed combined retail"
    ),
    changes=words("increase rise drop fall decline cut jump gain reduction raise surge"),
    objects=_OBJECTS,
    has_head_last=True,
    links=(
        r"(?:of|was|were|is|are|at|reached|hit|totall?ed|totals|exceeded|exceeds|topped|averaged|averages|remained at|held at"
        r"|(?:stood|stands|came) (?:at|to)|amount(?:s|ed) to|passed"
        r"|(?:has |have |had )?(?:climbed|risen|rose|rises|fell|falls|fallen|grew|grown|dropped|increased|declined|jumped"
        r"|slipped|soared|surged|sank|shrank|eased|edged (?:up|down)|ticked (?:up|down)|swelled|doubled|tripled|went up"
        r"|came down)(?: (?:by )?(?:about |almost |nearly )?[\d.,]+ ?(?:%|percent|per cent))? to)"
        r"(?: (?:just|only|some|around|over|under|close to|well over))?"
    ),
    of_or_at=words("of at"),
    joins=r"of|for|in|from|on|at|to|between",
    possessives=("'s", "s'"),
    determiners=words(
        "the a an its their his her this that these those our my your one both each every any some no"
    ),
    stop=words(
        "into takes take means follow following outside inside behind ahead apart away long last next early late"
        " earlier later ago today yesterday tomorrow tonight together already also still even but over under during"
        " who whom whose which that than where when while if because although though unless until before after"
        " since about around nearly almost more less least most only some up down per each every not across"
        " through throughout among amid near beside within without toward towards via off onto along alongside"
        " despite including worth once just now then so there here here's it he she they we you i one two three"
        " four five six seven eight nine ten other others further additional extra plus minus versus against compared according due because"
    ),
    plain_plurals=words(
        "people children men women police staff personnel troops cattle sheep fish deer aircraft spacecraft"
        " firemen policemen fishermen businessmen businesswomen crew species series data media criteria mice geese"
        " oxen teeth feet servicemen congressmen lawmen clergy livestock poultry salmon trout cod"
    ),
    plural_endings=("s",),
    singular_endings=("ss", "us", "is", "'s", "ics"),
    plural_modifiers=words(
        "sales sports arms savings systems goods operations news jobs women men rights communications customs"
        " services securities affairs drugs police staff children people economics politics data media fish cattle"
        " sheep human species logistics electronics crew special aircraft"
    ),
    trailing=words(
        "worldwide online nationwide overall annually weekly monthly daily yearly nightly abroad overseas globally"
        " nationally statewide locally altogether combined alone monday tuesday wednesday thursday friday saturday"
        " sunday available"
    ),
    measures=words(
        "tons ton tonnes tonne kilograms kilogram kilos kg grams gram pounds ounces acres hectares litres liters"
        " gallons barrels kilometres kilometers km miles metres meters megawatts gigawatts bushels feet yards"
    ),
    spans=words(
        "second seconds minute minutes hour hours day days night nights week weeks weekend weekends fortnight month"
        " months quarter quarters year years decade decades century centuries season seasons times time percent"
        " percentage points cents cent pence inch inches foot feet mile miles yard yards meter meters metre metres"
        " km cm mm degrees degree knots watts watt volts decibels pages words minutes laps overs games matches innings rounds rpm horsepower lb-ft kiloliters kilolitres pixels megapixels"
        " mph kph kilometres kilometers tons ton tonnes tonne kilograms kilos kg grams gram pounds ounces acres"
        " hectares litres liters gallons barrels megawatts gigawatts bushels square cubic light-years dollars"
        " euros rupees yen carats calories stone inches bps basis euros francs dinars roubles rubles won pesos lira crowns kronor kroner riyals dirhams shekels"
    ),
    generic=words("people persons others places pieces times ones things units sets items"),
    persons=words("people persons"),
    states=words(
        "killed injured hurt wounded arrested evacuated displaced rescued detained dead missing homeless infected"
        " hospitalised hospitalized stranded"
    ),
    state_verbs=words("were was are been being have has had left reported"),
    causes=_CAUSES,
    of=words("of"),
    unlike=words("into"),
    and_=words("and or"),
    bounds=(
        r"more than|fewer than|less than|at least|at most|up to|as many as|as much as|nearly|almost|about|roughly|approximately"
        r"|just over|just under|well over"
    ),
    rates_after=(
        r" ?per (?!cent)[a-z]+|(?: a| an) (?:share|barrel|month|year|day|week|hour|night|ton|tonne|person|head|ounce|kilo|kilogram"
        r"|litre|gallon|acre|pound|ticket|piece)\b(?! (?:ago|earlier|before|later))"
    ),
    no_count=words(
        "first last next past previous top bottom another other every aged age ages than from by no not number per rule"
        " article section chapter page room flight route highway level grade gate pier lot unit line bus train phase"
        " version volume series season act part day week year between against versus only final remaining or and/or"
        " under over beyond plus minus channel radio world class game match stage round district ward area channel"
    ),
    opens=words(
        "a an the some about around nearly almost roughly approximately than least to many much most up over in on at"
        " of with for and but from into across its their his her our these those all only just has have had are were"
        " is was be been another that which as among between through against it including include includes while when"
        " now still also currently already under an estimated after before since like covers cover not you they we"
        " total saw sold lent put won lost cut built bought"
    ),
    verb_endings=("s",),
    before_verb=words("to will would can could may might must should shall not"),
    in_kind=words("in"),
    for_=words("for"),
    allots=words(
        "allocated allocates earmarked budgeted approved provided provides pledged awarded raised set aside included"
        " includes invested committed reserved promised donated released"
    ),
    dates=words(
        "january february march april may june july august september october november december jan feb mar apr jun"
        " jul aug sep sept oct nov dec gmt bst utc est am pm bc ad"
    ),
)
