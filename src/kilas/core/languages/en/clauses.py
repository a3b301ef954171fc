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
        " represent sound agree refuse earn raise connect enjoy create develop produce publish reveal teach learn"
        " speak write send die kill threaten consider prefer deliver contain define determine ensure explore explain"
        " express ignore improve indicate involve join manage obtain occur oppose organise organize prevent protect"
        " prove recommend recognise recognize reflect reject replace resemble serve settle solve survive transform"
        " vary combine compete consist continue appear arrive avoid become boost celebrate"
        " choose collect confirm contribute decide deny deserve destroy differ discover discuss dominate emerge"
        " employ encourage enter establish exist extend generate handle identify illustrate"
        " imply introduce invest maintain marry outline owe perform possess predict prepare propose put reduce relate remember remind remove require"
        " resist select separate simulate suggest tend"
        " transmit travel want warn"
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
    reports_need_clause=True,
    participles=("ing",),
    after_participles=words("of by with in for to from as on at"),
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
    phrase=r"(?:in|on|at|for|from|with|by|over|under|during|through|between|across|against|around|behind|beside)\b"
    r"|(?:suspected|accused|equipped|owned|aimed|designed|based|located|involving|representing|stemming|linked|related|led|run|made|built|used|held|known|called"
    r"|named|dubbed|compiled|supplied|written|directed|starring|featuring|containing|showing|using|leaving|causing|claiming|alleging|accusing|seeking|starting"
    r"|beginning|dating|living|working|carrying|wearing|belonging|caused|produced|published|released|filed|launched|organi[sz]ed|provided|needed|required)"
    r"(?= (?:of|by|with|in|for|to|from|as|on|at|a|an|the|his|her|their|its|that|[A-Z]|\d))",
    verb=(
        rf"(?:is|are|has|have|will|would|could|can|may|might|must|does|do|says|say|{'|'.join(sorted(_PAST_VERBS))}"
        r"|(?!need|indeed|hundred|speed|seed|feed)[a-z]{2,}ed)\b"
    ),
    scenes=(
        r"after|when|while|as|if|although|though|despite|before|since|because|in|on|at|with|by|for|under|during|amid|following|according|once|should"
        r"|unless|until|without|from|of|among|to"
    ),
    scene_shape=(
        r"[A-Z][a-z]+(?:ing|ed)\b|(?:Given|Set|Seen|Known|Built|Born|Led|Found|Held|Driven|Shown|Faced)\b"
        r"|(?:\w+ ){1,3}(?:years?|months?|weeks?|days?|hours?|minutes?) (?:ago|later|earlier|before|after|since|on)\b"
        r"|(?:So|But|And|Yet),? (?:when|while|as|if|although|after|before|because|since|in|at|on)\b"
    ),
    phrase_scenes=words("in on at by for under during from of among"),
    aside=r"(?:who|which|whose|where|a|an|the|its|his|her|now|once|formerly|aged|\d+|[A-Z]\S+|\w+ed|\w+ing|built|held|led|born|set|made|known)\b",
    before_relative=(
        r"\b(?:a|an|one|two|three|four|five|six|seven|eight|nine|ten|\d[\d,.]*|another|new|several|some)(?: [\w-]+){1,4}|[A-Z][\w-]+"
    ),
    no_lead="What|Whatever|Whether|That|How|Why|Who|If",
    safe_after_comma=(
        r"who|which|where|whose|but|while|although|though|as|after|before|because|when|with|without|including|according|whatever"
        r"|despite|amid|following|so|yet|compared|largely|mainly|partly|mostly|\w+ed (?:at|by|in|to|for|on|with|from)|up|down|whereas|unless|until|since|even|than|making|\w+ing"
        r"|and (?:he|she|they|it|we|the \w+ \w+ed|the \w+ (?:is|was|are|were|has|have|had|will)|is|was|are|were|has|have|had|will|may|can|\w+ed|[a-z]+ (?:is|are|was|were|may|can|will|has|have))"
    ),
    no_end=(
        r"\b(?:days?|weeks?|months?|years?|hours?|minutes?|moments?|seconds?|shortly|soon|long|just|ever|even|not|only|partly|mainly"
        r"|immediately|right|well|and|but|much|same|such|exactly|far|as \w+)\| (?:after|before|since|because|when|as|if|that|in|on|at|for|from)\b"
        r"|\| (?:by|to|from|at|of|over|between|under|in|on|for|against|with) (?!(?:[\w-]+ ){1,2}(?:years?|months?|weeks?|days?|hours?|minutes?|decades?|seasons?)\b)(?:[$£€¥]|(?!(?:19|20)\d\d\b)(?!\d\d? [A-Z])\d"
        r"|(?:about|nearly|almost|more|less|fewer|around|some|up|half|one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|hundreds|thousands"
        r"|a (?:third|quarter|half|fifth|tenth|record|total|few|number)) )"
        r"|\d\| in \d"
        r"|\b(?:able|ready|due|likely|unlikely|keen|open|willing|afraid|aware|proud|responsible|guilty|full|used|set|similar|close|subject|eligible|liable"
        r"|famous|known|worth|better|worse|good|bad|angry|happy|free|available|needed|based|involved|interested|accused|suspected|convicted|charged)\|"
        r" (?:for|with|to|in|on|at|of|from|by|over|against|that)\b"
        r"|\b(?:part|place|faith|way|care|contact|charge|end|half|hundreds|thousands|dozens|millions|kind|lot|note|one|pair|range|rest|sense|sort|series|top"
        r"|number|view|series|thanks|home|time|account|advantage|right)\| (?:in|on|for|with|to|from|against|over|between|by|at|of|behind|around|across|through)\b"
        r"|\b(?:in|at|on|with|for|by|to) an? \w+\| (?:that|who|which|of|against|for|to)\b"
        r"|\b(?:came|comes?|coming)\||\|, (?:\d|too\b)|\bbeen \w+\| (?:with|to|of|as|into)\b"
        r"|\b(?:so \w+|with [\w' ]{1,20})\| that\b|\w+ing\| (?:on|up|off|out|back|down|over)\b"
        r"|\w+ly\| (?:\w+ed|known|made|held|used|found|led|run|built)\b"
        r"|\b(?:continue[ds]?|start(?:s|ed)?|beg[aiu]n|keep|kept|stop(?:s|ped)?|be|not|avoid|consider|than|and|or)\| \w+ing\b"
        r"|\b(?:claims?|fact|idea|belief|hopes?|fears?|warnings?|reports?|news|evidence|signs?|concerns?|allegations?|suggestions?|view|theory|notion|possibility"
        r"|chance|risk|doubts?|proof|decision|announcement|promise|assurances?|condition|understanding|so|way|time|day|such|those|everyone|anyone|someone|people|all|one"
        r"|something|nothing|anything|everything|the \w+|those \w+|only \w+|first \w+|last \w+)\| (?:that|who|which|where|whose)\b"
        r"|\b(?:all|also|both|never|yet|even|only|just|very|more|most|always|often|really|quite|rather|too|several|many|few|other|own)\|"
    ),
    weak_end=(
        r"\b(?:protests?|rise|increase|fall|drop|cut|decline|growth|ban|tax|attacks?|war|pressure|plans?|calls?|demand|support|search|bid|deals?|talks|access"
        r"|interest|roles?|changes?|confidence|investments?|lack|concerns?|effects?|examples?|fight|look|need|reasons?|responses?|result|rights|risk|share|side"
        r"|appeal|case|ties|links|relations|relationship|campaign|votes?|battle|reputation|room|money|funding|agreement|dispute|shift|return|approach|answer"
        r"|solution|damage|threat|sanctions|evidence|debate|figures?|majority|difference|gap|experience|victory|win|defeat|loss|lead|record|title|contract|job"
        r"|post|word|dates?)\| (?:in|on|for|with|to|from|against|over|between|by|at|of|behind|around|across|through)\b"
        r"|\b(?:a|an|the) \w+ing\|"
    ),
    purpose=r"to (?!\w+ing\b|the\b|a\b|an\b|his\b|her\b|its\b|their\b|[A-Z\d])(?=[a-z]+ )",
    governs=(
        r"ask\w*|tell\w*|told|order\w*|urge\w*|forc\w+|allow\w*|expect\w*|want\w*|help\w*|requir\w+|enabl\w+|persuad\w+|encourag\w+|invit\w+|warn\w*"
        r"|call\w*|need\w*|agree\w*|decid\w+|tr(?:y|ies|ied|ying)|start\w*|beg[aiu]n\w*|continu\w+|refus\w+|vow\w*|pledg\w+|hop\w+|aim\w*|fail\w*"
        r"|manag\w+|set|prepar\w+|seek\w*|sought|threaten\w*|like[ds]?|likely|able|unable|ready|willing|keen|due|going|has to|have to|had to|is to|are to|was to|were to"
        r"|enough|too|get\w*|got|caus\w+|l[ea]d|lead\w*|convinc\w+|advis\w+|instruct\w*|command\w*|permit\w*|first|last|only|next|easy|hard|difficult|important|possible"
        r"|look\w*|necessary|way|right|said|is|it|what|how|where|when|authori[sz]\w+|compel\w*|inspir\w+|motivat\w+|train\w*|teach\w*|taught|learn\w*|remain\w*|come|came|happen\w*|seem\w*|appear\w*|tend\w*|used"
    ),
    perfect_passive=words("been"),
    present_shape=r"[a-z]{3,}(?<!s)s",  # "processes", "raises"
    hard=r" (?:after|before|since|following|amid|despite|because|when|while|although|though|if|but|unless|so that|whereas|and|even|as|in case|provided|for (?:[\w-]+ )?(?:years|months|weeks|days|hours)|(?:on|in|since|until) (?:\w+day\b|January|February|March|April|May|June|July|August|September|October|November|December|19\d\d|20\d\d))\b",
    articles=words(
        "a an the its his her their our my your this that these those no any some most two three four five six seven"
        " eight nine ten new old former many several few all more other"
    ),
    agents=words("by"),
    amounts=words(
        "a an about nearly almost more less fewer just over half one two three four five six ten some around"
    ),
    infinitive=words("to"),
    weekdays="(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day",
    name_links="(?:for|and|of|on)(?: the)?",
    list_links="and|or",
)
