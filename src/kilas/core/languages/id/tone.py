"""Indonesian words for the tone model, and for the good and bad news a sentence may report."""

from __future__ import annotations

from kilas.core.languages.shape import EventWords, ToneWords, words

EVENTS = EventWords(
    aside=(
        "pembunuh (?:hama|gulma|kuman|bakteri|nyamuk|serangga|rumput|waktu)|laut mati|lembah mati|mati(?:-matian| rasa| gaya| suri| kutu| lampu)|harga mati|jalan mati",
        "penjinak bom|(?:tim|regu|juru) (?:penjinak|sar|penyelamat|evakuasi|gegana)|dinas (?:pemadam )?kebakaran|pemadam kebakaran|mobil pemadam|bom (?:gol|waktu mainan|mandi)",
        "ledak(?:an|kan)? (?:\\w+ )?(?:pengunjung|penonton|penjualan|pembeli|pesanan|tawa|kegembiraan|wisatawan)|(?:pengunjung|penonton|penjualan|pembeli|pesanan|wisatawan) (?:\\S+ ){0,4}(?:ledak\\w*|meledak)",
        "perang (?:harga|dunia|diskon|tarif promo)|(?:jalur|peta|simulasi|latihan|alat|sistem|rambu) (?:\\w+ ){0,2}(?:evakuasi|gempa|tsunami|banjir|kebakaran|bencana)|(?:novel|film|cerita|drama|museum) (?:\\w+ ){0,2}(?:kriminal|pembunuhan|perang|kejahatan|horor)",
        "(?:lapangan|jalan|jl|tugu|monumen|gedung|stadion|taman|sd|smp|sma|smk|bank|rs|rumah sakit) (?:kemenangan|perdamaian|pahlawan|juara|harapan|sejahtera|bahagia|selamat|sehat|menang)",
        "rumah sakit|(?:alarm|hidran|pintu|tangga) (?:kebakaran|darurat)|jatuh (?:cinta|tempo|pada|hari)|putus(?:an)? (?:hakim|mk|sidang)|tanggap darurat|hidup mati|tanpa putus|pertarungan hidup|(?:ber)?pikir\\w* kritis|sikap kritis|pelaku (?:usaha|pasar|umkm|industri|ekonomi|pariwisata|wisata|bisnis|seni|budaya|sejarah)|(?:pengolah\\w*|pengelola\\w*|mengolah|olah|daur ulang) limbah|(?:sistem|babak|fase) gugur|matahari tenggelam|patah hati|buta (?:warna|huruf)|(?:perikanan|hasil|ikan) tangkap\\w*|rugi[- ]laba|laba[- ]rugi",
        "serangan (?:balik|umum)|tembak(?:an)? (?:bebas|penalti|jitu)|juru tembak|tewas(?:kan)? rekor|gawat darurat|tanpa terputus|jatuh (?:cinta|tempo|pada hari)|pasang surut|banjir (?:pesanan|pembeli|pujian|orderan|hadiah|pengunjung|dukungan|promo)",
        "korban(?: jiwa)? (?:nihil|perasaan)|berkurban|hewan kurban|kurban|hilang (?:penat|dahaga)|curi (?:perhatian|hati|start)|mencuri perhatian|maut (?:gol|umpan)|umpan maut|gol maut|tutup (?:usia pendaftaran|botol|pintu masuk)|tutup pukul|ditutup (?:pada|di level|menguat|melemah|pukul|bagi|untuk)",
        "asuransi (?:\\w+ ){0,1}(?:kecelakaan|kebakaran|kematian)|pencegahan (?:\\w+ ){0,2}(?:korupsi|kebakaran|kekerasan)|antikorupsi|anti-korupsi|komisi pemberantasan korupsi|bebas (?:pajak|biaya|visa|ongkir|bea|parkir)|tidak perlu",
        "tarik(?:an)? (?:tunai|tambang|suara)|(?:gaya|daya) tarik|menarik|ditarik (?:retribusi|pajak)|mundur (?:sehari|sepekan|jadwal)|emas (?:tercatat|batangan|antam|dan perak)|harga emas",
    ),
    frames=(
        "buku (?:tentang|soal|mengenai|sejarah|berjudul)|sejarah|film|novel|sinetron|dokumenter|simulasi|gladi|latihan|siniar|permainan|kuis|syuting|(?:pameran|museum|konferensi|seminar|diskusi|kuliah|festival|peringatan|ahli) (?:\\w+ ){0,4}(?:tentang|soal|bahas|membahas)",
    ),
    grave=(
        "tewas(?:nya|kan)?|menewaskan|meninggal(?:nya)?|meninggal dunia|(?:tak|tidak) bernyawa|rudapaksa|dirudapaksa|disetubuhi|menyetubuhi|wafat|dibunuh|membunuh|terbunuh|mayat|jenazah|jasad|tenggelam|merenggut|renggut|maut|gugur|mati|tak tertolong|tidak tertolong|bunuh diri|dimutilasi|dibantai"
        "|perkosa\\w*|pemerkosa\\w*|diperkosa|pencabulan|cabul\\w*|dicabuli|mencabuli",
    ),
    harms=(
        "kematian|pembunuh\\w*|pembantaian|genosida|(?:mesin|listrik|lampu|internet)\\w* (?:\\w+ )?mati|korban\\w*|luka|luka-luka|terluka|melukai|kecelakaan|tabrak\\w*|ditabrak|menabrak|tertabrak|terlindas|longsor\\w*|gempa(?:nya|bumi)?|banjir\\w*|kebakaran|terbakar|membakar|dibakar|hangus\\w*|menghanguskan|api melalap|melalap|si jago merah",
        "meledak|ledakan|ledak|tsunami|erupsi|meletus|puting beliung|badai|topan|roboh|robohnya|ambruk|runtuh|karam|terbalik|jurang|terjebak|tertimbun|timbun|menimbun|terseret|terjatuh|terperosok|terinjak\\w*|hilang|mengungsi\\w*|pengungsi|kekeringan|gagal panen|puso|gelombang panas|kelaparan",
        "wabah|keracunan|racun\\w*|meracuni|diracun|tercemar|cemari|mencemari|pencemaran|limbah|tumpah\\w*|kolera|demam berdarah|dbd|malaria|polio|rabies|terjangkit|terinfeksi|sakit|kanker|kritis|kejang",
        "tersangka|terdakwa|didakwa|ditahan|ditangkap|penangkapan|divonis|vonis|dipenjara|penjara|bersalah|dihukum|pidana|suap|menyuap|disuap|gratifikasi|korupsi|dikorupsi|koruptor|korup|gelapkan|menggelapkan|penggelapan|digelapkan|pungli|pemerasan|memeras|diperas|peras",
        "penipuan|menipu|tertipu|ditipu|tipu\\w*|bodong|palsu|dipalsukan|memalsukan|dirampok|merampok|perampok\\w*|rampok|dicuri|mencuri|pencuri\\w*|curi|maling|begal|dibegal|jambret|dijambret|penjarahan|dijarah|menyelundupkan|penyelundup\\w*|narkoba|sabu|judi|berjudi|mafia",
        "dianiaya|menganiaya|penganiayaan|aniaya|ditusuk|menusuk|penusukan|dibacok|pembacokan|ditembak|menembak|penembakan|tembak|dipukuli|memukuli|dikeroyok|pengeroyokan|pelecehan|dilecehkan|kekerasan|kdrt|disekap|penyekapan|culik|diculik|menculik|penculikan|sandera|disandera|penyanderaan|perundungan|dirundung|tawuran|teror\\w*|mengancam|ancaman|kejahatan|kriminal\\w*|penjahat",
        "bom|dibom|pengeboman|rudal|roket|serangan|diserang|menyerang|perang|pertempuran|bentrok\\w*|ricuh|kericuhan|kerusuhan|rusuh|pemberontak\\w*|dituduh|tuduhan|dakwaan|digugat|gugatan|digerebek|penggerebekan|diperiksa kpk|ott|buron\\w*|kabur|memburu pelaku|pelaku",
        "phk|di-phk|memutus hubungan kerja|pemutusan hubungan kerja|kehilangan pekerjaan|menganggur|dirumahkan|dipecat|pemecatan|pailit|bangkrut|kebangkrutan|gulung tikar|(?:akan|terpaksa|resmi|berhenti dan|tokonya akan|pabrik|terancam) (?:di)?tutup|berhenti beroperasi|rugi\\w*|merugi|merugikan|kerugian|(?:tak|tidak|belum) (?:di)?(?:bayar|menerima)|gagal bayar|menunggak|tunggakan|mangkrak",
        "lumpuh|melumpuhkan|gangguan|(?:listrik|lampu) (?:\\w+ ){0,2}padam|pemadaman|mati lampu|(?:tak|tidak) (?:bisa|dapat|sanggup) (?:di)?(?:mengakses|akses|tarik|melunasi|diakses|beroperasi)|peretas\\w*|diretas|meretas|bocor(?:nya)?|dibocorkan|kebocoran|tebusan|ditolak|tertunda|ditunda|dibatalkan|kekurangan",
        "(?:produk|mobil|susu|obat|kosmetik|makanan|motor|formula|unit|kaleng|ribu|menarik) (?:[\\w.]+ ){0,2}ditarik|ditarik (?:dari|karena|setelah|usai|gara)|penarikan|menarik [\\d.]+|tarik [\\d.]+|cacat|blong|tercela|kedaluwarsa|bakteri",
        "parah|terburuk|sanksi|defisit|tekor|tergelincir|tergilas|tersambar|tersengat|tersetrum|intimidasi|diintimidasi|eksploitasi|dieksploitasi|perdagangan orang|tppo|pinjol|peretasan|mogok|kemacetan|macet|(?:kereta|ka|krl|lrt) (?:\\w+ )?anjlok|tanah bergerak|abrasi|banjir rob|angin kencang|patah|amblas|jebol|gagal|sekarat|terkapar|bersimbah",
        "bacok|bunuh|aniaya|keroyok|carok|gantung diri|dibuang|hoaks|disita|tangkap|ringkus|bekuk|ciduk|dibekuk|diringkus|diciduk|ditangkapi|tahan (?:eks|mantan|bupati|kepala|wali|anggota|pejabat)|dipidana|dituntut|cekcok|overdosis|resesi|kecam|mengecam|dikecam|ditinggalkan|kelangkaan|langka di pasaran|menyusutnya",
        "tilap|menilap|kelimpungan|menipis|terisolasi|terputus|putus asa|hanyut\\w*|terbawa arus|tersedak|ludes|gadungan|merebak|menjerit|memutih|(?:penerbangan|keberangkatan|konser|perjalanan|operasi) (?:\\w+ ){0,2}(?:batal|dibatalkan)|bermasalah|tergerus|rontok|putus|jatuh|terperangkap|tersesat|hilang kontak|retak|bobol|dibobol|membobol|pembobolan|gasak|menggasak|palak|dipalak|celurit|miras|oplosan|geng|keributan|kisruh|duel|anarkis|nunggak|membengkak|terdampak|darurat|waspada|merosot|anjlok|terpukul",
        "(?:susu|produk|obat|mainan|makanan|kosmetik|mobil|motor|kendaraan) (?:[\\w.]+ ){0,4}dari (?:peredaran|pasaran)|dari peredaran|eksekusi|penggelap\\w*|menyekap|menyiksa|disiksa|penyiksaan|siksa|dipasung|terlantar|busung lapar|meresahkan|resahkan|keluhan|mengeluh\\w*|kesulitan|sulit air|krisis air|gagal bayar|mangkir|diblokir|dibekukan|dicabut izin\\w*|disegel",
        "skandal|mundur|fiktif|doping|cedera|absen|degradasi|terdegradasi|turun kasta|kalah|kekalahan|takluk|tumbang|tersingkir|larangan bertanding|lenyap|raib|terancam|telantar|terlantar|ditelantarkan|krisis|menderita|penderitaan|putus asa|berduka|duka|musibah|bencana|tragedi|tragis|nahas|rusak\\w*|kerusakan|hancur\\w*|menghancurkan|tercekik|pemabuk|mabuk|ditikam|dikeluhkan|keluhkan|terpuruk|gizi buruk|memburuk|kehilangan|kandas|punah|dilanda|melanda|sengketa|digusur|penggusuran|rawan",
    ),
    saves=(
        "pulang (?:ke|dengan|selamat|kampung)|terselamatkan|hidup kembali|disulap|(?:ditemukan )?hidup di|selamat|diselamatkan|selamatkan|menyelamatkan|penyelamatan|tertolong|berhasil (?:di)?evakuasi|ditemukan (?:dalam keadaan )?(?:selamat|hidup|sehat)|dalam keadaan (?:hidup|selamat|utuh)|pulih\\w*|memulihkan|pemulihan|sembuh|menyembuhkan|bebas|dibebaskan|membebaskan|bebaskan",
        "(?:bisa|dapat) (?:berjalan|melihat|bersekolah|bekerja)|(?:di)?buka (?:lagi|kembali)|beroperasi (?:lagi|kembali)|dikembalikan|mengembalikan|kembali ke (?:museum|pemilik\\w*|rumah|keluarga)|tabungan \\w+ kembali|hijau kembali|kembali (?:hijau|hidup|pulih|bangkit|aman|normal)|bangkit|teratasi|diatasi|lolos|batal (?:di)?(?:tutup|gusur|bongkar|phk)",
        "(?:perjanjian|kesepakatan|teken|sepakat|akhirnya) (?:\\w+ )?damai|berdamai|mengakhiri (?:perang|konflik)|akhiri (?:perang|konflik)|gencatan senjata (?:disepakati|berlaku|dimulai)|aman|dinyatakan (?:aman|bebas|sembuh)|berhasil (?:di)?(?:padamkan|kendalikan|jinakkan|temukan)|berkumpul kembali|mendarat (?:dengan )?(?:selamat|mulus|aman)|dari (?:degradasi|penutupan|pembongkaran|kepunahan|kebangkrutan)|melunasi|lunasi",
    ),
    clears=(
        "(?:tak|tidak) (?:terbukti )?bersalah|(?:tak|tidak) terbukti|divonis bebas|vonis bebas|bebas murni|(?:di|mem)?bebaskan (?:\\S+ ){0,3}dari (?:tuduhan|dakwaan|tuntutan|segala)|bebas dari (?:tuduhan|dakwaan|tuntutan|penjara)|kasus\\w* (?:\\S+ ){0,5}dihentikan|hentikan (?:\\S+ )?(?:kasus|penyidikan)|menghentikan (?:kasus|penyidikan|perkara)|nama\\w* dipulihkan|sp3|batalkan (?:\\S+ )?status tersangka|membatalkan (?:\\S+ )?status tersangka|status tersangka\\w* (?:\\S+ ){0,2}(?:gugur|dibatalkan|dicabut)",
        "(?:phk|penutupan|penggusuran|pembongkaran|kenaikan|eksekusi|hukuman|pemecatan|pemogokan|mogok) (?:\\S+ ){0,4}(?:batal|dibatalkan|urung|dihindari|terhindar|dicegah)|luput|terhindar|urung|gagalkan|digagalkan|menggagalkan|dicegah|mencegah|berhasil cegah|dijinakkan|(?:tak|tidak) ada (?:\\w+ ){0,2}(?:korban|terluka|luka|tewas|kerusakan|cedera)|tanpa korban|nihil korban|korban(?: jiwa)? nihil|(?:tak|tidak) (?:menimbulkan|menelan|memakan) korban",
    ),
    gains=(
        "juara|menang|menangi|memenangi|memenangkan|kemenangan|menaklukkan|raih|meraih|rebut|merebut|borong|memborong|peraih|pemenang|medali|emas (?:kelima|keempat|ketiga|kedua|pertama|olimpiade)|pecahkan|memecahkan|rekor (?:dunia|lintasan|gol|nasional|muri)|cetak rekor|mencetak rekor|prestasi|berprestasi|puncaki|memuncaki|peringkat pertama|puncak klasemen",
        "penghargaan|hadiah|beasiswa|berhasil|sukses|kesuksesan|untung|keuntungan|panen (?:raya|melimpah)|melimpah|bersyukur|syukur|gembira|bahagia|haru|terharu|lega|bersorak|sorak\\w*|berpesta|menari|berterima kasih|terima kasih|terobosan|dermawan|menyumbang|sumbang|sumbangan|donasi|sukarelawan|relawan|bantuan|gratis|bertepuk tangan",
        "(?:capai|mencapai|taklukkan|menaklukkan) puncak|memeluk\\w*|peluk|teraliri|dialiri|lahir di (?:suaka|penangkaran|kebun)|pertama (?:kali|kalinya)|rayakan|merayakan|menangis (?:haru|bahagia)|diganjar|ciptakan|menciptakan|bangga|terharu|(?:lolos|melaju|melenggang|maju) ke|final pertama|tembus (?:final|pasar)|digratiskan|swasembada|terwujud|impian|diapresiasi|pahlawan|berkat|kabar (?:baik|gembira)|serap|menyerap|merekrut|rekrut|lapangan kerja|air bersih|terbersih|terbaik|diserbu|laris|memuji|dipuji|meriah|hangat|cerdas|memikat|menikmati|nikmati|akhirnya|menetas|langka (?:lahir|muncul|terlihat)|membaik|perbaikan|kenaikan upah|pertama kali|mengumpulkan rp|surplus|menyambut\\w*|membantu|ramah (?:lingkungan|lebah)|menghijau|tembus pasar|bintang lima|dividen",
    ),
    burdens=(
        "phk|kebakaran|banjir|longsor|gangguan|tawuran|narkoba|keracunan|pelanggaran|perundungan|korupsi|tbc|hiv|perokok|diabetes|obesitas|kolera|campak|(?:angka|tingkat|jumlah|kasus) (?:bunuh diri|kematian|kejahatan|kriminalitas|kecelakaan|kemiskinan|pengangguran|stunting|perceraian|pembunuhan|pencurian|kekerasan|korban|pernikahan dini|demam berdarah|dbd|tbc|malaria)|bunuh diri|inflasi|pengangguran|kejahatan|kriminalitas|kematian|korban (?:kecelakaan|jiwa|tewas|luka)|korban|kecelakaan|kemiskinan|(?:angka )?putus sekolah|antrean|polusi|emisi|stunting|utang|pembunuhan|pencurian|perampokan|penipuan|kekerasan|kasus|kasus baru|penderita|pasien baru|tunggakan|kemacetan|tengkes|gizi buruk|perceraian|deforestasi|perburuan|keluhan|anak telantar|tunawisma|warga miskin"
        "|harga (?:pangan|beras|cabai|bbm|minyak goreng|listrik|telur|gula|roti|sembako|kebutuhan\\w*)|tarif (?:listrik|air|tol)|biaya (?:hidup|kuliah|sekolah)|demam berdarah|dbd|malaria",
    ),
    assets=(
        "laba|penjualan|ekspor|pendapatan|omzet|omset|upah|gaji|panen|produksi|investasi|pertumbuhan|saham\\w*|ihsg|rupiah|pesanan|pengunjung|wisatawan|ekonomi|daya beli|lapangan kerja|kunjungan|harapan hidup|melek huruf|hasil panen|keuntungan|penghasilan|penonton",
    ),
    falls=(
        "turun|menurun|penurunan|menurunkan|turunkan|berkurang|melandai|mereda|menyusut|susut|tekan|menekan|anjlok|merosot|terendah|melambat|melemah|berkurangnya|lebih (?:rendah|sedikit)|terpangkas|separuh|ambles|jeblok|tergerus|nihil|lesu",
    ),
    rises=(
        "tembus|naik|melonjak|lonjakan|meningkat|peningkatan|kenaikan|melesat|bertambah|parah|meroket|tertinggi|(?:dua|tiga|empat|lima) kali lipat|tumbuh|melejit|meluas|rekor|melambung|menguat|membengkak|memburuk|melimpah|membaik|terbaik",
    ),
)

WORDS = ToneWords(
    table="id",
    negators=words("tidak tak bukan belum tanpa jangan gak nggak enggak ga tdk ngga kurang batal"),
    endings=words("nya kan an i lah pun ku mu kah") | {""},
    events=EVENTS,
)
