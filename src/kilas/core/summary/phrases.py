"""The word tables of the embedded engine, Indonesian and English: how sentences open, look ahead, argue, attribute.

Single words are looked up in a sentence's set of folded words, so a table costs one set operation;
what takes several words is in the patterns at the end. Our own tables.
"""

from __future__ import annotations

import re

from kilas.core.summary.cues import Wordings, cued

# A sentence that opens with one of these points back at another one.
PRONOUNS = frozenset(
    "he she it they this that these those his her hers its their theirs him them such"
    " ia dia mereka beliau ini itu tersebut begitu demikian keduanya ketiganya keempatnya kedua-duanya".split()
)
# "Perkara ini", "the ruling": a noun pointed at within the opening words.
POINTERS = frozenset("ini itu tersebut inilah itulah".split())
# "pipes of that age", "has farmed there since": a noun or a place named before.
BEFORE_THAT = frozenset("of at in on to by for with from after before during".split())
AFTER_THAT = frozenset(
    "is are was were will would has have had can could may might must does do did case way regard".split()
)
AFTER_THERE = frozenset("since on for at before after until in to with for".split())
# Said before one comes to the point: "I thought it was …" names nothing that "it" could be.
UNTELLING = frozenset(
    "i we you he she they am is are was were be been and but so if that thought think knew know hoped hope guess believe told tell asked ask said say saw felt"
    " saya kami kita aku dia ia mereka dan kalau bahwa kira pikir tahu tidak".split()
)
PLURALS = frozenset("people police children team families couple public".split())
# What a speaker calls his own: "menilai timnya" names the owner, "menyebut biayanya" does not.
OWNED = frozenset(
    "timnya istrinya suaminya anaknya ayahnya ibunya keluarganya partainya pihaknya lembaganya kantornya perusahaannya kliennya warganya"
    " negaranya kementeriannya dinasnya rumahnya kebunnya lahannya dirinya hidupnya pendapatnya penelitiannya adiknya kakaknya rekannya"
    " karyawannya anggotanya serikatnya desanya kampungnya sekolahnya muridnya pasiennya usahanya tokonya pemainnya".split()
)
REPORTS = frozenset(
    "mengatakan menyebut menilai menjelaskan menuturkan menduga mengungkapkan menambahkan menegaskan memastikan".split()
)
# English pointers, unless they point at now ("this year") or at what follows ("those who").
POINTERS_EN = frozenset("this these those".split())
POINTS_NOWHERE = frozenset(
    "year week month season summer winter spring autumn fall morning afternoon evening weekend quarter time day days century decade"
    " term who that which whose with in of from where under over".split()
)
# "from it", "found them in": English objects among the opening words.
OBJECTS = frozenset("it them him".split())
BEFORE_OBJECT = frozenset(
    "from above behind beneath under without inside about into onto against around near".split()
)
AFTER_OBJECT = frozenset("on in at last from by with under after".split())
# Nouns that "ini" makes a time of the telling ("tahun ini"), and openers that are said of nothing in particular.
POINTS_AT_NOW = frozenset(
    "tahun bulan pekan minggu hari saat kali malam pagi siang sore musim semester triwulan selama kini era zaman masa dekade abad karena"
    " sebab selain sementara senin selasa rabu kamis jumat sabtu ahad".split()
)
# Where a name stands before "kota itu" or "pria itu", it is that name's.
NAMED_PLACES = frozenset(
    "kota kabupaten kecamatan desa kelurahan provinsi pulau negara daerah wilayah kawasan negeri kampung".split()
)
COMPANIES = frozenset("perusahaan perseroan emiten".split())
COMPANY_MARKS = frozenset("pt cv tbk perusahaan perseroan emiten".split())
# "Setelah itu" further on means what the sentence itself has told.
BEFORE_FAR_ITU = frozenset(
    "setelah sesudah sebelum sejak seperti hingga sampai dari dengan bahwa adalah".split()
)
NUMERALS = frozenset(
    "satu dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas belas puluh ratus seratus ribu seribu kedua ketiga keempat".split()
)
AFTER_SUCH = frozenset("as a an that is was".split())
# "…, kata dia", "…, she said": whoever that is was named before, unless the sentence says earlier who speaks.
SPEAKS_NAMELESS = re.compile(
    r", (?:(?:kata|ujar|tutur|ucap|ungkap|jelas|imbuh|tegas|lanjut|sambung|terang|papar|sebut) (?:dia|ia|beliau|mereka)"
    r"|(?:kata|ujar|tutur|ucap|ungkap|jelas|imbuh|tegas|lanjut|sambung|terang|papar)nya|(?:he|she|they) (?:said|says|added|adds|explained|noted|told))\b",
)
# "… defended the limit.": a stance on something that only another sentence tells; of some things there is but one.
STANCES = frozenset(
    "defended criticised criticized praised backed supported opposed welcomed rejected condemned disputed denounced endorsed applauded"
    " attacked".split()
)
STANCE_ON = re.compile(
    rf"\b(?:{'|'.join(sorted(STANCES))}) the ([a-z]+)(?=[.;]|, (?:but|and|saying|calling)\b)"
)
ONE_OF_A_KIND = frozenset(
    "government president police court country media press public army church state nation city town world war king queen opposition"
    " ministry parliament union mayor council administration".split()
)
# Quantities of something named before, when no noun follows them: "Most were", "Sebagian mengungsi".
VAGUE = frozenset(
    "most some others another many few several all none both neither either sebagian sisanya lainnya selebihnya".split()
)
AFTER_VAGUE = re.compile(
    r"(?:was|were|is|are|has|have|had|will|would|could|said|say|told|did|do|also|still|of (?:them|these|those)|(?:ter|ber|me|di)[a-z]{3,})\b"
)
# "Without it, …", "Until then, …": a pronoun behind the opening preposition.
POINTING_OPENER = re.compile(
    r"(?:(?:until|since|by|before) then|(?:without|under|after|before|despite|because of|for|with|in|on|at|to|from|among|of|above|behind|inside)"
    r" (?:it|this|that|them|those|these|him|her)|(?:setelah|sesudah|sebelum|sejak|untuk|dari|dalam|atas|akibat) (?:itu|ini))\b(?! (?:year|week|month|morning|season|spring|summer|autumn|winter|day)\b)",
)
# "In 2019, they …": a pronoun behind an opening that only tells when or where.
POINTING_SUBJECT = re.compile(
    r"(?:in|on|at|by|last|since|until|during|earlier|that|pada|sejak|selama|dalam|tahun|bulan|pekan|kini|sebelumnya|hingga|di)\b[^,“\"]{0,40}, (?:it|they|these|those|mereka)\b"
    r"|(?:menurut|bagi|untuk|kepada|tanpa|oleh|dari) (?:dia|ia|beliau|mereka)\b",
)
# What ties a sentence to the one before and may not be cut: without that one it hangs in the air.
OPENS_BACK = re.compile(
    r"(?:yet|besides (?:this|that)|in response|in turn|either way|that said|as such|to that end|after all|hence|this is why|that is why|no wonder|not so|so too"
    r"|nor|neither (?:does|did|is|was|do|are|has|have)|the (?:latter|former|two|pair|duo|trio|same|rest|others|result|trouble|problem|reason|idea|aim|answer)\b(?! of\b| who\b)"
    r"|kendati (?:demikian|begitu)|alhasil|terlebih|apalagi|padahal|sehingga|sementara(?! itu\b)|jadi|karenanya|oleh karenanya|untuk itu|di samping itu"
    r"|(?:tak|tidak|bukan) (?:hanya|cuma|sekadar) itu|mirisnya|begitu (?:juga|pula)|sama halnya|semuanya|seluruhnya|ada juga|ada pula|beberapa di antaranya"
    r"|salah satunya|di antaranya|hal (?:senada|serupa|sama|lain)|(?:penjelasan|pernyataan|pendapat) (?:senada|serupa)|senada|serupa)\b",
)
# "… believe that, but", "nobody did so": what "that" or "so" stands for was said before.
POINTS_AS_OBJECT = frozenset("that this so these those bersangkutan".split())
POINTING_OBJECT = re.compile(
    r"\b(?:believes?|thinks?|says?|said|does|do|did|done|know|knows|knew|want|wants|wanted|like|doing|to|about|of|for|after|despite) (?:that|this|so|these|those)"
    r"(?=[,.;]| (?:because|simply|and|but|when|if)\b)|\b(?:does|do|did|done|doing) so\b|\byang bersangkutan\b",
    re.IGNORECASE,
)
# "If she does not, …", "Apabila menang, mereka …": a condition too short to name anybody.
POINTING_CONDITION = re.compile(
    r"(?:if|when|once|should|unless|apabila|jika|bila|kalau|begitu) (?:[\w-]+ ){0,2}[\w-]+, (?:he|she|it|they|ia|dia|mereka)\b|(?:if|when|once|unless|should) (?:he|she|it|they)\b",
)
# Who "she" and "ia" may mean besides a name.
PEOPLE = frozenset(
    "man woman boy girl mother father son daughter teenager farmer officer driver pilot doctor nurse patient teacher student worker player"
    " minister president governor mayor judge coach captain driver actor singer writer director man's woman's"
    " pria perempuan wanita lelaki laki-laki ibu bapak anak bocah remaja petani sopir dokter perawat pasien guru siswa warga pelaku korban"
    " tersangka terdakwa presiden menteri gubernur bupati hakim pelatih kapten penyanyi penulis sutradara".split()
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
    " selanjutnya sebenarnya nyatanya intinya khususnya utamanya celakanya untungnya faktanya"
    " sekurangnya sekurang-kurangnya setidak-tidaknya awalnya mulanya pokoknya punya tanya menariknya"
    " ironisnya pastinya sayangnya seluruhnya semuanya totalnya lazimnya nantinya tampaknya agaknya rupanya kelihatannya"
    " sesungguhnya semestinya sejatinya".split()
)

