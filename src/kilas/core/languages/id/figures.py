"""Indonesian words that tell what a figure counts or measures."""

from __future__ import annotations

from kilas.core.languages.shape import FigureWords, words

WORDS = FigureWords(
    money=words(
        "laba rugi kerugian pendapatan penjualan biaya anggaran harga denda dana utang pinjaman investasi tarif upah"
        " gaji hibah pajak omzet subsidi nilai pemasukan bantuan kontrak modal kredit belanja penerimaan ongkos uang"
        " tunjangan santunan insentif honor setoran defisit surplus aset ekspor impor tagihan iuran retribusi royalti"
        " donasi sumbangan kekayaan transaksi tabungan simpanan dividen kompensasi beasiswa premi cukai"
    ),
    rates=words(
        "inflasi suku bunga tingkat pertumbuhan pengangguran kemiskinan pajak ppn tarif defisit partisipasi"
        " elektabilitas prevalensi rasio margin kepuasan angka deflasi diskon kepemilikan porsi"
    ),
    totals=words("jumlah populasi penduduk total angka kapasitas"),
    vague=words(
        "uang dana nilai total jumlah angka tingkat rasio porsi kapasitas transaksi penduduk populasi rata-rata"
    ),
    modifiers=words("awal akhir tambahan maksimal minimal"),
    nominal=r"(?:pe|ke)\w{3,}an|total|jumlah|alokasi|pagu|realisasi|rata-rata|target|potensi|plafon|sisa|omzet|outlook|nilai",
    links=(
        r"(?:sebesar|sejumlah|senilai|sebanyak|seharga|mencapai|adalah|ialah|yakni|yaitu|hanya|tetap|tercatat(?: sebesar| sebanyak| mencapai)?"
        r"|(?:ditaksir|diperkirakan|ditetapkan|dipatok|disebut|diketahui|ditargetkan|dianggarkan)(?: mencapai| sebesar| senilai| sebanyak)?|berjumlah"
        r"|berada di(?: angka| level)?|bertahan di|di angka|di level"
        r"|(?:(?:naik|turun|melonjak|membengkak|meningkat|menurun|bertambah|merosot|menyusut|anjlok|menguat|melemah)"
        r"(?: (?:Rp ?)?[\d.,]+(?: ?(?:persen|%|ribu|juta|miliar|triliun))?)? )?(?:menjadi|jadi))(?: (?:sekitar|kisaran|total))?|sekitar"
    ),
    may_follow=r"(?:tahun|bulan|pekan|minggu|hari) (?:ini|lalu|depan|itu)|itu|ini|tersebut|tadi|pun|juga",
    stop=words(
        "bagi terhadap oleh lainnya masih lalu silam kemarin lantaran sehingga agar juga sempat mulai sedang tengah"
        " pun bisa ada kini sekarang seperti tahun bulan pekan minggu hari yang dan atau di ke dari pada untuk dengan"
        " dalam selama adalah ialah ini itu tersebut para supaya setelah sebelum sejak hingga sampai sekitar hampir"
        " lebih kurang sedikitnya hanya telah sudah akan dapat tidak belum kata ujar menjadi mencapai sebesar senilai"
        " sebanyak per setiap tiap karena akibat saat ketika namun tetapi sementara meski meskipun walau walaupun"
        " serta sekaligus pula bahkan yakni yaitu antara lain jika bila apabila sesuai berdasarkan menurut guna demi"
        " melalui lewat secara sebagai seperti seusai usai saja sepanjang seluas setinggi sedalam seberat seharga"
        " bukan tanpa kepada tentang soal terkait atas bahwa maka kemudian langsung seluruhnya semuanya masing-masing"
        " diantaranya antaranya sekali ikut hadir masuk naik turun lolos lulus pulang keluar datang pindah saya kami kita mereka dia ia anda termasuk"
    ),
    classifiers=words("orang unit ekor buah batang lembar butir helai jiwa keping pucuk"),
    measures=words(
        "ton kilogram kilo kg gram kuintal hektare hektar ha liter barel kilometer km meter megawatt gigawatt kiloliter"
    ),
    spans=words(
        "sen inci kaki sentimeter milimeter mililiter halaman kata detik menit jam hari pekan minggu bulan tahun"
        " dekade derajat kali persen tahunan harian abad malam semester triwulan kuartal musim besar laga pertandingan kiloliter kl"
        " ton kilogram kilo kg gram kuintal hektare hektar ha liter barel kilometer km meter megawatt gigawatt"
        " megapiksel piksel watt volt wib wita wit knot karat rupiah dolar basis"
    ),
    generic=words("orang buah unit kali ekor titik lokasi jiwa hal item"),
    persons=words("orang"),
    states=words(
        "tewas meninggal luka-luka luka terluka mengungsi hilang ditangkap ditahan dievakuasi selamat terjebak"
        " positif dirawat diamankan"
    ),
    unlike=words("lainnya lain baru lebih"),
    points_back=("nya",),
    and_=words("dan atau serta"),
    bounds=r"lebih dari|kurang dari|sedikitnya|setidaknya|paling sedikit|minimal|maksimal|hampir|tak kurang dari|tidak kurang dari",
    rates_after=r" ?(?:per|/) ?[a-z]+",
    no_count=words(
        "ke peringkat nomor no pasal ayat bab jalan jl gang km kelas rt rw dusun dapil usia umur berusia berumur antara"
        " atau lantai kamar ruang gedung blok seri tipe jalur bus kereta musim periode grup posisi urutan"
        " hingga sampai pukul jam tanggal naik turun"
    ),
    opens=words(
        "sebanyak sekitar ada tercatat dari dan atau dengan di untuk oleh dalam yang total sejumlah serta terdapat"
        " terdiri hampir lebih kurang sedikitnya setidaknya minimal maksimal mencapai sudah telah bersama punya"
        " kepada bagi pada para atas menjadi berjumlah hanya seluruh ke arah selain termasuk"
    ),
    for_=words("untuk"),
    allots=words(
        "menyiapkan disiapkan mengalokasikan dialokasikan menganggarkan dianggarkan menggelontorkan digelontorkan"
        " mengucurkan menyalurkan disalurkan menyediakan"
    ),
    dates=words(
        "januari februari maret april mei juni juli agustus september oktober november desember agu okt des senin"
        " selasa rabu kamis jumat sabtu minggu ahad wib wita wit pukul"
    ),
)
