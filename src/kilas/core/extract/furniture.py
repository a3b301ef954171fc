"""Which blocks of an extracted body are no part of the report: furniture at its top, its end and in between.

Rules speak about how a line is printed (short, no full stop, nothing but a link) and about words that
every newsroom uses ("Baca juga", "Read more", "Advertisement"), never about one site. The dateline stays:
it is part of the text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kilas.core.extract.body import Block

_WORD = re.compile(r"\w+")
_STOP = re.compile(r"[.!?…。！？؟।][\"'”’»)\]】」』]*$")
_HAN = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
_I = re.IGNORECASE


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{p})" for p in patterns), _I)


class _Lines(NamedTuple):
    """Lines of one kind. Those told by how they open are not looked for at every letter."""

    opening: re.Pattern[str]
    others: re.Pattern[str] = re.compile("(?!)")
    cues: tuple[str, ...] = ()  # one of these, in lower case, is in every line of the others

    def has(self, text: str) -> bool:
        if self.opening.match(text):
            return True
        return any(map(text.lower().__contains__, self.cues)) and self.others.search(text) is not None


_MONTH = r"(?:jan|feb|mar|apr|may|mei|jun|jul|aug|agu|sep|oct|okt|nov|dec|des|dez|mär|maj|avr|mai|juin|juil|août|déc|ene|abr|ago|dic|fev|set|out|gen|giu|lug|ott)\w*"
_DATE = rf"(?:\d{{1,2}}[./ -]+(?:{_MONTH}|\d{{1,2}})[., /-]+(?:\d{{4}}|\d{{2}}\b)|{_MONTH}\.? +\d{{1,2}}(?:st|nd|rd|th)?,? +\d{{4}}|\d{{4}}[-/.年]\s?\d{{1,2}}[-/.月]\s?\d{{1,2}}日?)"
_STAMP = re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d\S*$")
_HAS_DATE = re.compile(_DATE, _I)
_TIME = re.compile(r"\b\d{1,2}[:.]\d{2}(?::\d{2})?\b")
# Words that stand beside a date on its line; what is left without them must be next to nothing.
_DATE_WORDS = _any(
    _DATE, r"\b\d{1,2}[:.]\d{2}(?::\d{2})?(?:\s*[ap]\.?m\.?)?\b", rf"\b{_MONTH}\b\.?", r"\b\d{1,4}\b",
    r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b", r"\b(?:senin|selasa|rabu|kamis|jum'?at|sabtu|minggu)\b",
    r"\b(?:published|updated|posted|last|modified|at|on|by|am|pm|[a-z]{2,3}t|gmt|utc|wib|wita|wit|terbit|diperbarui|diterbitkan|pukul|publicado|em|às|el|stand|uhr|publié|le|à|mis|jour|min(?:utes?)?|read|hours?|days?|ago|yang|lalu|menit|jam|report|news)\b",
    r"来源|发布|时间|更新|点击|评论|浏览|作者|编辑|字号", r"[^\w]+",
)  # fmt: skip

# Lines that are promotion or apparatus wherever they stand, if they are short enough to be no paragraph.
_PROMO = _Lines(
    _any(
        r"^(?:baca|lihat|simak|tonton)\s+(?:juga|selengkapnya|artikel|pula|lainnya|berita|lebih lanjut)\b",
        r"^(?:\[?\(?)(?:read|see|watch|listen)\s*(?:more|also|next|now|full|below|:)(?:\b|:)",
        r"^(?:also|more)\s*(?:read|on|from|:|see)\b.{0,120}$",
        r"^related(?:\s+(?:stories|articles?|news|posts?|content|coverage|reading|links?|topics?|video))?\s*(?::|$)",
        r"^(?:berita|artikel|topik)\s+(?:terkait|lainnya|populer|terpopuler|pilihan)",
        r"^(?:les også|læs også|läs (?:också|även|mer)|lue myös|lesen sie auch|lesen sie mehr|mehr zum thema|auch interessant|lire aussi|à lire (?:aussi|également)|leia (?:também|mais)|lea también|leer más|le puede interesar|te puede interesar|lees ook|leggi anche|czytaj (?:także|też|więcej|również)|zobacz też|читайте также|read more|devamını oku|также по теме|см\. также)",
        r"^(?:advertisement|advertorial|iklan|advertise|anzeige|werbung|publicité|publicidad|publicidade|annonse|annonce|reklama|pubblicità|sponsored(?: content)?|ad|ads|adv|story continues below(?: advertisement)?|article continues (?:below|after) .{0,40}|continue reading(?: below)?|scroll (?:to continue|untuk melanjutkan).{0,60}|lanjutkan membaca|supported by|promoted)\W*$",
        r"^(?:share|shares|bagikan|tweet|print|email|cetak|copy link|salin tautan|save|komentar|comments?|reply|follow us|ikuti kami|like this:?|teilen|partager|compartir|compartilhar|share this\b.{0,60}|share (?:on|via|with)\b.{0,60}|bagikan (?:ke|artikel|berita)\b.{0,60})\W*(?:\d+\W*)?$",
        r"^(?:sign up|subscribe|join (?:our|us|the|now)|register|get (?:the|our|all|more|breaking|unlimited)|download (?:our|the)|follow (?:us|our|@|\w+(?: \w+){0,3} on)|berlangganan|ikuti|dapatkan (?:berita|informasi|update)|unduh|gabung|cek berita|pilih(?:an)? redaksi)\b(?=.{0,240}(?:newsletter|inbox|e-?mail|whatsapp|telegram|facebook|twitter|instagram|google news|channel|kanal|saluran|aplikasi|app\b|apps\b|subscri|subs\b|alerts?|updates?|free|youtube|podcast|here))",
        r"^click here\b",
        r"^klik di sini\b",
        r"^(?:this|an? (?:earlier|version)) .{0,40}(?:originally|first) (?:appeared|published)\b.{0,160}$",
        r"^(?:open|view|watch|buka) (?:image|photo|gallery|video|foto|galeri|in app|on \w+)\b.{0,60}$",
        r"^waiting for your permission\b",
        r"^(?:image|photo|picture|video) \d+ of \d+$",
        r"^(?:\d+\s*(?:min(?:ute)?s?|menit)\s*(?:read|baca)?)$",
        r"^(?:table of contents|daftar isi|contents|in this article|quick links)$",
        r"^(?:all products? (?:featured|we feature)|products? featured on|we may (?:earn|receive)|when you (?:buy|click|purchase)|every item on this page|if you (?:buy|purchase|click)|this (?:post|article) (?:may )?contains? affiliate|.{0,80}\bmay earn (?:a|an)? ?(?:affiliate )?commission)\b",
        r"^copyright\b|^©|^hak cipta\b|^(?:本文|原创)?版权",
        r"^(?:have|got) a (?:news )?(?:tip|story)\b",
        r"^our standards?:",
        r"^https?://\S+$",
        r"^(?:view|see) (?:this|more) (?:post|photos?|on)\b.{0,40}",
        r"^(?:a )?post shared by\b",
        r"^(?:please )?(?:enable|turn on) (?:java ?script|cookies)\b",
        r"^(?:loading|please wait|memuat)\b.{0,20}$",
    ),
    _any(r"\bclick(?:ing)? here\W*$", r"\ball rights reserved\b|版权所有", r"pic\.twitter\.com/\w+$"),
    ("here", "all rights reserved", "版权所有", "pic.twitter.com/"),
)
_CREDIT = _Lines(
    _any(
        r"^\(?(?:photo(?:graph)?|image|picture|pic|foto(?:grafi)?|gambar|ilustrasi|illustration|video|credits?|bild|bilder|фото|fotó|zdjęcie|fotograf|图|图片|照片)s?(?: credits?| by| oleh| courtesy| source| copyright)?\s*[:/：|©]\s*.{0,160}$",
        r"^.{0,200}(?:getty images|shutterstock|istock|afp photo|reuters/|ap photo|epa-efe|antara foto|dok\. ?\w+|\(dok\.? ?\w*\)|via (?:getty|ap|reuters|afp)|picture alliance|imago)\W*.{0,40}$",
        r"^\((?:photo|foto|image|pic|ist|antara|dok|sumber)\b.{0,120}\)$",
        r"^(?:sumber|source|kredit|credit) (?:foto|gambar|image|photo)\b.{0,80}",
        r"^.{0,160}\((?:foto|photo|gambar|ilustrasi|image)\s*[:/].{0,80}\)\W*$",
        r"^(?:submitted|file|courtesy|handout|stock) (?:photo|image)\W*$",
        r"^(?:caption|keterangan)\b.{0,8}:",
    )
)
# Lines that end a report: what they say stands under it, not in it.
_TAIL = _Lines(
    _any(
        r"^(?:reporting|writing|editing|additional reporting|compiled|story|text|words|photos?|photography|video|graphics?|translated|edited|produced|reported|written|by)\s+(?:and \w+ )?(?:by|from)\b.{0,200}$",
        r"^(?:associated press|ap|reuters|afp) (?:writers?|journalists?|staff|reporters?)\b",
        r"^(?:contact|email|e-mail|reach|follow|call|write to|contact reporter|hubungi) .{0,140}(?:@|\bat\b|\bon (?:twitter|facebook|x|instagram|threads|bluesky)\b|\d{3})",
        r"^.{0,140}(?:may be reached|can be reached|is a (?:\w+[ -]){0,4}(?:writer|reporter|journalist|editor|correspondent|columnist|contributor|producer|professor|author|freelance|fellow|analyst|lecturer|researcher)|covers? .{3,80} for (?:the|\w+)|writes? (?:about|on|for) |adalah (?:wartawan|jurnalis|penulis|editor|kontributor|dosen|peneliti))\b.{0,600}$",
        r"^(?:tags?|topics?|topik|kata kunci|keywords?|kategori|categor(?:y|ies)|filed under|labels?|schlagwörter|etiquetas|теги)\b\s*:?.{0,200}$",
        r"^(?:editor|penulis|reporter|pewarta|sumber|source|penyunting|redaktur|uploader|fotografer|quelle|fonte|fuente|via|作者|编辑|责任编辑|责编|来源|责任编辑)\s*[:：(].{0,120}$",
        r"^(?:\(|\[).{0,40}(?:/|\*|-).{0,20}(?:\)|\])$",
        r"^(?:more information|journal information|provided by|first published|originally published|this (?:article|story|post|column) (?:was|is|appeared|first|originally)|artikel ini (?:telah|sudah|pernah|diterbitkan|tayang))\b.{0,300}$",
        r"^(?:what do you think|let us know|leave a comment|tell us|join the conversation|comments? (?:are|on this)|(?:do )?you have .{0,30}(?:tip|story))\b.{0,240}$",
        r"^(?:like|love|enjoy(?:ed)?) (?:this|what you)\b.{0,120}$",
        r"^(?:_+|—+|-+|\*+|#+|\W{2,12}|end|ends|-30-|\(?end\)?|bersambung|selesai)$",
        r"^(?:the )?(?:views|opinions) expressed\b",
        r"^(?:disclaimer|editor['’]?s? note|note|catatan redaksi|correction|clarification|disclosure)\b\s*:.{0,400}$",
        r"^(?:follow|listen|download|subscribe|itunes|spotify|stitcher|web)\b\s*:?\s*(?:.{0,12}:?\s*)?https?://",
        r"^(?:explore|discover|find|see|read|view|get) (?:more|the|all|our|stories|author)\b.{0,120}$",
        r"^trackback\b",
        r"^(?:pasang iklan|lowongan|kontak|redaksi|pedoman media)\b",
        r"^\[?(?:打印|关闭|发表评论|返回|推荐|收藏)",
        r"^(?:be the first|stay (?:informed|up)|don['’]?t miss|never miss|want (?:more|to)|for more|to read|read this|more to read|looking for|interested in|support|donate|become a)\b.{0,200}(?:newsletter|news|subscri|support|inbox|here|member|article|\?|!|:|page|website)",
        r"^(?:il vous reste|la suite est réservée|this content is|to continue reading|already a subscriber|log ?in|create (?:a |an )?(?:free )?account|you must)\b",
    ),
    _any(r"【.{2,12}】", r"\S+@\S+\.\w{2,}\s*$"),
    ("【", "@"),
)
# Headings after which nothing of the report follows.
_TAIL_HEAD = _Lines(
    _any(
    r"^(?:related|recommended|most (?:read|popular|viewed|shared)|popular|trending|latest|up next|top (?:stories|news)|further reading|recent|more)(?: (?:now|news|today|stories|story|articles?|posts?|reads?|reading|content|coverage|links|topics|videos?|for you|this week|to read))*$",
    r"^(?:read (?:next|more|also)|see also|also read|what to read next|keep reading|don['’]?t miss|editor['’]?s (?:picks?|choice)|you (?:may|might) (?:also )?(?:like|be interested.*)|from our partners|around the web|(?:explore|discover) more(?: .{0,30})?|more (?:from|on|in|about) .{1,50})$",
    r"^(?:berita|artikel|baca|topik|video|konten|rekomendasi|terpopuler|terkait|terkini|pilihan|lainnya|komentar)(?: (?:terkait|lainnya|terpopuler|populer|terkini|terbaru|pilihan|juga|untuk anda|sejenis|berita|artikel|redaksi|editor))*$",
    r"^(?:comments?|leave a (?:reply|comment)|join the (?:discussion|conversation)|\d+ comments?|share this(?: \w+)?|about (?:the |this )?(?:authors?|writer)|author bio|references|sources?|our sources|footnotes|bibliography|newsletters?|tags?|kommentare|mehr zum thema|weiterführende links|das könnte sie auch interessieren|quellen|sur le même sujet|à lire aussi|commentaires|comentarios|relacionad[oa]s|comentários|leia também|komentarze|zobacz także|читайте также)$",
    r"^(?:相关(?:阅读|报道|新闻|文章|链接|推荐)|推荐阅读|延伸阅读|参考文献|(?:免责|版权|反侵权)?(?:声明|公告)|.{0,10}版权与免责声明)$",
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What the rules may know about the page beside its blocks."""

    title: str = ""
    others: tuple[str, ...] = ()  # other forms of the headline
    byline: str = ""
    links: Mapping[str, float]  # text of a block -> share of it that is linked; none where it has no links

    def link_share(self, text: str) -> float:
        return self.links.get(text, 0.0)


