"""The word tables of the embedded engine, Indonesian and English: how sentences open, look ahead, argue, attribute.

Single words are looked up in a sentence's set of folded words, so a table costs one set operation;
what takes several words is in the patterns at the end. Our own tables.
"""

from __future__ import annotations

import re

# A sentence that opens with one of these points back at another one.
PRONOUNS = frozenset(
    "he she it they this that these those his her hers its their theirs him them such both neither either"
    " ia dia mereka beliau ini itu tersebut begitu demikian keduanya ketiganya kedua-duanya".split()
)
# "Perkara ini", "the ruling": a noun pointed at within the opening words.
POINTERS = frozenset("ini itu tersebut begini begitu".split())
# Quantities of something named before.
VAGUE = frozenset(
    "most some others another many few several all none another sebagian sisanya lainnya selebihnya".split()
)
# Words of four letters and more that say nothing of what a sentence is about.
LONG_FUNCTION_WORDS = frozenset(
    "that this with from have been were will would could about after before their there which when what they them than then into over"
    " also more most some such only other said says according because while where during under between through against being"
    " yang dengan untuk dari pada dalam adalah akan tidak juga telah sudah oleh kata ujar karena saat agar bahwa para dapat bisa lebih"
    " sebagai menjadi tersebut antara serta atau hingga kepada secara tetapi namun setelah sejak masih belum harus seperti mengatakan menurut".split()
)
FIRST_PERSON = frozenset("i i'm i've i'd i'll my me we we're we've our us saya aku kami kita".split())
PERSONAL = frozenset("he she ia dia beliau".split())
# "-nya" openers that do not point back.
FREE_NYA = frozenset(
    "hanya sebelumnya akhirnya biasanya sebaiknya setidaknya seharusnya umumnya misalnya sedikitnya rencananya"
    " selanjutnya sebenarnya nyatanya intinya khususnya utamanya artinya celakanya untungnya pasalnya faktanya"
    " sekurangnya sekurang-kurangnya setidak-tidaknya awalnya mulanya pokoknya punya tanya menariknya"
    " ironisnya pastinya sayangnya".split()
)
# Openers that tie a sentence to the one before. Longest first; the comma after them goes with them.
CONNECTIVES = {
    "en": (
        "on the other hand",
        "in the meantime",
        "at the same time",
        "as a result",
        "in addition",
        "even so",
        "in contrast",
        "by contrast",
        "instead",
        "meanwhile",
        "moreover",
        "furthermore",
        "nevertheless",
        "nonetheless",
        "additionally",
        "therefore",
        "consequently",
        "thus",
        "hence",
        "however",
        "besides",
        "similarly",
        "likewise",
        "also",
        "still",
        "then",
        "but",
        "and",
        "yet",
        "so",
        "or",
    ),
    "id": (
        "pada saat yang sama",
        "di samping itu",
        "meskipun demikian",
        "walaupun demikian",
        "namun demikian",
        "meski begitu",
        "walau begitu",
        "meski demikian",
        "dengan demikian",
        "oleh karena itu",
        "di sisi lain",
        "akan tetapi",
        "sementara itu",
        "selain itu",
        "karena itu",
        "oleh sebab itu",
        "sebaliknya",
        "akibatnya",
        "lebih lanjut",
        "selanjutnya",
        "kemudian",
        "lagi pula",
        "bahkan",
        "adapun",
        "tetapi",
        "tapi",
        "namun",
        "lalu",
        "maka",
        "dan",
    ),
}
# After these single words a comma must follow for the opener to be a connective and not a part of the clause.
NEEDS_COMMA = frozenset(
    "still then also so thus hence instead besides or yet kemudian selanjutnya lalu bahkan maka sebaliknya akibatnya therefore".split()
)

NEGATIONS = frozenset(
    "not no never none nor neither cannot without tidak bukan belum tanpa jangan tak enggak nggak".split()
)

# Looking ahead: how much each word says that something is still to come.
AHEAD = {
    **dict.fromkeys(
        "will shall upcoming awaits awaiting pending forthcoming deadline scheduled slated planned".split(),
        2.0,
    ),
    **dict.fromkeys(
        "plans planning expects expected intends aims due hopes forecast forecasts projected could may might until".split(),
        1.0,
    ),
    **dict.fromkeys(
        "akan dijadwalkan menunggu rencananya mendatang direncanakan berencana ditargetkan menargetkan dinantikan".split(),
        2.0,
    ),
    **dict.fromkeys(
        "rencana target diperkirakan diproyeksikan diharapkan berharap menanti tenggat apabila jika bila".split(),
        1.0,
    ),
}
# Looking back: a sentence that reports what is over, whatever it once expected.
BACK = frozenset(
    "was were had ago yesterday kemarin lalu sebelumnya telah sudah semula previously earlier".split()
)

