"""English words for the tone model, and for the good and bad news a sentence may report."""

from __future__ import annotations

from kilas.core.languages.shape import EventWords, ToneWords, words

EVENTS = EventWords(
    aside=(
        "blasts? (?:of (?:colou?r|music|energy|fun|fresh|cold)|from the past)|suspects? (?:that|it|he|she|they)|brainstorms?|storms? to|by storm|burst(?:s|ing)? (?:into (?:song|flower|bloom)|of (?:colou?r|laughter|joy))|fake (?:fur|tan|snow)|fault lines?|accident and emergency|killer (?:app|apps|feature|blow|heels|whales?|instinct|lines?|moves?|deal)|weed ?killers?|pain ?killers?",
        "kill(?:s|ed|ing)? (?:it|time)|kill(?:s|ed|ing)? (?:\\w+ )?(?:weeds?|germs?|bacteria|pests?|mosquito(?:e?s)?|viruse?s?|cancer|tumou?rs?|mould|mold|insects|superbugs?)|(?:lady|giant)[- ]killers?|dead (?:sea|heat|end|ringer|centre|center|calm)",
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
        "clos(?:es|ed?) (?:up|down|higher|lower|at|flat|steady|on|in)|(?:polls|applications|entries|nominations|registration) (?:will )?close|recall(?:s|ed) (?:how|that|to|by|his|her|their|the (?:day|moment|time|squad))|photo ?shoots?|slow burn|burn(?:s|ed|ing)? (?:calories|fat)|crush on|blind (?:audition|date|spot|tasting)s?|won a share"
        "|cancer (?:research|cent(?:re|er)|charity|screening)|returned? to (?:court|prison)|survived by|shot (?:on|in|at) (?:location|film)|capital punishment debate|missed (?:the|a) (?:bus|chance)",
    ),
    frames=(
        "books? (?:on|about|of)|histor(?:y|ies) of|films?|movies?|novels?|thrillers?|documentar(?:y|ies)|podcasts?|sitcoms?|video ?games?|drills?|exercises?|quiz(?:zes)?|plays? about",
        "(?:exhibitions?|exhibits?|museums?|conferences?|seminars?|talks?|lectures?|festivals?|anniversary|experts?) (?:[\\w']+ ){0,4}(?:on|about|of|to discuss)",
    ),
    grave=(
        "kill(?:s|ed|ing|ings)?|dead|die|dies|died|dying|deaths?|deadl(?:y|ier|iest)|drown(?:s|ed|ing|ings)?|fatal\\w*",
        "murdered|massacred|slain|slaughtered|lynched|f[ae]ll(?:s|en)? to (?:his|her|their|its) deaths?|bod(?:y|ies) (?:was|were|found|of)",
        "bodies|corpses?|beheaded|assassinated|perish(?:ed|es)?|lost (?:his|her|their) li(?:fe|ves)",
        "rap(?:e|ed|es|ist|ists|ing)|molest\\w*|claimed? (?:the )?lives|mass graves?",
    ),
    harms=(
        "killers?|murder(?:s|er|ers|ing|ous)?|manslaughter|homicides?|massacres?|genocide|suicides?|famine|lynching|beheading|assassination|executed",
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
        " (?:[\\w,.]+ ){0,5}(?:jobs|staff|posts|workers|workforce|employees)|jobs (?:at risk|cut|lost|to go)|redundan(?:t|cy|cies)|sack(?:s|ed|ing)?",
        "bankrupt\\w*|insolven\\w*|receivership|goes bust|went bust|shut(?:s|ting)? down|shutter(?:s|ed)|will close|to close|closes|closures?"
        "|closed (?:for good|down|because)|foreclos\\w*|default(?:s|ed)|unpaid|evict(?:s|ed|ion|ions)",
        "fraud\\w*|defraud\\w*|embezzl\\w*|scams?|scamm\\w*|swindl\\w*|ponzi|brib\\w*|corrupt\\w*|launder(?:ed|ing)|stole|stolen|steal(?:s|ing)?"
        "|thefts?|thie(?:f|ves)|burglar\\w*|robb(?:ed|er|ers|ery|eries|ing)|loot(?:ed|ers|ing)|arson\\w*|vandal\\w*|cheat(?:s|ed|ing)"
        "|smuggl\\w*|traffick(?:ers?|ing|ed)|forg(?:ed|ery)|counterfeit\\w*|crimes?|criminal|crime gangs?|gangs?|gunpoint|knifepoint",
        "convict(?:s|ed|ion|ions)|guilty|jail(?:s|ed|ing)?|sentenc(?:e|es|ed)|imprison\\w*|in prison|prison (?:term|sentence)|charg(?:ed|es) (?:with|over)"
        "|face(?:s|d)? charges|arrest\\w*|indict\\w*|remanded|accus(?:e|es|ed)|raid(?:s|ed)?|detain\\w*|fined|lawsuits?|sues|sued|suing|to sue",
        "doping|drugs? test|banned|relegated|relegation|defeat (?:at|by|in|on|to|for)|after (?:an? )?(?:\\S+ )?defeat|(?:heavy|crushing|shock|home|narrow|humiliating|bitter|suffer\\w*|after|second|third|latest) defeats?|defeated by|beaten|thrashed by|knocked out|crash out|crashed out|loses?|los(?:t|ing)|losses|suspended",
        "outages?|blackouts?|power (?:cut|cuts|failure)|systems? (?:down|failure)|hack(?:s|ed|ers?|ing)|data breach|breach(?:es|ed)?|ransomware|cyber ?-?attacks?"
        "|leak(?:s|ed|ing)?|locked out|malware",
        "recall(?:s|ed|ing)? (?:[\\w,.]+ ){0,3}(?:over|after|because|due|as|for|vehicles|cars|vans|products|units|tins|packs|batch|batches)"
        "|(?:issued?|urgent|product|safety) recalls?|recalled|defects?|defective|faulty|brake failure|choking hazard",
        "injur(?:e|es|ed|y|ies|ing)|wound(?:s|ed|ing)|hurt|paralysed|paralyzed|critical condition|victims?|casualt(?:y|ies)|missing|trapp(?:ed|ing)|strand(?:ed|s)",
        "evacuat\\w*|fle(?:e|es|d|eing)|displaced|homeless\\w*|refugees|starv\\w*|hunger|oil spills?|spill(?:s|ed)?|pollut\\w*|toxic|extinct\\w*|blacken\\w*",
        "crisis|crises|scandals?|resign(?:s|ed|ing|ation)?|shortages?|short of|devastat\\w*|destroy\\w*|destruction|ruin(?:s|ed)|damag(?:e|es|ed|ing)|wreck(?:ed|age)?",
        "mourn\\w*|griev\\w*|griefs?|tragic\\w*|traged(?:y|ies)|desperate|heartbr\\w*|drunk[- ]driv\\w*|overdos\\w*|wrong(?:ly)? (?:dose|kidney|leg|patient|drug)|cancell(?:ed|ation|ations)"
        "|turned away|threat(?:s|ened|ens|en|ening)?|beat(?:s|en)? (?:up|supporters|protesters|him|her|them)|slump(?:s|ed)?|recession|meltdown|dry up|dried up|neglect(?:ed)?"
        "|fail(?:s|ed)? (?:to|without)|brawl\\w*|crush|stampede|harass\\w*|bull(?:y|ied|ying)|cancer|tumou?rs?|burn(?:ed|t)|blaze",
        "chaos|strikes? (?:grips?|halts?|hits?|action|over)|shock loss|loss to|losing streak|broken (?:ankle|leg|arm|neck)|miss(?:es)? (?:the )?(?:rest of|season|final|world)|out for (?:the )?season|worst|fall(?:s|en)? ill|hospitali[sz]ed|in a coma|ill|illness|feared"
        "|warn(?:s|ed|ing)? (?:of|that|about)|misled|exploit(?:ed|ation)|fail(?:s|ed|ures?)|(?:hit|struck) by (?:an? )?(?:car|bus|train|truck|lorry|lightning|van|vehicle)|electrocuted|suffocated|overturned|pile-up|sinkhole|groom(?:ed|ing) (?:girls|boys|teen\\w*|children)",
        "(?:lost|loses?) (?:his|her|their) (?:baby|homes?|jobs?|sight|legs?|livelihoods?|savings)|under investigation|deported|expelled|extort\\w*|blackmail\\w*|carjack\\w*|mugged|ambush\\w*|hijack\\w*|siege|lost contact|expulsion|complaints|intimidat\\w*|rigged|rigging|sewage|mould|asbestos|rats|infest\\w*|piracy",
        "cut off|wash(?:es|ed) (?:out|away)|running (?:low|out)|runs out|ran out|shoplift\\w*|mugging|muggings|vandalism|pickpocket\\w*|pocket(?:ed|ing)|swept away|bursts?|grounded|apologis(?:es|ed|ing)|apologiz(?:es|ed|ing)|fault(?:s|y)?|chok(?:e|es|ed|ing)|pull(?:s|ed)? (?:[\\w'-]+ ){0,4}(?:from|off) (?:the )?(?:shelves|shops|stores|sale)|los(?:es?|t) power|without (?:power|water|electricity|pay)|(?:homes|streets|city) dark|(?:go|goes|went) dark"
        "|(?:ice |snow|hail|dust )?storms?|blizzards?|accidents?|duped|conned|fake|fooled|impostors?|out of work|wip(?:e|es|ed) out|beyond reach|in tears|torch(?:ed|es)|bleach(?:es|ed|ing)? (?:white|of)|vanish(?:ed|es)|disappear(?:s|ed|ance)|little hope|worsen\\w*|setbacks?|plight|misery|squalid|abandoned|overcrowd\\w*",
        "flattened|batter(?:ed|s)|gutted|inferno|gas leak|carbon monoxide|land ?mines?|grenades?|dragged|assailants?|attacker|culprits?|suspects?|manhunt|detonat\\w*|poach(?:ed|ers|ing)|profit warning|downgrad(?:e|es|ed)|write-off|bail|trampled|strugg(?:le|les|led|ling)|woes|snatch(?:ed|es)|loses? (?:his|her|a|an)|torn apart|misdiagnos\\w*|beaten to|denied",
        "crippl\\w*|lead (?:poisoning|levels)|probe into|misconduct|negligence|cover[- ]up|dropped out of the league|drop(?:s|ped)? out|malnutrition|maim\\w*",
    ),
    saves=(
        "rescues?|rescued|rescuing|sav(?:e|es|ed|ing)(?! (?:\\$|£|€|\\d|up|money|time))|found (?:safe|alive|unharmed|well)|alive|unharmed|unhurt|unscathed|surviv(?:e|es|ed|ing)|safe and (?:well|sound)",
        "freed|set free|cured?|cures|curing|recovering|recovers|full recovery|heal(?:s|ed|ing)|reunit\\w*|returned (?:undamaged|unharmed|(?:to )?(?:\\w+ )?(?:home|owners?|museums?|famil(?:y|ies)|homeland))|reopen\\w*|re-open\\w*|rebuil\\w*|rebuild\\w*"
        "|restor(?:e|es|ed|ing)|back to life|lands? safely|landed safely|safely|walks? again|walked again|sees? again|home again|bounces? back|comes? back|green again|back (?:home|at work|in business)",
        "evacuated safely|(?:ban|curfew|siege|alert) lifted|lifts? (?:the )?(?:ban|curfew|siege|alert)|all clear|peace (?:deal|accord|agreement|treaty|pact)|ceasefire (?:holds|begins|agreed|takes)|truce|ending (?:a |the )?(?:\\w+ ){0,3}(?:war|fighting|conflict|siege)|end(?:s|ed)? (?:\\w+ ){0,3}(?:war|conflict|polio|malaria|siege|famine)"
        "|declared (?:free|safe|over|clear)|eradicat\\w*|free (?:of|from) (?:polio|malaria|the disease|measles)|brought under control|contained|fixed|resolved|recovered (?:stolen|all|undamaged|unharmed|and)|escap(?:e|es|ed) (?:relegation|unhurt|injury|drop|death)"
        "|avoid(?:s|ed)? (?:relegation|the drop|bankruptcy|closure)|from (?:relegation|closure|demolition|extinction)|surviv(?:e|es|ed) (?:the )?drop|repaid|compensat(?:ed|ion)",
        "(?:walk|walks|walked|makes?|made|finds?|found|swam|swims|comes?|came|brought) (?:[\\w']+ ){0,4}home|home to (?:its|his|her|their)|home (?:with|after|safe|at last)|stay(?:s|ed)? (?:dry|open|afloat|alive)|(?:defences|defenses|dam|levee|walls?|truce|ceasefire) (?:holds?|held)|reprieve|spared|lifeline|stop(?:s|ped)? (?:a |the )?(?:blaze|fire|flood|leak|spill|spread)|back from the brink|(?:strike|dispute|standoff|siege|shortage|outbreak) (?:ends|ended|over)|end(?:s|ed)? (?:of )?(?:strike|standoff)|agreement reached|foster(?:ed)?|adopt(?:s|ed)|wins? (?:\\w+ ){0,3}(?:prize|award|contest|competition|scholarship|cup|title)|(?:treat|treats|treatment|drug|implant|therapy|surgery) (?:\\w+ ){0,3}(?:works|restores|helps|lets|allows)",
    ),
    clears=(
        "acquit\\w*|cleared (?:of|by|over)|clear(?:s|ed) (?:\\w+ ){1,4}of|clears? (?:his|her|their) names?|names? cleared|exonerat\\w*|not guilty|found innocent|conviction (?:quashed|overturned)|(?:quash|overturn)\\w* (?:\\w+ ){0,3}convictions?|walk(?:s|ed)? free|wrongful(?:ly)? convict\\w*|pardon\\w*"
        "|(?:drop|drops|dropped|dismiss\\w*) (?:all )?(?:the )?(?:charges|case)|charges (?:\\w+ ){0,4}(?:dropped|dismissed|withdrawn)|case (?:\\w+ ){0,3}(?:dropped|dismissed|thrown out)",
        "did not commit|wrong(?:ly|fully) (?:jailed|imprisoned|accused|convicted) (?:\\w+ ){0,3}(?:receives?|awarded|freed|compensated)|no (?:\\w+ )?(?:was|were) (?:lost|hurt|injured|killed|damaged)|foil(?:s|ed)?|thwart\\w*|prevent(?:s|ed)|avert\\w*|defus\\w*|no[- ]?(?:one|body) (?:\\w+ ){0,2}(?:hurt|injured|killed|harmed|died)|no (?:\\w+ )?(?:injuries|casualties|deaths|fatalities|victims|damage|data lost)|without (?:injury|casualties)"
        "|none (?:of them )?(?:\\w+ )?(?:was|were) (?:\\w+ )?(?:hurt|injured|killed)",
    ),
    gains=(
        "(?:reach|reaches|reached|climbs?|climbed) (?:the )?(?:summit|peak|top)|(?:earn|earns|earned|receives?|received|gets?|lands?|landed|wins?|won) (?:[\\w'-]+ ){0,5}(?:awards?|patent|prize|medal|scholarship|grant)|hug(?:s|ged)|throws? (?:a )?(?:surprise )?party|threw a (?:\\w+ )?party|heal(?:s|ed|ing)|beat(?:s|ing)?(?! (?:up|supporters|protesters|him|her|them))|hero(?:es)?|medals?|reward(?:s|ed)|qualif(?:y|ies|ied) for|(?:reach|reaches|reached|into|through to) (?:the )?(?:\\w+ )?(?:final|finals|semi-?finals?)|free (?:school|care|clinics?|classes|transport|bus|buses|tickets|lunch(?:es)?|lessons|glasses)|cheaper|affordable|comeback|dreams?|new lease|wins?|won|winn(?:er|ers|ing)|victor(?:y|ies|ious)|triumph\\w*|champions?|gold medals?|(?:first|second|third|fourth|fifth|sixth|olympic|claims?|claimed|takes|took) gold|hat-trick|promoted to|promotion",
        "(?:break|breaks|broke|breaking|broken|sets?|smash\\w*|shatter\\w*) (?:[\\w'’]+ ){0,4}records?|(?:world|course|scoring) record|record (?:profits?|sales|highs?|harvests?|exports|revenues?|crowds?|numbers?|earnings|investment)|hit record",
        "breakthroughs?|milestones?|success\\w*|prizes?|scholarships?|honou?r(?:s|ed)|celebrat\\w*|cheer(?:s|ed|ing)|joy\\w*|overjoyed|delight(?:ed)?|thrilled|grateful|applau\\w*|ovations?|glowing|five-star|masterpiece|acclaim\\w*|prais(?:e|es|ed)"
        "|welcom(?:e|es|ed)|relief|proud|happy|happier|happiest|hopes? (?:rise|grows)|beloved",
        "windfall|boosts?|boosted|good news|donat(?:es|ed|ions?)|donors?|volunteers?|(?:rais(?:e|es|ed|ing)|lands?)(?= (?:[\\w,]+ )?(?:\\$|£|€))|gave (?:\\w+ ){0,3}(?:for )?free|pays? off|paid off|generous\\w*|free meals|clean (?:tap )?water|for (?:the )?first time|thanks (?:to|the)|thanked|help of|helps|helped",
        "hir(?:e|es|ed|ing)|creat(?:e|es|ed|ing) (?:[\\w,.]+ ){0,3}jobs|new jobs|pay rise|bonus(?:es)?|beat(?:s|ing)? (?:\\w+ ){0,3}(?:forecasts?|expectations|champions|estimates)|beat every|dividend|boom(?:s|ed|ing)?|thriv\\w*|bloom(?:s|ing)?"
        "|flourish\\w*|best-sell\\w*|fully booked|sold out|popular\\w*|improv\\w*|cleaner|cleanest|safer|safest|protect(?:s|ed)?|hatch\\w*|tops|comes? first|came first|historic|rare \\w+ (?:born|seen|spotted|returns?)|upgrad(?:e|ed|es)",
    ),
    burdens=(
        "shoplifting|vandalism|muggings|stabbings|shootings|assaults|kidnappings|scams|fraud|attacks|arrests|wildfires|fires|floods|outages|layoffs|injuries|infection|absences|lawsuits|knife crime|drink-driving|smoking|obesity|diabetes|malaria|measles|hiv|aids|tuberculosis|polio|cholera|(?:suicide|death|crime|murder|infection|drop-?out|mortality|poverty|jobless|divorce|accident|default|eviction|homicide|pollution|overdose|teen pregnancy) rates?|suicides?|inflation|unemployment|joblessness|jobless(?: rate| claims)?|crimes?|murders?|killings|deaths?|death (?:rate|toll)|fatalities|casualties|poverty|burglar(?:y|ies)|robberies|thefts?|homicides|accidents|crashes|violence|homeless\\w*"
        "|(?:number|numbers) of (?:[\\w']+ ){1,5}(?:killed|rough|infected|injured|homeless|murdered|dead|dying|drown(?:ed|ing)|arrested|evicted|starving|unemployed|jailed)|(?:people|children|women|workers|pedestrians|cyclists) (?:\\w+ )?(?:killed|injured|sleeping rough)|infections|cases|new cases|mortality|pollution|emissions|debts?|waiting (?:lists?|times?)|queues|drop-?outs?|leave school(?: early)?|complaints|delays|cost of living|rents"
        "|(?:food|fuel|energy|gas|electricity|grocery|house|bread|rice|medicine) (?:prices|bills)|hunger|malnutrition|overdoses|evictions|bankruptcies|suicides|poaching|deforestation|bread|fuel",
    ),
    assets=(
        "(?:minimum |real )?wages?|visitor numbers|profits?|sales|revenues?|earnings|exports|orders|wages|pay|incomes?|shares|stocks?|jobs|employment|growth|harvests?|yields|output|productivity|life expectancy|literacy|tourism|bookings|visitors|attendance|donations|investment|dividend|crops?"
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
