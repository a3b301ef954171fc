"""Indonesian words in the labels of key figures."""

from __future__ import annotations

from kilas.core.languages.shape import FigureWords, words

WORDS = FigureWords(
    money=words(
        "laba rugi kerugian pendapatan penjualan biaya anggaran harga denda dana utang pinjaman investasi tarif"
        " upah gaji hibah pajak omzet subsidi nilai pemasukan bantuan kontrak modal"
    ),
    measures=words(
        "sen inci kaki sentimeter milimeter mililiter hektare hektar kuintal lembar halaman kata detik menit jam"
        " hari pekan minggu bulan tahun dekade derajat kali persen poin"
    ),
    stop=words(
        "bagi terhadap oleh lainnya masih lalu silam kemarin lantaran sehingga agar juga sempat mulai sedang"
        " tengah baru pun bisa ada kini sekarang seperti tahun bulan pekan minggu yang dan atau di ke dari pada"
        " untuk dengan dalam selama adalah ialah ini itu tersebut para supaya setelah sebelum sejak hingga sampai"
        " sekitar hampir lebih kurang sedikitnya hanya telah sudah akan dapat tidak belum kata ujar menjadi"
        " mencapai sebesar senilai sebanyak per setiap tiap karena akibat saat ketika namun tetapi sementara"
    ),
    generic=words("orang buah unit kali ekor titik lokasi"),
    for_="untuk",
    of="dari",
    wholes="total|seluruh",
    named="pasal|ayat|nomor|no|bab|jalan|jl|gang|km|kilometer|kelas|rt|rw|unit|dusun|dapil",
    out_of="dari",
    nominal=r"(?:pe|ke)\w{4,}an",
    verb_shape=r"(?:meng|mem|men|me(?=[lrwy])|di(?!nas|rektur|stri|gital)|ter(?!minal|sangka|dakwa|nak)|ber(?!as|kas|lian))\w{4,}",
    spans="periode|tahun|bulan|waktu",
    date_stems="mei|agu|okt|des",
    date_words="pukul|jam|tahun|wib|wita|wit",
    before_old=words("dari"),
)
