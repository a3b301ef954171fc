"""Words and signs of languages that have no folder."""

from __future__ import annotations

from kilas.core.languages.shape import BylineWords, FurnitureWords, words

_MONTHS = {
    "januar": 1, "janvier": 1, "enero": 1, "janeiro": 1, "gennaio": 1, "stycznia": 1, "января": 1, "ocak": 1, "ene": 1,
    "februar": 2, "février": 2, "fevrier": 2, "febrero": 2, "fevereiro": 2, "febbraio": 2, "lutego": 2, "февраля": 2, "şubat": 2, "févr": 2, "fev": 2,
    "märz": 3, "maerz": 3, "mars": 3, "marzo": 3, "março": 3, "marca": 3, "марта": 3, "mart": 3, "maart": 3, "mrt": 3, "mär": 3,
    "avril": 4, "abril": 4, "aprile": 4, "kwietnia": 4, "апреля": 4, "nisan": 4, "avr": 4, "abr": 4,
    "mai": 5, "mayo": 5, "maio": 5, "maggio": 5, "maja": 5, "мая": 5, "mayıs": 5, "maj": 5, "mag": 5,
    "juin": 6, "junio": 6, "junho": 6, "giugno": 6, "czerwca": 6, "июня": 6, "haziran": 6, "giu": 6,
    "juillet": 7, "julio": 7, "julho": 7, "luglio": 7, "lipca": 7, "июля": 7, "temmuz": 7, "juil": 7, "lug": 7,
    "août": 8, "aout": 8, "agosto": 8, "sierpnia": 8, "августа": 8, "ağustos": 8, "augustus": 8, "ago": 8,
    "septembre": 9, "septiembre": 9, "setembro": 9, "settembre": 9, "września": 9, "сентября": 9, "eylül": 9, "set": 9,
    "octobre": 10, "octubre": 10, "outubro": 10, "ottobre": 10, "października": 10, "октября": 10, "ekim": 10, "out": 10, "ott": 10,
    "novembre": 11, "noviembre": 11, "novembro": 11, "listopada": 11, "ноября": 11, "kasım": 11,
    "dez": 12, "dezember": 12, "décembre": 12, "decembre": 12, "diciembre": 12, "dezembro": 12, "dicembre": 12, "grudnia": 12, "декабря": 12, "aralık": 12, "déc": 12, "dic": 12,
}  # fmt: skip

# Codes of the languages with "1.000,5"; in all others that have no folder it is "1,000.5".
DECIMAL_COMMA = words(
    "de fr es it pt nl vi tr ru uk pl sv da nb no fi cs sk hu ro bg hr sr sl el lt lv et jv su"
)

# The commonest words, of letters a to z: a sentence with several of them is in that language.
FUNCTION_WORDS = (
    words("der die das und ist nicht ein eine einen mit von zu den dem des auf im sich auch wird nach bei aus wurde werden"),
    words("le la les des et est une dans pour que qui sur pas par au aux avec ce cette ont sont du il elle"),
    words("el la los las del que en una por con para se su al es como pero fue ha"),
    words("il lo gli della di che per non una con del nel sono dei alla anche ha dal"),
    words("os do da dos das em um uma para com que por foi mais ao na se"),
    words("de het een van en dat niet op te zijn met voor aan ook werd bij naar"),
    words("och att det som en av till inte har den med ett var"),
    words("nie na jest do od przez oraz tym ale po jak"),
    words("bir ve bu da de ile olarak daha olan"),
)  # fmt: skip

