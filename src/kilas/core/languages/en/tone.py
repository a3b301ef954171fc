"""English words for the tone model, and for the good and bad news a sentence may report."""

from __future__ import annotations

from kilas.core.languages.shape import EventWords, ToneWords, words

EVENTS = EventWords(
    aside=(
        "killer (?:app|apps|feature|blow|heels|whales?|instinct|lines?|moves?|deal)|weed ?killers?|pain ?killers?",
        "kill(?:s|ed|ing)? (?:it|time)|(?:lady|giant)[- ]killers?|dead (?:sea|heat|end|ringer|centre|center|calm)",
        "drop[- ]dead|death (?:valley|metal|star)|(?:die|died|dying)[- ]hard|dying (?:to|for)|to die for",
        "(?:tax|cat) (?:deaths?|burglars?)|bath bombs?|photo ?bomb\\w*|bomb(?:[- ](?:disposal|squad|defusing))",
        "shooting (?:stars?|schedule|location|began|begins|starts?)|begins? shooting|landslide (?:win|victory|vote|election)",
        "(?:rescue|emergency|fire|flood|earthquake|crime|war|disaster)[- ](?:service|services|brigade|department|team|teams|crew"
        "|crews|station|stations|drill|drills|alarm|alarms|exercise|exercises|training|museum|museums|memorial|writers?|writing"
        "|novels?|fiction|film|films|drama|series|insurance|map|maps|hydrant|engine|engines|entrance|prevention|room|rooms"
        "|resistant|lab|book|books|correspondent|era|hero|chest|veterans?|defences?|defenses?)",
        "(?:mass|heart) attack (?:survivors?|prevention)|attack(?:ing)? (?:midfielders?|players?|game|football|line)",
        "(?:victory|hope|liberty|peace|independence|heroes|champions?) (?:square|street|road|park|day|avenue|hall|league|bridge|lane)|under fire|crash (?:course|test|tests|diet|barriers?)|flood(?:s|ed|ing)? (?:of|with|in|into)|drop shots?|flood ?lights?",
        "price war|bidding war|star wars|cold war|civil war (?:era|buffs?|relics?|site)|world war (?:one|two|i|ii|1|2)",
        "(?:no )?risk[- ]free|fraud (?:prevention|awareness)|blast(?:s|ed)? off|having a blast|injury time|missing link",
        "(?:stolen|steals?|stole) (?:the show|hearts?|a march)|bodies (?:of water|such as)|robbed of|guilty pleasures?",
        "sentenced? structure|(?:total|annular|partial|lunar|solar) eclipse|near[- ]death|back from the dead|dead ?lines?",
        "shot (?:on|in|at) (?:location|film)|capital punishment debate|missed (?:the|a) (?:bus|chance)",
    ),
    frames=(
        "films?|movies?|novels?|thrillers?|documentar(?:y|ies)|podcasts?|sitcoms?|video ?games?|drills?|exercises?|quiz(?:zes)?|plays? about",
        "(?:exhibitions?|exhibits?|museums?|conferences?|seminars?|talks?|lectures?|festivals?|anniversary|experts?) (?:[\\w']+ ){0,4}(?:on|about|of|to discuss)",
    ),
    grave=(
        "kill(?:s|ed|ing|ings|er|ers)?|dead|die|dies|died|dying|deaths?|deadl(?:y|ier|iest)|drown(?:s|ed|ing|ings)?|fatal\\w*",
        "murdered|massacred|slain|slaughtered|lynched|f[ae]ll(?:s|en)? to (?:his|her|their|its) deaths?|bod(?:y|ies) (?:was|were|found|of)",
        "bodies|corpses?|beheaded|assassinated|perish(?:ed|es)?|lost (?:his|her|their) li(?:fe|ves)",
        "rap(?:e|ed|es|ist|ists|ing)|molest\\w*|claimed? (?:the )?lives|mass graves?",
    ),
    harms=(
        "murder(?:s|er|ers|ing|ous)?|manslaughter|homicides?|massacres?|genocide|suicides?|famine|lynching|beheading|assassination|executed",
        "stabb?(?:s|ed|ing|ings)?|gunm[ae]n|gunned|gunfire|shot|shootings?|shoots|kidnap\\w*|abduct\\w*|hostages?|ransom",
        "terror(?:ism|ists?)?|bomb(?:s|ed|ing|ings|er|ers)?|attack(?:s|ed|ers?|ing)?|assault\\w*|abus(?:e|es|ed|ing|er|ers|ive)",
        "earthquakes?|tsunamis?|mud ?slides?|landslides?|avalanches?|floods?|flooded|flooding|wild ?fires?|bush ?fires?|blazes?|ablaze",
        "fire (?:kills|swept|rips|tears|destroys|damages|guts|breaks|broke|at|in)|caught fire|burn(?:ed|t) down|hurricanes?|cyclones?",
        "typhoons?|tornado(?:e?s)?|droughts?|heat ?waves?|explo(?:de|des|ded|ding|sions?)|blasts?|shell(?:s|ing|ed)|air ?strikes?",
        "missiles?|invasions?|war|wars|fighting|clash\\w*|riot(?:s|ing|ers)?|unrest|violen(?:ce|t)|collaps\\w*|sinks?|sank|sunk",
        "capsiz\\w*|derail\\w*|crash(?:es|ed|ing)?|collisions?|collided|plung(?:e|es|ed|ing) (?:into|off|from)|runs? over|hit[- ]and[- ]run",
        "outbreaks?|epidemics?|pandemics?|cholera|ebola|measles|dengue|malaria|polio|poison(?:s|ed|ing|ings)|contaminat\\w*|salmonella|listeria"
        "|e\\. ?coli|infected|sickened",
        "lay[- ]?offs?|la(?:id|ys|y|ying) off|job (?:cuts|losses)|(?:cut|cuts|cutting|axe|axes|axed|shed|sheds|slash|slashes|lose|lost)"
        " (?:[\\w,.]+ ){0,3}(?:jobs|staff|posts|workers)|jobs (?:at risk|cut|lost|to go)|redundan(?:t|cy|cies)|sack(?:s|ed|ing)?",
        "bankrupt\\w*|insolven\\w*|receivership|goes bust|went bust|shut(?:s|ting)? down|shutter(?:s|ed)|will close|to close|closes|closures?"
        "|closed (?:for good|down|because)|foreclos\\w*|default(?:s|ed)|unpaid|evict(?:s|ed|ion|ions)",
        "fraud\\w*|defraud\\w*|embezzl\\w*|scams?|scamm\\w*|swindl\\w*|ponzi|brib\\w*|corrupt\\w*|launder(?:ed|ing)|stole|stolen|steal(?:s|ing)?"
        "|thefts?|thie(?:f|ves)|burglar\\w*|robb(?:ed|er|ers|ery|eries|ing)|loot(?:ed|ers|ing)|arson\\w*|vandal\\w*|cheat(?:s|ed|ing)"
        "|smuggl\\w*|traffick(?:ers?|ing|ed)|forg(?:ed|ery)|counterfeit\\w*|crimes?|criminal|crime gangs?|gangs?|gunpoint|knifepoint",
        "convict(?:s|ed|ion|ions)|guilty|jail(?:s|ed|ing)?|sentenc(?:e|es|ed)|imprison\\w*|in prison|prison (?:term|sentence)|charg(?:ed|es) (?:with|over)"
        "|face(?:s|d)? charges|arrest\\w*|indict\\w*|remanded|accus(?:e|es|ed)|raid(?:s|ed)?|detain\\w*|fined|lawsuits?|sues?|sued",
        "doping|drugs? test|banned|relegated|relegation|defeat (?:at|by|in|on|to|for)|[0-9]-[0-9] defeat|(?:heavy|crushing|shock|home|narrow|humiliating|bitter|suffer\\w*|after|second|third|latest) defeats?|defeated by|beaten|thrashed by|knocked out|crash out|crashed out|loses?|los(?:t|ing)|losses|suspended",
        "outages?|blackouts?|power (?:cut|cuts|failure)|systems? (?:down|failure)|hack(?:s|ed|ers?|ing)|data breach|breach(?:es|ed)?|ransomware|cyber ?-?attacks?"
        "|leak(?:s|ed|ing)?|locked out|malware",
        "recall(?:s|ed|ing)? (?:[\\w,.]+ ){0,3}(?:over|after|because|due|as|for|vehicles|cars|vans|products|units|tins|packs|batch|batches)"
        "|(?:issued?|urgent|product|safety) recalls?|recalled|defects?|defective|faulty|brake failure|choking hazard",
        "injur(?:e|es|ed|y|ies|ing)|wound(?:s|ed|ing)|hurt|paralysed|paralyzed|critical condition|victims?|casualt(?:y|ies)|missing|trapp(?:ed|ing)|strand(?:ed|s)",
        "evacuat\\w*|fle(?:e|es|d|eing)|displaced|homeless\\w*|refugees|starv\\w*|hunger|oil spills?|spill(?:s|ed)?|pollut\\w*|toxic|extinct\\w*|blacken\\w*",
        "crisis|crises|scandals?|resign(?:s|ed|ing|ation)?|shortages?|short of|devastat\\w*|destroy\\w*|destruction|ruin(?:s|ed)|damag(?:e|es|ed|ing)|wreck(?:ed|age)?",
        "mourn\\w*|griev\\w*|griefs?|tragic\\w*|traged(?:y|ies)|desperate|heartbr\\w*|drunk[- ]driv\\w*|overdos\\w*|wrong(?:ly)? (?:dose|kidney|leg|patient|drug)|cancell(?:ed|ation|ations)"
        "|turned away|threat(?:s|ened|ens|en|ening)?|beat(?:s|en)? (?:up|supporters|protesters|him|her|them)|slump(?:s|ed)?|recession|meltdown|dry up|dried up|neglect(?:ed)?"
        "|fail(?:s|ed)? (?:to|without)|brawl\\w*|crush|stampede|harass\\w*|bull(?:y|ied|ying)|cancer|tumou?rs?|blind|paralysis|burn(?:ed|t)|blaze",
        "crippl\\w*|lead (?:poisoning|levels)|probe into|misconduct|negligence|cover[- ]up|dropped out of the league|drop(?:s|ped)? out|malnutrition|maim\\w*",
    ),
    saves=(
        "rescues?|rescued|rescuing|sav(?:e|es|ed|ing) (?!\\$|£|€|\\d|up|money|time)|found (?:safe|alive|unharmed|well)|alive|unharmed|unhurt|unscathed|surviv(?:e|es|ed|ing)|safe and (?:well|sound)",
        "freed|set free|cured?|cures|curing|recovering|recovers|full recovery|heal(?:s|ed|ing)|reunit\\w*|returned (?:to|undamaged)|reopen\\w*|re-open\\w*|rebuil\\w*|rebuild\\w*"
        "|restor(?:e|es|ed|ing)|back to life|lands? safely|landed safely|safely|walks? again|walked again|sees? again|home again|bounces? back|comes? back|green again|back (?:home|at work|in business)",
        "peace (?:deal|accord|agreement|treaty|pact)|ceasefire (?:holds|begins|agreed|takes)|truce|ending (?:a |the )?(?:\\w+ ){0,3}(?:war|fighting|conflict|siege)|end(?:s|ed)? (?:\\w+ ){0,3}(?:war|conflict|polio|malaria|siege|famine)"
        "|declared (?:free|safe|over|clear)|eradicat\\w*|free (?:of|from) (?:polio|malaria|the disease|measles)|brought under control|contained|fixed|resolved|recovered (?:stolen|all|undamaged|unharmed|and)|escap(?:e|es|ed) (?:relegation|unhurt|injury|drop|death)"
        "|avoid(?:s|ed)? (?:relegation|the drop|bankruptcy|closure)|from (?:relegation|closure|demolition|extinction)|surviv(?:e|es|ed) (?:the )?drop|repaid|compensat(?:ed|ion)|thanks? (?:to|the)|bought|buy (?:their|the)",
        "wins? (?:\\w+ ){0,3}(?:prize|award|contest|competition|scholarship|cup|title)|(?:treat|treats|treatment|drug|implant|therapy|surgery) (?:\\w+ ){0,3}(?:works|restores|helps|lets|allows)",
        "weed[- ]killer (?:made|wins)",
    ),
    clears=(
        "acquit\\w*|cleared|exonerat\\w*|not guilty|found innocent|conviction (?:quashed|overturned)|(?:quash|overturn)\\w* (?:\\w+ ){0,3}convictions?|walk(?:s|ed)? free|wrongful(?:ly)? convict\\w*|pardon\\w*"
        "|(?:drop|drops|dropped|dismiss\\w*) (?:all )?(?:the )?(?:charges|case)|charges (?:\\w+ ){0,4}(?:dropped|dismissed|withdrawn)|case (?:\\w+ ){0,3}(?:dropped|dismissed|thrown out)",
        "foil(?:s|ed)?|thwart\\w*|prevent(?:s|ed)|avert\\w*|defus\\w*|no[- ]?(?:one|body) (?:\\w+ ){0,2}(?:hurt|injured|killed|harmed|died)|no (?:\\w+ )?(?:injuries|casualties|deaths|fatalities|victims|damage|data lost)|without (?:injury|casualties)"
        "|none (?:of them )?(?:\\w+ )?(?:was|were) (?:\\w+ )?(?:hurt|injured|killed)",
    ),
    gains=(
        "wins?|won|winn(?:er|ers|ing)|victor(?:y|ies|ious)|triumph\\w*|champions?|gold medals?|(?:first|second|third|fourth|fifth|sixth|olympic|claims?|claimed|takes|took) gold|hat-trick|promoted to|promotion",
        "(?:break|breaks|broke|breaking|broken|sets?|smash\\w*|shatter\\w*) (?:[\\w'’]+ ){0,4}records?|(?:world|course|scoring) record|record (?:profits?|sales|highs?|harvests?|exports|revenues?|crowds?|numbers?|earnings|investment)|hit record",
        "breakthroughs?|milestones?|success\\w*|prizes?|scholarships?|honou?r(?:s|ed)|celebrat\\w*|cheer(?:s|ed|ing)|joy\\w*|overjoyed|delight(?:ed)?|thrilled|grateful|applau\\w*|ovations?|glowing|five-star|masterpiece|acclaim\\w*|prais(?:e|es|ed)"
        "|welcom(?:e|es|ed)|relief|proud|happy|happier|happiest|hopes? (?:rise|grows)|beloved",
        "donat(?:es|ed|ions?)|donors?|volunteers?|rais(?:e|es|ed|ing) (?:\\$|£|€)|gave (?:\\w+ ){0,3}(?:for )?free|pays? off|paid off|generous\\w*|free meals|clean (?:tap )?water|for the first time|help of|helps|helped",
        "hir(?:e|es|ed|ing)|creat(?:e|es|ed|ing) (?:[\\w,.]+ ){0,3}jobs|new jobs|pay rise|bonus(?:es)?|beat(?:s|ing)? (?:\\w+ ){0,3}(?:forecasts?|expectations|champions|estimates)|beat every|dividend|boom(?:s|ed|ing)?|thriv\\w*|bloom(?:s|ing)?"
        "|flourish\\w*|best-sell\\w*|fully booked|sold out|popular\\w*|improv\\w*|cleaner|cleanest|safer|safest|protect(?:s|ed)?|hatch\\w*|tops|comes? first|came first|historic|gift|rare \\w+ (?:born|seen|spotted|returns?)|upgrad(?:e|ed|es)",
    ),
    burdens=(
        "inflation|unemployment|joblessness|jobless(?: rate| claims)?|crimes?|murders?|killings|deaths?|death (?:rate|toll)|fatalities|casualties|poverty|burglar(?:y|ies)|robberies|thefts?|homicides|accidents|crashes|violence|homeless\\w*"
        "|(?:number of )?(?:[\\w']+ ){0,2}(?:killed|sleeping rough|infected|injured)|infections|cases|new cases|mortality|pollution|emissions|debts?|waiting (?:lists?|times?)|queues|drop-?outs?|leave school(?: early)?|complaints|delays|cost of living|rents"
        "|(?:food|fuel|energy|gas|electricity|grocery|house|bread|rice|medicine) (?:prices|bills)|hunger|malnutrition|overdoses|evictions|bankruptcies|suicides|poaching|deforestation|bread|fuel",
    ),
    assets=(
        "profits?|sales|revenues?|earnings|exports|orders|wages|pay|incomes?|shares|stocks?|jobs|employment|growth|harvests?|yields|output|productivity|life expectancy|literacy|tourism|bookings|visitors|attendance|donations|investment|dividend|crops?"
        "|the economy|economy|index|confidence|sight|test scores|enrol?ment",
    ),
    falls=(
        "f[ae]ll(?:s|ing|en)?|drop(?:s|ped|ping)?|declin(?:e|es|ed|ing)|decreas\\w*|slow(?:s|ed|ing)?|eas(?:e|es|ed|ing)|halv(?:e|es|ed|ing)|shr[aiu]nk(?:s|ing)?|cut(?:s|ting)?|reduc(?:e|es|ed|ing|tion)|lower(?:s|ed|ing)?|lowest|fewer|less|low"
        "|down (?:by|to|from|\\d\\S*|sharply|a)|plung(?:e|es|ed|ing)|slump(?:s|ed)?|tumbl(?:e|es|ed)|sank|slid(?:es?)?|collaps(?:e|es|ed)|dwindl\\w*|by half|disappear\\w*|cool(?:s|ed|ing)?|plummet\\w*|weak(?:er|ens|ened)?|lose|lost",
    ),
    rises=(
        "ris(?:e|es|ing|en)|rose|jump(?:s|ed)?|surg(?:e|es|ed|ing)|climb(?:s|ed|ing)?|soar(?:s|ed|ing)?|doubl(?:e|es|ed|ing)|tripl(?:e|es|ed)|increas\\w*|gr[eo]w(?:s|ing|n)?|highest|higher|hits? (?:a )?record|up (?:by|to|from|\\d\\S*|sharply)"
        "|accelerat\\w*|spik(?:e|es|ed)|swell(?:s|ed)?|mount(?:s|ed|ing)|spread(?:s|ing)?|records?|gain(?:s|ed)?|recover(?:s|ed)?|rebound(?:s|ed)?|strong(?:er)?|beat|best|bumper|worsen\\w*",
    ),
)

WORDS = ToneWords(
    table="en",
    negators=words("no not never cannot without nor neither none hardly barely"),
    negator_endings=("n't",),
    endings=words(
        "s es e ed d ing er ers or ly ion ions ation al ally ment ments ness ful fully y ies ied ive ous ously"
        " able ance ence ent ity ism ist ists ic ning ned ting ted"
    )
    | {""},
    events=EVENTS,
)
