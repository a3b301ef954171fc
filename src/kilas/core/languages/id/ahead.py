"""Indonesian words for the future and the past."""

from __future__ import annotations

import re

from kilas.core.languages.shape import AheadWords, cued, words

_MONTH = r"(?:Januari|Februari|Maret|April|Mei|Juni|Juli|Agustus|September|Oktober|November|Desember)"
_DATE = rf"(?:(?:\d{{1,2}} )?{_MONTH}|(?:awal|akhir|pertengahan|penghujung) (?:tahun|bulan|pekan|musim|20\d\d|{_MONTH})|20\d\d|triwulan)"
_PLANS = (
    "bakal kelak nantinya mendatang dijadwalkan direncanakan rencananya berencana berniat berjanji bersiap menargetkan"
    " ditargetkan diproyeksikan diprediksi diperkirakan memprediksi dijanjikan menjanjikan dinantikan tenggat mempertimbangkan"
    " diharapkan menanti berpeluang"
)
_SURE = (
    cued(
        "akan",
        r"(?<!haus )(?<!rindu )(?<!sadar )(?<!kesadaran )(?<!kebutuhan )(?<!ingat )(?<!cinta )(?<!minat )(?<!takut )(?<!kaya )(?<!peduli )(?<!kerinduan )"
        r"\bakan\b(?! tetapi\b| tapi\b| hal\b)",
        re.IGNORECASE,
    ),
    cued("hendak", r"(?<!saat )(?<!ketika )(?<!waktu )(?<!sedang )(?<!tengah )\bhendak\b", re.IGNORECASE),
    cued(
        _PLANS,
        rf"\b(?:{'|'.join(_PLANS.split())})\b",
        re.IGNORECASE,
    ),
    cued(
        "depan",
        r"\b(?:pekan|minggu|bulan|tahun|semester|musim|triwulan|senin|selasa|rabu|kamis|jumat|sabtu|ahad|periode|laga|hari) depan\b",
        re.IGNORECASE,
    ),
    cued(
        "paling selambat-lambatnya dalam akhir",
        r"\b(?:paling (?:lambat|cepat)|selambat-lambatnya|dalam waktu (?:dekat|\d+)|akhir (?:tahun|bulan|pekan|musim) ini)\b",
        re.IGNORECASE,
    ),
    cued("segera", r"\bsegera (?!dilarikan|dibawa)(?:di|me|ber)\w+", re.IGNORECASE),
    cued(
        "menunggu",
        r"\b(?:tinggal|masih|kini|tengah|sedang) menunggu (?!paket|bus|antrean)"
        r"|\bmenunggu (?:izin|keputusan|putusan|persetujuan|hasil|kepastian|penetapan|restu)\b",
        re.IGNORECASE,
    ),
    cued(
        "menyiapkan mempersiapkan merancang menyusun menggodok",
        r"\b(?:tengah|sedang|kini|mulai) (?:menyiapkan|mempersiapkan|merancang|menyusun|menggodok)\b",
        re.IGNORECASE,
    ),
    cued(
        "belum kemungkinan",
        r"\bbelum (?:jelas|diputuskan|ditentukan|pasti)\b|\bkemungkinan (?:besar )?(?:di|me|ber)\w{3,}",
        re.IGNORECASE,
    ),
    cued(
        "mulai hingga sampai per menyusul",
        rf"(?<!\d )\b(?:[Mm]ulai|berlaku per|menyusul) (?:{_DATE})|\b(?:hingga|sampai) (?:awal|pertengahan|akhir|penghujung)\b",
        re.IGNORECASE,
    ),
    cued("baru", rf"\bbaru (?:di|me|ber)\w+(?: \w+)* (?:pada|mulai) {_DATE}", re.IGNORECASE),
    cued("jika apabila bila bilamana", r"^(?:Jika|Apabila|Bila|Bilamana)\b", re.IGNORECASE),
    cued(
        "masih",
        r"\bmasih akan\b|\bmasih (?:turun|berlangsung|berlanjut) (?:hingga|sampai)\b",
        re.IGNORECASE,
    ),
)
_HINTS = (
    r"\b(?:(?P<word>berharap|harapannya|target|rencana|usulan|jika|bila|apabila|asalkan|kemungkinan|berpotensi|berisiko|memperingatkan|dikhawatirkan|khawatir|menunggu"
    r"|memperkirakan|berikutnya|selanjutnya|bertandang|tahun ini|dalam perjalanan)|(?P<weak>dapat|bisa|boleh|siap|diminta|hingga|sampai))\b"
    rf"|(?P<event>\b(?:dimulai|digelar|dibuka|dilanjutkan|ditutup|diputar|dirilis|diumumkan|mengumumkan|berlangsung|terbit|tiba|berangkat|naik)(?: \w+)? (?:pada |akhir |pertengahan |awal )*(?:{_DATE}))"
)
_OVER = (
    cued(
        "lalu silam kemarin semula sempat dulu dahulu pernah sebelumnya",
        r"\b(?:tahun|bulan|pekan|minggu|hari|musim|dekade|abad|malam) (?:lalu|silam)\b|\b(?:kemarin|semula|sempat|dulu|dahulu|pernah|sebelumnya|lalu sempat)\b",
        re.IGNORECASE,
    ),
)
_DONE = words("telah sudah")
_HINT_CUES = words(
    "berharap harapannya target rencana usulan jika bila apabila asalkan kemungkinan berpotensi berisiko memperingatkan dikhawatirkan khawatir"
    " menunggu memperkirakan berikutnya selanjutnya bertandang ini perjalanan dapat bisa boleh siap diminta hingga sampai dimulai digelar"
    " dibuka dilanjutkan ditutup diputar dirilis diumumkan mengumumkan berlangsung terbit tiba berangkat naik"
)
WORDS = AheadWords(
    sure=_SURE,
    hints=_HINTS,
    hint_cues=_HINT_CUES,
    over=_OVER,
    done=_DONE,
    to_reader=words("kamu kalian anda detikers"),
    months=words(
        "januari februari maret april mei juni juli agustus september oktober november desember agu okt des"
    ),
)
