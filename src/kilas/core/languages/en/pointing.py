"""English words that refer to something named before."""

from __future__ import annotations

from kilas.core.languages.shape import PointingWords, words

_STANCES = words(
    "defended criticised criticized praised backed supported opposed welcomed rejected condemned disputed"
    " denounced endorsed applauded attacked"
)

WORDS = PointingWords(
    pronouns=words("he she it they this that these those his her hers its their theirs him them such"),
    that=words("that"),
    before_that=words("of at in on to by for with from after before during"),
    after_that=words(
        "is are was were will would has have had can could may might must does do did case way regard"
    ),
    there=words("there"),
    after_there=words("since on for at before after until in to with"),
    no_antecedent=words(
        "i we you he she they am is are was were be been and but so if that thought think knew know hoped hope"
        " guess believe told tell asked ask said say saw felt"
    ),
    no_antecedent_endings=("ing",),
    plurals=words("people police children team families couple public"),
    plural_endings=("s",),
    no_plural_endings=("ss", "us", "is"),
    demonstratives_before=words("this these those"),
    before_participle=words("those"),
    participles=("ed", "ing"),
    after_idle_demonstrative=words(
        "year week month season summer winter spring autumn fall morning afternoon evening weekend quarter time"
        " day days century decade term who that which whose with in of from where under over"
    ),
    objects=words("it them him"),
    before_object=words("from above behind beneath under without inside about into onto against around near"),
    after_object=words("on in at last from by with under after"),
    such=words("such"),
    after_such=words("as a an that is was"),
    explains_such=words("as that"),
    stances=_STANCES,
    one_of_a_kind=words(
        "government president police court country media press public army church state nation city town world"
        " war king queen opposition ministry parliament union mayor council administration"
    ),
    quantities=words("most some others another many few several all none both neither either"),
    pointing_object_cues=words("that this so these those"),
    people=words(
        "man woman boy girl mother father son daughter teenager farmer officer driver pilot doctor nurse patient"
        " teacher student worker player minister president governor mayor judge coach captain actor singer writer"
        " director man's woman's"
    ),
    long_function_words=words(
        "that this with from have been were will would could about after before their there which when what they"
        " them than then into over also more most some such only other said says according because while where"
        " during under between through against being"
    ),
    first_person=words("i i'm i've i'd i'll my me we we're we've our us"),
    capital_pronouns=words("I"),
    no_speaker=words("US"),
    personal=words("he she"),
    pointing_speakers=words("he she they it"),
    leans_back=words(
        "he she it they this that these those his her its their him them but and so however also meanwhile then"
        " or yet because still although nevertheless moreover therefore such"
    ),
    in_person=words("i we my our me us i'm we're i've we've you your"),
    far_demonstratives_before=words("these those"),
    refers_to_thing=words("it this"),
    refers_to_plural=words("they them"),
    speaker_pronouns=words("he she they"),
    appositions="an?|the|who",
    stance_on=(rf"\b(?:{'|'.join(sorted(_STANCES))}) the ([a-z]+)(?=[.;]|, (?:but|and|saying|calling)\b)"),
    after_quantity=r"was|were|is|are|has|have|had|will|would|could|said|say|told|did|do|also|still|of (?:them|these|those)",
    pointing_openers=(
        r"(?:(?:until|since|by|before) then|(?:without|under|after|before|despite|because of|for|with|in|on|at|to|from|among|of|above|behind|inside)"
        r" (?:it|this|that|them|those|these|him|her))\b(?! (?:year|week|month|morning|season|spring|summer|autumn|winter|day)\b)"
    ),
    scenes="in|on|at|by|last|since|until|during|earlier|that",
    scene_subjects="it|they|these|those",
    opens_back=(
        r"so(?! (?:far|long|much|many|called)\b|-)|then(?!-)|also|others?(?! things being\b)|another|or|otherwise|therefore|thus|moreover|furthermore|instead(?! of\b)"
        r"|meanwhile|however|nevertheless|nonetheless|similarly|likewise|still(?=,)|even so|after that|since then|until then|because(?![^,]*,)"
        r"|(?:for|in) (?:example|instance|addition|contrast)(?! (?:of|to)\b)|by contrast|as a result(?! of\b)|on the other hand"
        r"|yet|besides (?:this|that)|in response|in turn|either way|that said|as such|to that end|after all|hence|this is why|that is why|no wonder|not so|so too"
        r"|nor|neither (?:does|did|is|was|do|are|has|have)|the (?:latter|former|two|pair|duo|trio|same|rest|others|result|trouble|problem|reason|idea|aim|answer)\b(?! of\b| who\b)"
    ),
    definite=words("the"),
    counts=words("two three four five six seven eight nine ten other others same first second latest new"),
    generic=words(
        "man men woman women boy boys girl girls pair trio group groups couple incident incidents case cases company"
        " companies firm firms move decision plan plans deal report study officer officers suspect suspects victim"
        " victims ruling verdict statement announcement agreement proposal proposals bill law attack attacks accident"
        " crash fire blast explosion shooting programme program project projects scheme website site app device devices"
        " charity hearing investigation inquiry"
        " research researchers authors letter email document documents event ceremony meeting talks tournament"
        " match game film book album show song building bridge road vessel ship aircraft plane car vehicle money"
        " funds figures results changes measures rules charges allegations claims findings"
    ),
    after_generic=words(
        "of to against for by between with on from about behind in at who whose that which where when named called"
        " accused charged suspected convicted arrested known"
    ),
    pointing_objects=(
        r"\b(?:believes?|thinks?|says?|said|does|do|did|done|know|knows|knew|want|wants|wanted|like|doing|to|about|of|for|after|despite) (?:that|this|so|these|those)"
        r"(?=[,.;]| (?:because|simply|and|but|when|if)\b)|\b(?:does|do|did|done|doing) so\b"
    ),
    conditions="if|when|once|should|unless",
    condition_subjects="he|she|it|they",
    pointing_conditions=r"(?:if|when|once|unless|should) (?:he|she|it|they)\b",
)