CAUSE = frozenset(
    "because due since caused causes causing driven blamed reflects reflecting stems owing thanks"
    " karena akibat akibatnya sebab disebabkan menyebabkan dipicu memicu lantaran berkat mendorong didorong".split()
)
CONTRAST = frozenset(
    "although though while whereas despite unlike rather instead but however yet nevertheless"
    " meski meskipun walau walaupun padahal sedangkan sementara tetapi tapi namun sebaliknya melainkan ketimbang".split()
)
CONSEQUENCE = frozenset(
    "means meaning leads lead risk risks threatens undermine undermines allows weaken strengthen signals suggests implies"
    " sehingga berarti artinya berdampak berisiko mengancam membuat memungkinkan menunjukkan mengakibatkan menandakan dampaknya".split()
)
EXPERTS = frozenset(
    "analyst analysts economist economists researcher researchers professor expert experts scientist scientists"
    " academic lecturer strategist historian critics observers epidemiologist ecologist"
    " analis ekonom peneliti pengamat pakar ahli guru dosen akademisi ilmuwan epidemiolog pengajar pemerhati".split()
)
ARGUES = frozenset(
    "argues argued warns warned believes estimates estimated concluded concludes called calls described criticised criticized suggested suggests"
    " menilai memperingatkan mengingatkan menduga memperkirakan berpendapat menyimpulkan mengkritik menyebut menyarankan menyayangkan".split()
)
SAYS = frozenset(
    "said says told added adds explained noted stated announced confirmed acknowledged insisted argued warned wrote"
    " kata ujar tutur ucap ungkap jelas imbuh tegas katanya ujarnya tuturnya ucapnya ungkapnya jelasnya imbuhnya tegasnya"
    " mengatakan menyatakan menjelaskan menuturkan mengungkapkan menambahkan menegaskan menyebutkan mengaku memastikan lanjutnya".split()
)
# Speakers that only point: a quotation with one of these needs the sentence before it.
POINTING_SPEAKERS = frozenset("he she they it ia dia mereka beliau".split())
SAYS_NYA = frozenset(
    "katanya ujarnya tuturnya ucapnya ungkapnya jelasnya imbuhnya tegasnya lanjutnya sambungnya terangnya paparnya".split()
)

ANONYMOUS = re.compile(
    r"on (?:the )?condition of anonymity|(?:asked|wished|declined|preferred|requested|spoke on condition)"
    r"(?: that (?:his|her|their) names?)?(?: to)? not (?:to )?be (?:named|identified)|declined to be (?:named|identified)"
    r"|(?:his|her|their) names? (?:not be|be withheld)|speaking anonymously|sources? familiar with|who was not authori[sz]ed to speak"
    r"|(?:minta|meminta)(?: agar)?(?: nama(?:nya)?| identitas(?:nya)?)? (?:tidak|tak) (?:mau )?(?:disebut(?:kan)?|diungkap(?:kan)?)"
    r"|(?:nama|identitas)nya (?:tidak|tak|enggan|dirahasiakan)|enggan (?:disebut(?:kan)?|diungkap(?:kan)?) (?:nama|identitas)"
    r"|tidak (?:bersedia|mau) (?:disebut(?:kan)?|diungkap(?:kan)?) (?:nama|identitas)",
    re.IGNORECASE,
)
# What pages print among the paragraphs; the extractor drops such lines, pasted text still has them.
NOISE = re.compile(
    r"^(?:baca (?:juga|selengkapnya|lebih)|simak (?:juga|video)|lihat juga|read (?:more|also|next)|see also|related:|watch:|listen:"
    r"|advertisement|iklan\b|scroll |gulir |lanjut(?:kan)? membaca|sign up|subscribe|follow us|share this|click here|photo:|foto:|image:|gambar:|video:|editor:|reporter:"
    r"|copyright|©|all rights reserved|ikuti (?:kami|berita)|dapatkan )",
    re.IGNORECASE,
)
DATELINE = re.compile(
    r"^(?:[A-ZÀ-Ý][\w.'’ -]{1,40}(?:, [\w.'’ -]{2,30}){0,3}(?: \([^()]{2,40}\))?"
    r"|[A-ZÀ-Ý][\w.'’ ]{1,30}/[A-ZÀ-Ý][\w.'’ ]{1,30}) ?(?:--|[—–]|-(?= )) ?(?=[\"“A-ZÀ-Ý0-9])"
)
# A town, then the outlet or the date, then a dash: at least one of these makes a dateline of it.
DATELINE_SIGN = re.compile(
    r"^[A-ZÀ-Ý][A-ZÀ-Ý.'’ -]{2,}\b|\(\w[^()]*\)|\d|\.com\b|^\w+(?: \w+)?, (?:KOMPAS|TEMPO|ANTARA|DETIK)",
    re.IGNORECASE,
)
CALENDAR = re.compile(
    r"\b(?:next (?:week|month|year|spring|summer|autumn|winter)|this (?:autumn|winter|spring|summer)|later this (?:week|month|year)"
    r"|by (?:the end of|early|late|mid-?|20\d\d)|in (?:the )?coming|(?:pekan|minggu|bulan|tahun) depan|akhir (?:tahun|bulan|pekan) ini"
    r"|paling lambat|selambat-lambatnya|pada 20\d\d|hingga 20\d\d|mulai (?:\d|awal|akhir|pertengahan))",
    re.IGNORECASE,
)