CAUSE = frozenset(
    "because cause causes causing caused driven blamed blames blame attributed attributes attributable reflecting stems stemmed owing owes"
    " owed thanks credits credited spurred prompted fuelled fueled"
    " karena akibat akibatnya sebab disebabkan menyebabkan dipicu memicu lantaran berkat didorong gara-gara makanya"
    " menyalahkan mengaitkan penyebab pemicu alasannya".split()
)
CONTRAST = frozenset(
    "although though while whereas despite unlike instead but however yet nevertheless paradox contrary"
    " meski meskipun walau walaupun padahal sedangkan sementara tetapi tapi namun sebaliknya melainkan ketimbang".split()
)
CONSEQUENCE = frozenset(
    "means meaning risk risks threatens undermine undermines weaken weakens weakened strengthen signals suggests implies"
    " effect effects impact impacts consequence consequences shows doubt doubts"
    " sehingga berarti artinya berdampak berisiko mengancam menunjukkan mengakibatkan menandakan dampak dampaknya"
    " memukul memberatkan merugikan menguntungkan memperparah memperburuk membebani".split()
)
# Who is asked for a view; naming one is not yet an argument.
EXPERTS = frozenset(
    "analyst analysts economist economists researcher researchers professor expert experts scientist scientists psychologist biologist"
    " geologist climatologist engineer academic lecturer strategist historian critic critics observers epidemiologist ecologist"
    " campaigners opponents investors traders forecasters forecaster authors  "
    " analis ekonom peneliti pengamat pakar ahli dosen akademisi ilmuwan epidemiolog pengajar pemerhati kritikus aktivis hidrolog"
    " sosiolog psikolog antropolog sejarawan klimatolog ekolog pelaku-pasar".split()
)
ARGUES = frozenset(
    "argue argues argued warn warns warned believe believes believed thinks reckon reckons concluded concludes suspect suspects suspected"
    " described criticised criticized suggested suggests contends contended maintains questioned questions doubts doubted praised praises"
    " cautioned cautions fears feared accused accuse accuses defended defends disagreed disagrees dismissed dismisses judged regards sees"
    " complained complains likened insists insisted"
    " menilai memperingatkan mengingatkan menduga memperkirakan berpendapat menyimpulkan mengkritik menyarankan menyayangkan menganggap"
    " meyakini mengkhawatirkan khawatir menuding menuduh memuji meragukan mempertanyakan beralasan berdalih berargumen berargumentasi"
    " mengeluhkan mengeluh memandang mencurigai mengibaratkan mengklaim membantah menyangkal menyindir membandingkan".split()
)
SAYS = frozenset(
    "said says told added adds explained noted stated announced confirmed acknowledged insisted argued warned wrote"
    " kata ujar tutur ucap ungkap jelas imbuh tegas katanya ujarnya tuturnya ucapnya ungkapnya jelasnya imbuhnya tegasnya"
    " mengatakan menyatakan menjelaskan menuturkan mengungkapkan menambahkan menegaskan menyebutkan mengaku memastikan lanjutnya".split()
)
# English verbs whose past does not end in "-ed".
PAST_VERBS = frozenset(
    "was were had did went fell rose won lost found took gave made came saw left met held began broke sold bought grew drew ran"
    " spoke struck sank paid built sent spent stood became brought thought felt heard knew wrote beat flew drove caught taught"
    " fought got ate shot led kept hit quit slid fallen taken given seen gone done risen shown grown written broken chosen driven"
    " been withdrew chose swept tore threw wore woke hung hid froze forgot fled fed dealt dug crept lent lay meant rang rode sang"
    " shook shrank slept stole stuck stung swam swung understood overtook undertook upheld rebuilt".split()
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
    r"^(?:baca (?:juga|selengkapnya|lebih)|simak (?:juga|video)|tonton (?:juga|video)|lihat juga|read (?:more(?! than)|also|next|the full)|see also|related(?: \w+)?:"
    r"|recommended(?: \w+){0,2}:|more on this|don['’]t miss|watch:|listen:|(?:the )?(?:story|article) continues (?:below|after)"
    r"|advertisement\W*$|iklan\W*$|scroll to |gulir (?:ke|untuk) |lanjut(?:kan)? membaca|(?:please )?(?:sign up|subscribe|follow us|share this|click here)|photo:|foto:|image:|gambar:|video:|editor:|editor['’]s note|catatan redaksi|reporter:"
    r"|from left[:,]|left to right[:,]|pictured(?: above| below)?[:,]|file photo|dari kiri ke kanan|(?:page|halaman) \d+ (?:of|dari) \d+|halaman (?:selanjutnya|berikutnya)|next page"
    r"|\d{1,2}[:.]\d{2}\s?(?:am|pm|wib|wita|wit|gmt|et|bst)?\s*[-–—:]\s|updated? (?:at )?\d{1,2}[:.]\d{2}"
    r"|(?:correction|clarification|koreksi|ralat)\b[^.:“]{0,30}:|[a-z]{3,9} \d{1,2}, \d{4}: updated|updated? (?:on )?[a-z]{3,9} \d{1,2}\b"
    r"|copyright (?:\d|©|by)|©|all rights reserved|ikuti (?:kami|berita)|dapatkan )",
)
# The page speaks of itself to its reader: "click here", "follow us on", "this week's podcast is sponsored by".
PAGE_SPEAKS = Wordings(
    cued(
        "click clicking",
        r"\bclick(?:ing)? (?:here(?! and there)|on the (?:link|button|image))\b",
        re.IGNORECASE,
    ),
    cued(
        "us",
        r"\b(?:follow|like|email|e-mail|contact|join|support) us\b(?! (?:troops|forces|army|navy|officials|efforts|policy))",
        re.IGNORECASE,
    ),
    cued("subscribe sign", r"\b(?:subscribe|sign up)\b[^.]{0,30}\b(?:here|now|our|below)\b", re.IGNORECASE),
    cued(
        "our",
        r"\b(?:download|join) our\b|\bour (?:newsletters?|mailing list|whatsapp|telegram)\b",
        re.IGNORECASE,
    ),
    cued(
        "sponsored brought supported presented",
        r"\b(?:podcast|episode|newsletter|article|post|segment|video|section) (?:is|was) (?:sponsored|brought to you|supported|presented) by\b",
        re.IGNORECASE,
    ),
    cued(
        "article story post",
        r"\bthis (?:article|story|post) (?:was|is|has been|first|originally) (?:first |originally )?(?:published|appeared|updated|produced|translated|syndicated)\b",
        re.IGNORECASE,
    ),
    cued(
        "article articles post posts guide guides newsletter newsletters episode episodes review reviews page",
        r"\bin (?:this|our|upcoming|future) (?:articles?|posts?|guides?|newsletters?|episodes?|reviews?)\b"
        r"|\bthis (?:article|guide|post|review|newsletter|page) (?:isn['’]t|is for|is not for|will|provides|covers|explains|looks at|aims|walks|shows you|offers)\b"
        r"|\b(?:listed|shown|featured|described) (?:on|in) this (?:page|guide|article|post)\b",
        re.IGNORECASE,
    ),
    cued("comments", r"\b(?:in|to) the comments\b|\bquestions or comments\b", re.IGNORECASE),
    cued("we've", r"\bwe['’]ve (?:compiled|rounded up|put together|tested)\b", re.IGNORECASE),
    cued(
        "below readers",
        r"\b(?:indicated|suggested|listed|shown) below\b|\bbelow is a list\b|\breaders will (?:gain|find|learn)\b",
        re.IGNORECASE,
    ),
    cued(
        "klik ketuk ikuti gabung gabunglah tonton simak saksikan",
        r"\b(?:klik|ketuk) (?:di sini|tautan)\b|\bikuti (?:kami|berita|akun|saluran|kanal)\b"
        r"|\bgabung(?:lah)? (?:di|ke|dengan) (?:kanal|saluran|channel|grup)\b|\b(?:tonton|simak|saksikan) (?:juga|video)\b",
        re.IGNORECASE,
    ),
    cued(
        "artikel berita",
        r"\b(?:artikel|berita) ini (?:telah|sudah|pernah) (?:tayang|dimuat|diterbitkan|terbit)\b",
        re.IGNORECASE,
    ),
)
# The box about who wrote it: "Ada Voss is a senior reporter for …", "… writes the blog, where she reports".
AUTHOR_BOX = re.compile(
    r"[A-ZÀ-Ý][\w.'’-]+(?: [A-ZÀ-Ý][\w.'’-]+){1,3} (?:(?:is|adalah|merupakan) (?:an?|the|seorang) (?:[\w-]+ ){0,4}?(?:writer|reporter|journalist|editor|correspondent|columnist"
    r"|contributor|blogger|wartawan|jurnalis|penulis)\b(?! (?:who|yang) )|(?:writes|covers|reports) (?:the|on|about|for) [^.]{3,80}(?:, where (?:he|she|they)| for the | for [A-Z]))"
)
AUTHOR_VERBS = frozenset("is adalah merupakan writes covers reports".split())
# No sentence of a report: a piece of the one before ("Yaitu …", "Which is …"), an item of a list, the page about itself.
FRAGMENT = re.compile(
    r"(?:yaitu|yakni|adalah|ialah|terutama|termasuk|such as|including|especially|particularly|namely|which|not (?:after|because|if|when|until)|pro:|con:)\b"
    r"|\(?\d{1,2}[.)] [a-z]|[•‣▪●*–—-] ?\w|(?:here|below)(?: is| are|['’]s)\b|berikut (?:ini|adalah|merupakan|daftar|rincian|isi|penjelasan|jadwal|beberapa|profil)\b"
    r"|(?:demikian|itu)lah (?:tadi|pembahasan|penjelasan|informasi|ulasan|artikel|beberapa)|(?:pada|dalam|di|melalui) (?:artikel|ulasan|pembahasan|tulisan)(?: kali| berita)? ini\b"
    r"|in this (?:article|post|guide|newsletter|roundup)\b|(?:let['’]s|let us) |demikian (?:informasi|ulasan|artikel|penjelasan|pembahasan)",
)
# Arguments told in several words. "since" and "as" argue behind a comma; before a date they only tell the time.
ARGUMENT = Wordings(
    cued("think", r"(?<!\bi )(?<!\bwe )(?<!\byou )(?<!\bto )(?<!n't )\bthink\b", re.IGNORECASE),
    cued("due", r"\b(?<!is )(?<!are )(?<!be )due to\b", re.IGNORECASE),
    cued("result resulted", r"\b(?:(?:as a )?result of|resulted in)\b", re.IGNORECASE),
    cued("led leads", r"\b(?:led to|leads to)\b", re.IGNORECASE),
    cued("put", r"\bput (?:it|this|that|the [\w ]{1,30}) down to\b", re.IGNORECASE),
    cued("so", r"\bso that\b|, so\b", re.IGNORECASE),
    cued("rather more", r"\b(?:rather than|more than anything)\b", re.IGNORECASE),
    cued("reason account", r"\b(?:the reason|on account of)\b", re.IGNORECASE),
    cued("would", r"\bwould (?:have (?!to\b)\b|raise\b|mean\b|leave\b)", re.IGNORECASE),
    cued("way", r"\bthe other way round\b", re.IGNORECASE),
    cued("said", r"\bsaid to be\b", re.IGNORECASE),
    cued("because", r"\bnot because\b", re.IGNORECASE),
    cued("though", r"\beven though\b", re.IGNORECASE),
    cued("thanks", r"\bthanks to\b", re.IGNORECASE),
    cued("called", r"\bcalled (?:it|the|that|this)\b", re.IGNORECASE),
    cued(
        "harmless blame misleading unfair overdone",
        r"\b(?:was|is) (?:harmless|to blame|misleading|unfair|overdone)\b",
        re.IGNORECASE,
    ),
    cued("since leaving making", r", (?:since|leaving|making)\b", re.IGNORECASE),
    cued("which", r", which (?!is\b|was\b|are\b|were\b|has\b|had\b)\w+(?:s|ed)\b", re.IGNORECASE),
    cued(
        "bukan sebab berujung menurut belum tidak tanda tandanya sebagai",
        r"\b(?:bukan karena|oleh sebab|sebab utama|berujung|menurut (?:hitungan|penilaian|analisis)|belum tentu|tidak terbukti|belum terbukti"
        r"|tanda(?:nya)? bahwa|sebagai (?:tanda|penyebab|akibat))\b",
        re.IGNORECASE,
    ),
)
