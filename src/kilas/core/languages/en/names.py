"""Titles, peoples, short forms: English."""

from __future__ import annotations

from kilas.core.languages.shape import NameWords, words

WORDS = NameWords(
    joiners=words("of de la le du da do del della der den von van ibn al el dos"),
    titles=words(
        "mr mrs ms dr prof sir lord lady president minister prime secretary general captain coach king queen"
        " prince princess pope judge justice senator governor mayor chief director doctor professor officer"
        " sergeant detective inspector university street road river lake mount city county north south east west"
        " northern southern eastern western central games cup league town bridge council commissioner pm mp mps"
        " manager boss striker midfielder defender goalkeeper winger singer actor actress author writer sheriff deputy"
        " chairman chairwoman spokesman spokeswoman sr jr the"
    ),
    common=words(
        "i i'm i've i'd i'll monday tuesday wednesday thursday friday saturday sunday january february march"
        " april may june july august september october november december jan feb mar apr jun jul aug sep sept oct"
        " nov dec god tv dna ok pm am gmt bst utc usd english internet christmas easter no mr unk"
    ),
    open_sentences=True,
    function=words(
        "the a an this that these those it its he she they we you his her their our my your in on at by for from"
        " to with of as but and or if when while after before since although though because so then there here"
        " what who whose which how why where not no yes all both some many most more such one two three four five"
        " six seven eight nine ten each every another other new former than is are was were be been has have had"
        " do does did will would can could may might must should about over under into out up yesterday today"
        " tomorrow"
    ),
    before_person=words(
        "analyst superintendent lieutenant colonel major corporal private constable admiral archbishop bishop father"
        " rabbi imam saint st congressman congresswoman representative rep sen gov gen col lt sgt rev hon attorney lawyer"
        " economist spokesperson chancellor premier ambassador secretary-general ceo cfo coo head vice acting former"
        " earlier later meanwhile also even only just still however according asked speaking writing"
    ),
    organisations=words(
        "bank company corp corporation inc ltd llc group holdings capital partners securities research institute"
        " university college school hospital court house senate congress parliament ministry department office agency"
        " bureau committee commission council board authority federation association society foundation trust union"
        " party police army navy force guard service services news times post journal press media network channel"
        " street road avenue square park island islands lake river sea ocean mountain valley county city town state"
        " republic kingdom states nations airport airlines airways station stadium centre center museum church mosque"
        " cup league united rovers championship olympics games act bill law rights security health day week month year"
        " america american british english chinese indian new york los san santa"
    ),
    peoples={
        "GB": words("british britain uk gb briton britons"),
        "GB-ENG": words("english england"),
        "FR": words("french france frenchman"),
        "NL": words("dutch netherlands holland"),
        "DE": words("german germany germans"),
        "ES": words("spanish spain spaniard spaniards"),
        "CH": words("swiss switzerland"),
        "GR": words("greek greece greeks"),
        "GB-WLS": words("welsh wales"),
        "GB-SCT": words("scottish scotland scots scot"),
        "IE": words("irish ireland irishman"),
        "DK": words("danish denmark danes dane"),
        "SE": words("swedish sweden swedes swede"),
        "PL": words("polish poland poles pole"),
        "TR": words("turkish turkey turks turkiye"),
        "TH": words("thai thailand"),
        "FI": words("finnish finland finns"),
        "CN": words("chinese china prc"),
        "PH": words("philippines filipino philippine filipinos"),
        "US": words("american america us usa americans states u.s u.s.a"),
        "NO": words("norwegian norway"),
        "PT": words("portuguese portugal"),
        "JP": words("japanese japan"),
        "BE": words("belgian belgium"),
        "AR": words("argentine argentina argentinian"),
        "EU": words("european europe eu"),
        "AF": words("afghan afghanistan"),
        "IQ": words("iraqi iraq"),
        "IL": words("israeli israel"),
        "KU": words("kurdish kurds kurd"),
        "EG": words("egyptian egypt"),
        "NZ": words("zealand zealander zealanders"),
        "KR": words("south korean korea"),
        "KP": words("north korean korea"),
        "RU": words("russian russia"),
        "AU": words("australian australia aussie"),
        "ID": words("indonesian indonesia"),
        "SG": words("singaporean singapore"),
        "KH": words("cambodian cambodia"),
        "LB": words("lebanese lebanon lebanon"),
        "UA": words("ukrainian ukraine"),
    },
    short_forms=(
        "saint st",
        "fort ft",
        "mount mt",
        "inc incorporated",
        "corp corporation",
        "co company",
        "ltd limited",
    ),
    demonym_stems=words("a e o y ia en and"),
    demonym_endings=words("an ans ian ians ean ese ish i ic ies"),
    endings=words("s es n ns an ans ian ians ean ese ish i is ic ist ists ism ite ites man men"),
)
