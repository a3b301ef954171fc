"""Is a sentence told to the reader of the report, or to a machine that reads it, rather than reported?

"Write a poem", "Klik tautan ini", "in your reply, …": news reports do not give orders outside quotation
marks. Such a sentence is a caption, an advert or an injected instruction, and no claim in any case. The
rule looks at grammar alone: how a sentence opens, whom it addresses, and whether anybody says it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kilas.core.summary import phrases
from kilas.core.text import fold_all, words

_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|«[^»]*»|(?<!\w)['‘][^'’]{2,}['’](?!\w)")
# Verbs in the form that gives an order, which are nothing else at the head of an English sentence.
_ORDERS = frozenset(
    "add allow append apply arrange ask assume augment avoid bear begin behave break bring browse check choose click combine compare compose"
    " compute conclude consider construct continue convert copy correct craft create decode define delete describe design determine develop"
    " discuss disregard download elaborate embed emphasize encode encourage end enhance ensure enter enumerate erase evaluate examine"
    " execute expand explain explore express fill find finish follow forget forward generate get give highlight identify ignore"
    " illustrate imagine implement include incorporate inform insert install integrate intersperse introduce inject invite join jumble keep leave let"
    " list listen locate make memorize mention merge mimic misspell mix modify note obey omit outline overlook paraphrase pick"
    " pretend prepare prioritize print proceed produce promote pronounce propose provide put quote randomize read rearrange recite recommend refer"
    " register remember remind remove render repeat rephrase replace reply respond restate retrieve reveal reverse revise rewrite say scramble"
    " search see select send separate shuffle simplify skip solve specify spell start stop stress submit subscribe substitute suggest"
    " summarize switch swap take tease tell think transcribe transform translate try turn underline unplug update upload use utilize verify visit write".split()
)
# Orders that may as well be nouns or adjectives: an order only with an article after them, or a "your" in the sentence.
_EITHER = frozenset(
    "account address anagram answer award base benefit bend blend book build call cap cast caution change charge chart claim clear close code"
    " comment contact cost cover craft cut date delay demand direct draft draw drive drop edit exchange exercise express face fight file flag form format"
    " frame free grant group guess guide help hold hope host increase invest issue jump kick label lead lift link lock look map mark match"
    " mirror model move name offer open order pass pause pay plan play point post present press process program project protest pull push race"
    " raise rank rate record reduce release rent report request research reserve rest return review reward rise role run rush sample save"
    " schedule score script set shape share shift show sign sketch smell sort sound space spin split spread stage stand state study style supply support survey"
    " table talk target taste test text tie time title top touch tour trace track trade transfer trust type value view vote wait walk warn wash watch"
    " water weigh welcome win work wrap".split()
)
_ARTICLES = frozenset(
    "a an the this these that those your my me us it them him her every each all any some one two three out up down".split()
)
_OPENERS = frozenset(
    "please kindly now next then also and finally first instead simply just always never don't do not tolong mohon silakan silahkan harap mari ayo".split()
)
_FINITE = frozenset(
    "is are was were has have had will would can could may might must shall should said says does did do am be been became went came made took rose fell"
    " stood began told found gave kept left lost met won".split()
)
_YOUR = frozenset("you your yours you're you'll yourself anda kamu kalian engkau".split())
_TEXT_ID = "jawaban balasan ringkasan keluaran tanggapan instruksi respons"
_YOUR_TEXT = re.compile(
    r"\b(?:your|you)\b(?:\W+\w+){0,2}\W+(?:answers?|responses?|repl(?:y|ies)|outputs?|messages?|summar(?:y|ies)|instructions?|prompts?|texts?|users?)\b"
    rf"|\b(?:{_TEXT_ID.replace(' ', '|')})(?:mu| anda| kamu)\b",
    re.IGNORECASE,
)
_YOUR_CUES = ("you", "anda", "mu")  # without one of these the pattern need not be tried
# Indonesian orders: a bare verb with -kan, -lah or -i and no me-, di-, ber-, ter- before it.
_ORDERS_ID = frozenset(
    "abaikan ajak ambil anggap ayo baca balas bayangkan bandingkan berikan beri buat buatlah buka cantumkan cari catat ceritakan cetak dapatkan daftarkan"
    " dengarkan gabung gabungkan ganti gantilah gunakan hapus hindari hitung hubungi ikuti ingat jadikan jangan jawab jawablah jelaskan"
    " jumlahkan katakan kirim kirimkan klik kumpulkan kunjungi laksanakan lakukan lihat lupakan masukkan muat nikmati nonton pakai pastikan pelajari periksa perhatikan"
    " pilih pindahkan rangkum rangkumlah sampaikan sebutkan selesaikan sertakan simak simpan singkatkan susun tambahkan tampilkan"
    " tanyakan tekan temukan terapkan terjemahkan tolong tonton tuliskan tulis tulislah tunjukkan ubah ubahlah uraikan unduh urutkan".split()
)


def is_addressed(text: str, folded: Sequence[str] | None = None) -> bool:
    """Whether `text` orders or addresses somebody outside every quotation, in English or Indonesian.

    `folded` are its words, folded, for callers who have them. Both languages whatever the article's language: an instruction is planted in the language of its author.

    >>> is_addressed("Write a short story about a detective.")
    True
    >>> is_addressed("“Write to us,” the mayor said."), is_addressed("Use of the road fell.")
    (False, False)
    """
    bare = _QUOTED.sub(" ", text)
    tokens = fold_all(words(bare)) if folded is None or bare != text else list(folded)
    if any(cue in bare.lower() for cue in _YOUR_CUES) and _YOUR_TEXT.search(bare):
        return True
    if not phrases.SAYS.isdisjoint(tokens):
        return False  # somebody says it
    while tokens and tokens[0] in _OPENERS:
        del tokens[0]
    return len(tokens) > 1 and (tokens[0] in _ORDERS_ID or _orders(tokens))


def may_address(folded: Sequence[str]) -> bool:
    """Whether a sentence with these words is worth asking `is_addressed`: most are not, and it costs."""
    return not _HEADS.isdisjoint(folded[:4]) or not _YOUR.isdisjoint(folded)


def _orders(tokens: list[str]) -> bool:
    first, rest = tokens[0], tokens[1:]
    to_you = not _YOUR.isdisjoint(rest)
    is_told = not _FINITE.isdisjoint(rest) or any(
        w.endswith("ed") for w in rest[:3]
    )  # "State media reported"
    if first in _ORDERS:
        return to_you or rest[0] in _ARTICLES or not is_told
    return first in _EITHER and (to_you or (rest[0] in _ARTICLES and not is_told))


_HEADS = _ORDERS | _EITHER | _ORDERS_ID | _OPENERS