def report_of(blocks: Sequence[Block], about: Context) -> list[Block]:
    """The blocks that are the report, in order."""
    kept = _without_repeats(blocks)
    kept = _from_top(kept, about)
    kept = _without_asides(kept, about)
    kept = [b for b in kept if not _is_noise(b, about)]
    return _to_end(kept, about)


def folded(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold()))


def _without_repeats(blocks: Sequence[Block]) -> list[Block]:
    """A paragraph printed twice is one paragraph; short lines may recur."""
    seen: set[str] = set()
    out = []
    for block in blocks:
        if len(block.text) > 240 and block.text in seen:
            continue
        seen.add(block.text)
        out.append(block)
    return out


def _from_top(blocks: list[Block], about: Context) -> list[Block]:
    """Without the headline's echo, date, byline and apparatus above the first paragraph."""
    first = next(
        (i for i, b in enumerate(blocks[:25]) if _is_paragraph(b.text) and not _is_top(b, about)),
        min(12, len(blocks)),
    )
    return [
        b
        for i, b in enumerate(blocks)
        if i > first or not (_is_top(b, about) or (i < first and _is_label(b)))
    ]


def _is_label(block: Block) -> bool:
    """Whether a line is a section's name, such as "Transportasi": up to three words and no sentence."""
    text = block.text
    return (
        block.kind == "p"
        and _size(text) <= 30
        and len(text.split()) <= 3
        and not _STOP.search(text.rstrip(":"))
    )


