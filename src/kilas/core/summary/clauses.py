"""Is a prefix of a sentence a clause: has it a verb of its own, and does it end where one may end?

By tables and word shapes, Indonesian and English; in other languages every prefix passes. "Aksi pencurian di
kawasan itu" and "A man who pulled six walkers" are none: the verb that tells what happened is still to come.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from kilas.core.languages import EVERY
from kilas.core.remembered import Remembered
from kilas.core.summary import phrases
from kilas.core.text import fold, fold_all, words

# A clause does not end on these: what they govern is cut off.
_OPEN = {
    "en": frozenset(
        "a an the and or but nor of in on at to for from with by as than that which who whom whose where when while if is are was were be been"
        " being has have had will would can could may might must shall should not no more most its his her their our my this these those into"
        " far about between against during before after because so such very only also both either each every some any said says saying"
        " including became become remains called named like per".split()
    ),
    "id": frozenset(
        "dan atau di ke dari pada untuk dengan oleh dalam bahwa hingga sampai yang karena agar tentang terkait terhadap soal mengenai bagi kepada"
        " sebagai yaitu yakni adalah ialah merupakan menjadi mencapai berada berjumlah sebesar senilai sebanyak sekitar para sebuah seorang antara"
        " seperti serta tidak tak bukan akan telah sudah sedang tengah masih bisa dapat harus juga baru berapa setiap tiap jenis kata ujar jika bila"
        " saat ketika setelah sebelum guna demi atas akibat secara lebih sangat paling hanya kini jumlah mengatakan menyebut menjelaskan menilai".split()
    ),
}
_RELATIVE = {"en": frozenset("who which whose whom where that".split()), "id": frozenset(["yang"])}
_AND = frozenset("and or but dan atau serta lalu".split())
_COPULA = frozenset(
    "is are was were be been isn't wasn't adalah ialah merupakan ada terdapat bukan menjadi".split()
)
# Verbs that want a clause behind them: "the ministry said on Friday" tells nothing yet.
_REPORTS = frozenset(
    "said says say added argued argues insisted insists stated believes claimed claims reported acknowledged estimated estimates"
    " mengatakan menyatakan menjelaskan menyebut menyebutkan menuturkan mengungkapkan mengungkap menambahkan menegaskan menilai mengaku mengakui"
    " memastikan menduga memperkirakan berpendapat".split()
)
_AUXILIARIES = frozenset(
    "is are was were has have had will would can could may might must shall should does do did isn't aren't wasn't weren't hasn't haven't hadn't"
    " won't wouldn't can't couldn't doesn't don't didn't it's he's she's they're we're i'm that's there's what's who's you're been being"
    " akan telah sudah sedang tengah masih belum tidak tak bukan bakal sempat dapat bisa harus hendak ingin siap wajib perlu mulai boleh terancam"
    " tetap ikut turut gagal kembali resmi kurang lebih makin kian".split()
)
_PRESENT = frozenset(
    "say expect plan want hope aim need make take face remain run cover show include bring cost stand work live lead hold start begin open allow"
    " require mean supply describe receive believe insist warn tell get go keep become seem look offer provide give come call help use rely sell"
    " depend suggest argue claim rise fall stay know think see feel find ask try seek pay own carry charge rank belong mark call play sit lie"
    " wear eat win fear sleep spill finish keep cast rush hang lose grow cut meet affect suffer estimate measure oversee represent sound agree refuse earn".split()
)
_SAME_IN_PAST = frozenset("put set cut hit let shut spread read beat bid bet burst cast hurt split".split())
# What stands before a noun: "the plans", "of costs" are no verbs.
_BEFORE_NOUN = frozenset(
    "a an the of in on at to for from with by and or its his her their our my your this that these those no any some more most two three four".split()
)
_STOPS_LOOKING = frozenset(
    "who which whose whom where that as while because since after before when if although though unless until according but"
    " yang karena setelah sebelum ketika saat meski meskipun walaupun sehingga agar supaya jika bila apabila tetapi namun bahwa".split()
)
_INSIDE = frozenset("karena lantaran saat ketika because while".split())
_NOT_PAST = frozenset(
    "need exceed proceed succeed indeed speed hundred kindred seed feed breed naked wicked sacred".split()
)
_VERBS_ID = frozenset(
    "akan telah sudah sedang tengah masih belum tidak tak bukan bakal sempat dapat bisa harus hendak ingin adalah ialah kata ujar ada tutur jelas"
    " naik turun jadi tiba datang masuk keluar hadir tewas roboh jebol mundur menang kalah kembali resmi ikut turut siap wajib perlu mulai tampil"
    " pergi pulang jatuh lahir bangun tinggal hilang tumbuh mati hidup kena kabur bubar buka tutup gagal lolos lulus putus luka minta tetap boleh"
    " terancam bebas pilih beri bawa ambil kurang terlalu lebih makin kian bertambah optimistis optimis yakin sepakat setuju khawatir puas".split()
)
# Nouns and particles with the shape of an Indonesian verb, and participles that only describe the noun before them.
_NO_VERB_ID = frozenset(
    "menteri meter media merah mesin mereka merek berkas berapa beras beberapa terminal teras ternak terdakwa tersangka terkait termasuk berbagai"
    " bersama berita dinas direktur distrik digital diskon dinding disiplin divisi diplomat direksi dirjen dimensi dialog diesel difabel dinasti"
    " dinamika direktorat disertasi diabetes diagnosis dispensasi distribusi distributor divestasi berat berlian berang benteng menara menit mental mentah"
    " mengapa menurut menjelang mendatang menengah metode metro metropolitan medan medis medali memori member meskipun merdeka mekanisme mebel meja"
    " tertentu terakhir terbaru terbesar terbaik tertinggi terendah terlebih terutama terhadap tersebut tersendiri terpadu terdekat terpencil terkini terpopuler"
    " terkenal terdampak terlarang berikut berikutnya berupa bernama berinisial berjudul bertajuk bertema bertuliskan berusia bernomor beracun "
    " bersejarah berkala bersangkutan bertahap bersubsidi berbahaya berkelanjutan berpelat berkualitas berbasis berlogo berkapasitas berkekuatan"
    " dibanding dibandingkan ditambah terasi teknologi terapi teritorial teroris teori termal terbuka bermerek bergizi bermotor berlisensi beralamat"
    " bersertifikat".split()
)
_SHAPE_ID = re.compile(r"(?:me[mnlrwy]?|men[cdjgy]?|mem[bpf]?|ber|di|ter)[a-z]{4,}")
_DAYS = frozenset(
    "senin selasa rabu kamis jumat sabtu minggu ahad monday tuesday wednesday thursday friday saturday sunday".split()
)
_QUOTE = re.compile("[“\"‘']")
_QUOTE_END = re.compile(r"[”\"’'](?!\w)")
_SUBORDINATE = frozenset(
    "while although though when whenever if because unless since whereas ketika saat jika bila apabila meski meskipun walaupun sementara karena".split()
)


def is_clause(text: str, end: int, language: str) -> bool:
    """Whether `text[:end]` tells something by itself.

    >>> sentence = "Massa yang menutup jalan sejak pagi akhirnya membubarkan diri."
    >>> is_clause(sentence, sentence.index(" sejak"), "id"), is_clause(sentence, len(sentence) - 1, "id")
    (False, True)
    """
    if language not in _OPEN:
        return True
    lead = text[:end]
    tokens = words(lead)
    if len(tokens) < 2:
        return False
    folded = fold_all(tokens)
    if _QUOTE.match(lead):
        return bool(_QUOTE_END.search(lead, 1)) and folded[-1] not in _OPEN[language] - EVERY.reporting.says
    if folded[-1] in _OPEN[language] or _is_stub(lead):
        return False
    following = text[end:].lstrip(" ").split(" ", 1)[0].lower()
    is_verb = _verbs(tokens, folded, language)
    if not any(is_verb) and not _is_verb_due(text[end:], language):
        return True
    return _tells(folded, is_verb, language) and not _wants_more(folded, is_verb, following, language)


def _is_stub(lead: str) -> bool:
    """Whether a lone word stands behind the last comma: the rest of a list or an apposition is cut off."""
    tail = lead.rsplit(", ", 1)
    return (
        len(tail) == 2
        and len(last := words(tail[1])) == 1
        and fold(last[0]) not in _DAYS
        and not last[0].isdigit()
    )


def _is_verb_due(rest: str, language: str) -> bool:
    """Whether the main verb is still to come: the next one stands before any subordinate clause.

    Where it does not, the main verb is one that the tables lack, and the prefix may be a clause.
    """
    tokens = words(rest)
    folded = fold_all(tokens)
    stop = next((i for i, w in enumerate(folded) if w in _STOPS_LOOKING), len(folded))
    is_verb = _verbs(tokens, folded, language)
    if any(is_verb[:stop]):
        return True
    # behind a relative clause: its own verb, then the one that is due
    return folded[stop : stop + 1] != [] and (
        folded[stop] in _RELATIVE[language] and _groups(folded[stop:], is_verb[stop:]) >= 2
    )


_SURE, _IN_SMALL, _IN_PLACE = (
    1,
    2,
    3,
)  # a verb wherever it stands; unless it is a name; and where one may stand


def _verbs(tokens: Sequence[str], folded: Sequence[str], language: str) -> list[bool]:
    """Which words are verbs. In English a present tense is one only behind a word that no noun follows."""
    kinds = map(_kinds(language).__getitem__, folded)
    return [
        kind == _SURE
        or (
            kind > _SURE
            and token.islower()
            and (kind == _IN_SMALL or (before != "" and before not in _BEFORE_NOUN))
        )
        for kind, token, before in zip(kinds, tokens, ("", *folded), strict=False)
    ]


@cache
def _kinds(language: str) -> Remembered[str, int]:
    return Remembered(_kind_id if language == "id" else _kind_en)


def _kind_id(folded: str) -> int:
    if folded in EVERY.reporting.says or folded in _VERBS_ID:
        return _SURE
    return _IN_SMALL if folded not in _NO_VERB_ID and _SHAPE_ID.fullmatch(folded) else 0


def _kind_en(folded: str) -> int:
    if folded in EVERY.reporting.says or folded in _AUXILIARIES or folded in phrases.PAST_VERBS:
        return _SURE
    if len(folded) > 4 and folded.endswith("ed") and folded not in _NOT_PAST:
        return _IN_SMALL
    return _IN_PLACE if _is_present(folded) else 0


def _is_bare(complement: Sequence[str]) -> bool:
    """Whether "is the one" or "ada sejumlah aset" waits for the clause that tells which."""
    return len(complement) < 4 or complement[0] in ("the", "one", "among", "those")


def _is_present(folded: str) -> bool:
    return (
        folded in _SAME_IN_PAST
        or folded in _PRESENT
        or folded[:-1] in _PRESENT
        or (folded.endswith("es") and folded[:-2] in _PRESENT)
    )


def _tells(folded: Sequence[str], is_verb: Sequence[bool], language: str) -> bool:
    """Whether a verb stands outside the subject's relative clause."""
    if not any(is_verb):
        return False
    first = is_verb.index(True)
    relative = next((i for i, w in enumerate(folded) if w in _RELATIVE[language]), len(folded))
    if folded[0] in _SUBORDINATE and _groups(folded, is_verb) < 2:
        return False
    if 0 < relative < first or folded[0] == "yang":
        subordinate = next((i for i, w in enumerate(folded) if i > relative and w in _INSIDE), len(folded))
        if subordinate < len(folded) and _groups(folded[subordinate:], is_verb[subordinate:]) < 2:
            return False  # "yang viral karena melaju ugal-ugalan": the second verb is in there too
        return _groups(folded[relative:], is_verb[relative:]) >= 2
    return True


def _groups(folded: Sequence[str], is_verb: Sequence[bool]) -> int:
    """Verbs that stand apart: "sempat melakukan" is one, and so is "menutup dan membakar"."""
    groups = 0
    free = True
    for word, verb in zip(folded, is_verb, strict=True):
        if verb:
            groups += free
            free = word not in _AUXILIARIES
        elif word not in _AND:
            free = True
        if word in _AND:
            free = False
    return groups


def _wants_more(folded: Sequence[str], is_verb: Sequence[bool], following: str, language: str) -> bool:
    """Whether the words behind the prefix are what its verb is about: "hoping | that", "is the man | who"."""
    if following in ("that", "bahwa") and is_verb[-1]:
        return True
    if following in ("that", "hoping", "bahwa") and folded[-1].endswith("ing"):
        return True
    first = is_verb.index(True)
    if following in _RELATIVE[language] and folded[first] in _COPULA and _is_bare(folded[first + 1 :]):
        return True
    report = next((i for i, w in enumerate(folded) if w in _REPORTS), None)
    if report is None or report != first:
        return False
    rest = folded[report + 1 :]
    return not any(is_verb[report + 1 :]) and (language == "en" or len(rest) < 4)
