"""Indonesian words for causes, contrasts, consequences and views."""

from __future__ import annotations

import re

from kilas.core.languages.shape import ArguingWords, cued, words

WORDS = ArguingWords(
    cause=words(
        "karena akibat akibatnya sebab disebabkan menyebabkan dipicu memicu lantaran berkat didorong gara-gara"
        " makanya menyalahkan mengaitkan penyebab pemicu alasannya"
    ),
    contrast=words(
        "meski meskipun walau walaupun padahal sedangkan sementara tetapi tapi namun sebaliknya melainkan"
        " ketimbang"
    ),
    consequence=words(
        "sehingga berarti artinya berdampak berisiko mengancam menunjukkan mengakibatkan menandakan dampak"
        " dampaknya memukul memberatkan merugikan menguntungkan memperparah memperburuk membebani"
    ),
    experts=words(
        "analis ekonom peneliti pengamat pakar ahli dosen akademisi ilmuwan epidemiolog pengajar pemerhati"
        " kritikus aktivis hidrolog sosiolog psikolog antropolog sejarawan klimatolog ekolog pelaku-pasar"
    ),
    argues=words(
        "menilai memperingatkan mengingatkan menduga memperkirakan berpendapat menyimpulkan mengkritik"
        " menyarankan menyayangkan menganggap meyakini mengkhawatirkan khawatir menuding menuduh memuji meragukan"
        " mempertanyakan beralasan berdalih berargumen berargumentasi mengeluhkan mengeluh memandang mencurigai"
        " mengibaratkan mengklaim membantah menyangkal menyindir membandingkan"
    ),
    argument=(
        cued(
            "bukan sebab berujung menurut belum tidak tanda tandanya sebagai",
            r"\b(?:bukan karena|oleh sebab|sebab utama|berujung|menurut (?:hitungan|penilaian|analisis)|belum tentu|tidak terbukti|belum terbukti"
            r"|tanda(?:nya)? bahwa|sebagai (?:tanda|penyebab|akibat))\b",
            re.IGNORECASE,
        ),
    ),
)