def _is_top(block: Block, about: Context) -> bool:
    text = block.text
    if _is_echo(text, about) or _is_date_line(text) or _is_byline(text, about):
        return True
    if len(text) < 400 and (_PROMO.has(text) or (_CREDIT.has(text) and not _STOP.search(text))):
        return True
    return block.kind == "row" and not _is_paragraph(text)


def _is_echo(text: str, about: Context) -> bool:
    if len(text) > 300:
        return False
    words = set(_WORD.findall(text.casefold()))
    for title in (about.title, *about.others):
        told = set(_WORD.findall(title.casefold()))
        if words and told and 2 * len(words & told) / (len(words) + len(told)) >= 0.8:
            return True
    return False


def _is_date_line(text: str) -> bool:
    if len(text) > 160 or not (_HAS_DATE.search(text) or _TIME.search(text)):
        return False
    return len(_DATE_WORDS.sub("", text)) <= max(4, len(text) // 4)


def _is_byline(text: str, about: Context) -> bool:
    if len(text) > 160 or _STOP.search(text):
        return False
    if (
        re.match(
            r"^(?:by|oleh|von|par|por|penulis|reporter|published by|posted by|written by|story by)\b\s*:?\s+\S",
            text,
            _I,
        )
        and len(text) < 120
    ):
        return True
    names = folded(about.byline)
    return bool(names) and len(text) < len(about.byline) + 60 and names in folded(text)


def _without_asides(blocks: list[Block], about: Context) -> list[Block]:
    """Without the sections that point elsewhere: "Related", "Berita terkait", "Sources", and the lines under them.

    Where such a section stands in the last third, nothing of the report follows it.
    """
    total = sum(len(b.text) for b in blocks)
    out: list[Block] = []
    seen = at = 0
    while at < len(blocks):
        block = blocks[at]
        if seen > 200 and _opens_aside(block):
            after = at + 1
            while after < len(blocks) and _is_pointer(blocks[after], about):
                after += 1
            rest = sum(len(b.text) for b in blocks[after:])
            if rest < total * 0.3 and seen > total * 0.5:
                return out
            at = after
            seen += len(block.text)
            continue
        out.append(block)
        seen += len(block.text)
        at += 1
    return out


def _opens_aside(block: Block) -> bool:
    text = block.text.rstrip(" :：")
    return (
        len(text) < 80
        and block.kind in ("head", "p", "row")
        and not _STOP.search(text)
        and _TAIL_HEAD.has(text)
    )


def _is_pointer(block: Block, about: Context) -> bool:
    share = about.link_share(block.text)
    return (
        share > 0.3
        or (len(block.text) < 100 and not _STOP.search(block.text))
        or not any(c.isalnum() for c in block.text)
    )


def _is_noise(block: Block, about: Context) -> bool:
    text = block.text
    if not any(c.isalnum() for c in text):
        return True
    if _STAMP.match(text) or (len(text) > 12 and text == about.title):
        return True
    share = about.link_share(text)
    if _is_link_line(block, share):
        return True
    if len(text) < 300 and _PROMO.has(text) and not (_is_paragraph(text) and share < 0.3 and len(text) > 160):
        return True
    return len(text) < 260 and _CREDIT.has(text) and not (_STOP.search(text) and len(text) > 120)


def _is_link_line(block: Block, share: float) -> bool:
    """A paragraph or row that is nothing but a link is a pointer to another page."""
    if share >= 0.95:
        return block.kind in ("p", "row", "quote") and not (
            _STOP.search(block.text) and len(block.text) > 120
        )
    if share >= 0.6:
        lead = block.text.split(":", 1)[0]
        return block.kind in ("p", "row") and (not _STOP.search(block.text) or len(lead) < 25)
    return False


def _to_end(blocks: list[Block], about: Context) -> list[Block]:
    """Without credits, contacts, notes and headings below the last paragraph."""
    end = len(blocks)
    total = sum(len(b.text) for b in blocks)
    dropped = headings = 0
    while end > 1:
        block = blocks[end - 1]
        headings += block.kind == "head"
        if headings > 3 or not _is_end(block, about) or dropped + len(block.text) > total * 0.4:
            break
        dropped += len(block.text)
        end -= 1
    return blocks[:end]


def _is_end(block: Block, about: Context) -> bool:
    text = block.text
    if block.kind == "head":
        return True
    if block.kind == "row" and not _is_paragraph(text):
        return True
    if (
        _is_date_line(text)
        or (_is_byline(text, about) and len(text) < 120)
        or (len(text) < 900 and _TAIL.has(text))
    ):
        return True
    return len(text) < 400 and _PROMO.has(text)


def _is_paragraph(text: str) -> bool:
    """Whether a line is long enough to be running text."""
    return len(text) > 80 or (len(text) > (40 if text.isascii() else 30) and bool(_STOP.search(text)))


def _size(text: str) -> int:
    """Length in Latin letters: a Han one says as much as three."""
    return len(text) + 2 * len(_HAN.findall(text))
