"""Indonesian templates for Kilas's own statements, and the wording of the numbers in them."""

from __future__ import annotations

from kilas.core.languages.shape import OwnWords, words

_SAID = {
    "rise": "Menurut hitungan Kilas, perubahan dari {a} menjadi {b} adalah kenaikan {p} persen.",
    "fall": "Menurut hitungan Kilas, perubahan dari {a} menjadi {b} adalah penurunan {p} persen.",
    "share": "Menurut hitungan Kilas, {a} dari {b} adalah {p} persen.",
    "told_rise": "“{clause}”: menurut hitungan Kilas, kenaikan {p} persen.",
    "told_fall": "“{clause}”: menurut hitungan Kilas, penurunan {p} persen.",
    "told_share": "“{clause}”: menurut hitungan Kilas, {p} persen.",
    "many_quotes": "Laporan ini banyak bersandar pada kutipan langsung: narasumber dikutip dalam {n} kalimat.",
    "quotes": "Laporan ini mengutip narasumber secara langsung dalam {n} kalimat.",
    "anonymous": "Laporan ini bersandar pada sumber anonim dalam {n} kalimat.",
    "anonymous_one": "Laporan ini bersandar pada sumber anonim dalam 1 kalimat.",
    "quotes_one": "Laporan ini mengutip narasumber secara langsung hanya dalam 1 kalimat.",
    "quotes_none": "Laporan ini tidak mengutip siapa pun secara langsung.",
    "quotes_whole": "Laporan ini mengutip narasumber secara langsung {n} kali.",
    "speaker": "{who} disebut dalam {n} dari {m} kalimat yang memuat kutipan langsung.",
    "speaker_all": "{who} disebut dalam semua {m} kalimat yang memuat kutipan langsung.",
    "says": "Dalam setidaknya {n} kalimat laporan ini menyebut asal keterangannya.",
    "says_one": "Laporan ini menyebut asal keterangannya hanya dalam 1 kalimat.",
    "says_none": "Kilas tidak menemukan kalimat yang menyebut asal keterangannya dalam laporan ini.",
    "says_whole": "Laporan ini menyebut asal keterangannya setidaknya {n} kali.",
    "quotes_whole_one": "Laporan ini mengutip narasumber secara langsung hanya sekali.",
    "says_whole_one": "Laporan ini menyebut asal keterangannya hanya sekali.",
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
