"""Indonesian templates for Kilas's own statements, and the wording of the numbers in them."""

from __future__ import annotations

from kilas.core.languages.shape import OwnWords, words

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
    before_change="dari (?:sekitar |semula )?",
    between_change="(?:menjadi|ke|jadi) (?:sekitar |hanya )?",
    moved=(
        r"(?:menjadi|jadi|naik|turun|meningkat|bertambah|berkurang|melonjak|tumbuh|susut|menyusut|anjlok|merosot)\b"
    ),
    between_share=r"(?: [^\W\d_]+)? dari (?:total |seluruh |sekitar )?",
    hint=r"dari \D{0,20}\d",
    no_thing=words("yang dan dari pada untuk dengan"),
    clause_links="tetapi|dan|sedangkan|namun",
    clause_openers="tetapi|sedangkan|karena|bahwa",
)
