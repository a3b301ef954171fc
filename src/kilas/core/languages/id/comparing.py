"""Words around two amounts that are compared: Indonesian."""

from __future__ import annotations

from kilas.core.languages.shape import ComparingWords, words

WORDS = ComparingWords(
    opening="dari (?:semula |sebelumnya |hanya |posisi )?",
    joining="(?:menjadi|ke|jadi) (?:hanya |tinggal )?",
    turned="menjadi (?:hanya |tinggal )?",
    turned_joining=",? dari (?:sebelumnya |semula |yang semula |yang sebelumnya )",
    rising=(
        r"naik|kenaikan|menaikkan|dinaikkan|meningkat|ditingkatkan|meningkatkan|peningkatan|bertambah|ditambah|menambah"
        r"|penambahan|melonjak|lonjakan|tumbuh|pertumbuhan|melesat|melambung|membengkak|meroket|menguat|diperluas|memperluas"
    ),
    falling=(
        r"turun|penurunan|menurun|diturunkan|menurunkan|berkurang|dikurangi|mengurangi|pengurangan|susut|menyusut|anjlok"
        r"|merosot|melemah|dipotong|memotong|pemotongan|dipangkas|memangkas|pemangkasan|terpangkas|menciut|tergerus|ambles"
        r"|diperpendek|memperpendek|dipersingkat"
    ),
    changing=r"menjadi|berubah|perubahan|diubah|mengubah|direvisi|merevisi|dikoreksi",
    part_of="dari (?:total |seluruh |semua |keseluruhan |jumlah )?",
    rates=r" (?:per|tiap|setiap) [^\W\d_]+|/ ?[^\W\d_]+",
    ago=(
        r" (?:pada |di |selama )?(?:tahun )?(?:19|20)\d\d| (?:pada )?(?:tahun|bulan|pekan|minggu|kuartal|musim) (?:lalu|sebelumnya|kemarin)"
        r"| (?:setahun|sebulan|sepekan|seminggu) (?:lalu|sebelumnya)| sebelumnya| semula"
        r"| pada periode (?:yang )?sama tahun (?:lalu|sebelumnya)"
    ),
    meanwhile=r" (?:tahun|bulan|pekan|minggu|hari|kuartal|musim|semester) (?:ini|lalu|kemarin|depan|sebelumnya|berikutnya|mendatang|tersebut|itu|terakhir)\b",
    no_thing=words(
        "yang dan atau tetapi tapi dari pada untuk dengan di ke dalam oleh karena sejak sampai hingga saat ketika setelah"
        " sebelum selama antara akibat berkat menurut kata ujar jelas tutur ini itu tersebut lalu kemarin besok sekarang"
        " kini nanti juga saja sudah telah akan bisa dapat harus adalah ialah merupakan sebagai seperti agar supaya bila jika"
        " serta maupun namun sedangkan sementara padahal sehingga maka bahwa para semua seluruh setiap tiap per secara hanya"
        " lagi pun pukul tanggal januari februari maret april mei juni juli"
        " agustus september oktober november desember setahun sebulan sepekan sehari sebelumnya kepada terhadap tentang"
        " berdasarkan tidak bukan belum masing-masing ditahan disita ditangkap"
    ),
    amounts=words(
        "jumlah total banyaknya kasus korban kematian harga ongkos biaya tarif anggaran penduduk populasi produksi penjualan"
        " pendapatan laba keuntungan impor ekspor pengunjung penumpang anggota karyawan pegawai pekerja utang omzet belanja"
        " kerugian kelahiran pasien siswa peserta pelanggan wisatawan kecelakaan kebakaran"
    ),
    no_amount=(
        r"suhu|temperatur|derajat|usia|umur|berusia|berumur|skor|nilai|peringkat|rangking|ranking|posisi|urutan|klasemen"
        r"|indeks|skala|magnitudo|kategori|level|status|tingkat|rasio|suku bunga|bintang|rapor|ipk|kelas|lantai|pukul|tanggal"
        r"|akreditasi|poin|rating|golongan"
    ),
    no_amount_things=words("derajat poin bintang wib wita wit persen"),
    named=(
        r"pasal|ayat|nomor|no|bab|jalan|jl|gang|km|kilometer|kelas|rt|rw|unit|dusun|dapil|hari|pekan|minggu|bulan|tahun|ronde"
        r"|tahap|babak|halaman|etape|putaran|seri|lantai|gerbong|urut|pukul|jam|tanggal|usia|umur|episode|musim|set|gim|jilid"
        r"|peringkat|posisi|urutan|ruang|kamar|blok|zona|jalur|kloter|gelombang|grup|level|hal|foto|gambar|video|volume|soal|kuarter|laga|pertandingan|langkah|edisi"
    ),
    bounds=(
        r"lebih dari|kurang dari|sedikitnya|setidaknya|paling sedikit|paling banyak|hampir|sekitar|kira-kira|kurang lebih"
        r"|hingga|sampai|maksimal|minimal|di atas|di bawah|atau|antara|rata-rata|tak kurang dari|tidak kurang dari"
    ),
    hint=r"(?:dari|menjadi) \D{0,40}\d",
)
