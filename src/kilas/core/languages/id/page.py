"""Indonesian text that pages print beside a report."""

from __future__ import annotations

import re

from kilas.core.languages.shape import PageWords, cued, words

WORDS = PageWords(
    noise=(
        r"baca (?:juga|selengkapnya|lebih)|simak (?:juga|video)|tonton (?:juga|video)|lihat juga|iklan\W*$|gulir (?:ke|untuk) |lanjut(?:kan)? membaca"
        r"|foto:|gambar:|catatan redaksi|dari kiri ke kanan|halaman \d+ dari \d+|halaman (?:selanjutnya|berikutnya)"
        r"|\d{1,2}[:.]\d{2}\s?(?:wib|wita|wit)?\s*[-–—:]\s|(?:koreksi|ralat)\b[^.:“]{0,30}:|ikuti (?:kami|berita)|dapatkan "
    ),
    page_speaks=(
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
    ),
    author_is="adalah|merupakan",
    author_articles="seorang",
    author_jobs="wartawan|jurnalis|penulis",
    author_links="yang",
    author_verbs=words("adalah merupakan"),
    fragments=(
        r"(?:yaitu|yakni|adalah|ialah|terutama|termasuk)\b|berikut (?:ini|adalah|merupakan|daftar|rincian|isi|penjelasan|jadwal|beberapa|profil)\b"
        r"|(?:demikian|itu)lah (?:tadi|pembahasan|penjelasan|informasi|ulasan|artikel|beberapa)|(?:pada|dalam|di|melalui) (?:artikel|ulasan|pembahasan|tulisan)(?: kali| berita)? ini\b"
        r"|demikian (?:informasi|ulasan|artikel|penjelasan|pembahasan)"
    ),
)
