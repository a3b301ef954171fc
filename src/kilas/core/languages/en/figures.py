"""English words in the labels of key figures."""

from __future__ import annotations

from kilas.core.languages.shape import FigureWords, words

_MONEY = words(
    "profit profits revenue revenues sales loss losses cost costs price budget fine fines fund debt loan"
    " investment investments income earnings spending damage fare fares wage wages salary grant tax taxes"
    " forecast turnover"
)

WORDS = FigureWords(
    money=_MONEY,
    modified_before=_MONEY,
    measures=words(
        "cent cents pence inch inches foot feet mile miles yard yards meter meters metre metres kilometer"
        " kilometers kilometre kilometres km centimeters centimetres cm mm ml kiloliter kiloliters gigawatt"
        " gigawatts megawatt liter liters litre litres gallon gallons ton tons tonne tonnes kilogram kilograms kg"
        " gram grams ounce ounces acre acres hectare hectares knots decibels megawatts volts knot watt pages words"
        " second seconds minute minutes hour hours day days week weeks month months year years decade decades"
        " nanometers nanometer degrees times percent points"
    ),
    stop=words(
        "into takes take means follow following outside inside behind ahead apart away long old one two three"
        " four five six seven eight nine ten while where when if because although though took place last next"
        " early late earlier later ago today yesterday together already also still even the a an of in on at for"
        " from with by over under during and or but as than to that which who is are was were be been has have had"
        " will would could may might its their his her this these those after before since until about around"
        " nearly almost more less least most only some up down per each every not said says"
    ),
    generic=words("people persons others places pieces times ones"),
    participles=("ed", "ing"),
    telling_participles=words(
        "operating housing lending advertising underlying starting opening closing remaining gross less business"
        " sales savings earnings"
    ),
    for_="for",
    of="of",
    articles="the|its|their",
    wholes="the|its|their|all|total",
    named=(
        "no|article|section|rule|chapter|page|room|flight|route|highway|km|level|grade|number|gate|pier|lot|unit"
    ),
    out_of="of|out of",
    verbal_cost=r"(?:\b(?:will|would|could|can|may|might|must|to)|s) costs?$|\bcosts$",
    nominal=r"(?:cut|rise|fall|drop|increase|loss|lost|damage|reduction)s?",
    spans="period|year|years|month|months|quarter|time",
    date_stems="jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec",
    date_words="gmt|bst|utc|am|pm|p\\.m|a\\.m",
    before_old=words("from"),
)
