"""Indonesian templates for Kilas's own statements."""

from __future__ import annotations

from kilas.core.languages.shape import OwnWords

_SAID = {
    "rise": "Menurut hitungan Kilas, perubahan dari {a} menjadi {b} berarti naik {p} persen.",
    "fall": "Menurut hitungan Kilas, perubahan dari {a} menjadi {b} berarti turun {p} persen.",
    "share": "Menurut hitungan Kilas, {a} dari {b} setara dengan {p} persen.",
    "told_rise": "“{clause}”: menurut hitungan Kilas, naik {p} persen.",
    "told_fall": "“{clause}”: menurut hitungan Kilas, turun {p} persen.",
    "told_share": "“{clause}”: menurut hitungan Kilas, {p} persen.",
    "many_quotes": "Berita ini banyak mengandalkan kutipan langsung: narasumber dikutip dalam {n} kalimat.",
    "quotes": "Berita ini mengutip narasumber secara langsung dalam {n} kalimat.",
    "anonymous": "Berita ini mengandalkan sumber anonim dalam {n} kalimat.",
    "anonymous_one": "Berita ini mengandalkan sumber anonim dalam 1 kalimat.",
    "quotes_one": "Berita ini mengutip narasumber secara langsung hanya dalam 1 kalimat.",
    "quotes_none": "Berita ini tidak mengutip siapa pun secara langsung.",
    "quotes_whole": "Berita ini mengutip narasumber secara langsung {n} kali.",
    "speaker": "{who} disebut dalam {n} dari {m} kalimat yang memuat kutipan langsung.",
    "speaker_all": "{who} disebut dalam semua {m} kalimat yang memuat kutipan langsung.",
    "says": "Berita ini menyebutkan asal keterangannya dalam setidaknya {n} kalimat.",
    "says_one": "Berita ini menyebutkan asal keterangannya hanya dalam 1 kalimat.",
    "says_none": "Kilas tidak menemukan kalimat yang menyebutkan asal keterangan dalam berita ini.",
    "says_whole": "Berita ini menyebutkan asal keterangannya setidaknya {n} kali.",
    "quotes_whole_one": "Berita ini mengutip narasumber secara langsung hanya sekali.",
    "says_whole_one": "Berita ini menyebutkan asal keterangannya hanya sekali.",
}  # fmt: skip

WORDS = OwnWords(
    said=_SAID,
    decimal_sign=",",
    clause_links="tetapi|dan|sedangkan|namun",
    clause_openers="tetapi|sedangkan|karena|bahwa",
)