FURNITURE = FurnitureWords(
    promo=(
        r"^(?:les også|læs også|läs (?:också|även|mer)|lue myös|lesen sie auch|lesen sie mehr|mehr zum thema|auch interessant|lire aussi|à lire (?:aussi|également)|leia (?:também|mais)|lea también|leer más|le puede interesar|te puede interesar|lees ook|leggi anche|czytaj (?:także|też|więcej|również)|zobacz też|читайте также|devamını oku|также по теме|см\. также)",
        r"^(?:anzeige|werbung|publicité|publicidad|publicidade|annonse|annonce|reklama|pubblicità)\W*$",
        r"^(?:teilen|partager|compartir|compartilhar)\W*(?:\d+\W*)?$",
        r"^(?:本文|原创)?版权",
    ),
    promo_within=(r"版权所有",),
    promo_cues=(r"版权所有",),
    credits=(
        r"^\(?(?:bild|bilder|фото|fotó|zdjęcie|fotograf|图|图片|照片)s?(?: credits?| by| oleh| courtesy| source| copyright)?\s*[:/：|©]\s*.{0,160}$",
    ),
    tail_forms=(r"il vous reste .{0,60} à lire\b.{0,120}", r"la suite est réservée\b.{0,80}"),
    tails=(
        r"^(?:schlagwörter|etiquetas|теги)\b\s*:?.{0,200}$",
        r"^(?:quelle|fonte|fuente|作者|编辑|责任编辑|责编|来源|责任编辑)\s*[:：(].{0,120}$",
        r"^\[?(?:打印|关闭|发表评论|返回|推荐|收藏)",
        r"^(?:il vous reste|la suite est réservée)\b",
    ),
    aside_heads=(
        r"(?:kommentare|mehr zum thema|weiterführende links|das könnte sie auch interessieren|quellen|sur le même sujet|à lire aussi|commentaires|comentarios|relacionad[oa]s|comentários|leia também|komentarze|zobacz także|читайте также)",
        r"(?:相关(?:阅读|报道|新闻|文章|链接|推荐)|推荐阅读|延伸阅读|参考文献)",
    ),
    before_time="um|à|a las|às|alle",
    date_labels=(
        "veröffentlicht(?: am)?|erstellt(?: am)?|gepostet|publié(?:e)?(?: le)?|mis en ligne(?: le)?|publicado(?: el| em)?|pubblicato(?: il)?"
        "|gepubliceerd(?: op)?|publicerad|publisert|发表于|发布日期|发布时间|发布于|時間|时间|datum|fecha|公開日|掲載日|등록|입력"
    ),
    end_heads=(r"(?:免责|版权|反侵权)?(?:声明|公告)|.{0,10}版权与免责声明",),
    month_stems=r"dez|mär|maj|avr|mai|juin|juil|août|déc|ene|abr|ago|dic|fev|set|out|gen|giu|lug|ott",
    beside_date=r"publicado|em|às|el|stand|uhr|publié|le|à|mis|jour|ago",
    paywalls=(
        r"la suite est réservée",
        r"réservée? aux abonnés",
        r"weiterlesen mit",
        r"nur für abonnenten",
        r"solo para suscriptores",
        r"conteúdo exclusivo para assinantes",
        r"有料会員",
    ),
    paywall_cues=(
        "réserv",
        "weiterlesen",
        "abonnenten",
        "suscriptores",
        "assinantes",
        "有料会員",
    ),
    beside_date_unspaced=r"来源|发布|时间|更新|点击|评论|浏览|作者|编辑|字号",
    months=_MONTHS,
    day_endings="er|º",
    month_links="de",
)

BYLINES = BylineWords(
    body_openers="von|par|por",
    credit_openers_of_two="[Vv]on|[Pp]ar|[Pp]or",
    credit_labels="Autor|Autorin|Auteur",
    credit_lines=(
        (
            r"^(?:.{0,40}[\s（(【|])?(?:作\s*者|记\s*者|撰\s*文|执\s*笔|通讯员|编\s*辑|文)\s*(?:[:：/]|(?<=[者员])\s)\s*"
            r"([\u4e00-\u9fff·]{2,4}(?:[\s、，]+[\u4e00-\u9fff·]{2,4}){0,3})(?![\u4e00-\u9fff])"
        ),
    ),
    prefixes="von|par|por|di|av|af|door|autor|de|tekst|texte|verfasst von|작성자|作者|记者|責任編輯|来源",
    prefixes_before_colon="autor|作者|记者",
    ends=r"\bstand:",
    particles="de|da|von|van|al|el|la|di|der|den|dos|das|do|du|del|della|le|ter|ten|zu|ibn",
    joins="und|et|y|og|och|en|e",
    family_joins="y|e|et|en",
    credit_joins="und|et|y",
    nobody="redaction|redaktion",
)
