"""Indonesian verbs, and words that open or cannot end a clause."""

from __future__ import annotations

from kilas.core.languages.shape import ClauseWords, words

WORDS = ClauseWords(
    open_ends=words(
        "dan atau di ke dari pada untuk dengan oleh dalam bahwa hingga sampai yang karena agar tentang terkait"
        " terhadap soal mengenai bagi kepada sebagai yaitu yakni adalah ialah merupakan menjadi mencapai berada"
        " berjumlah sebesar senilai sebanyak sekitar para sebuah seorang antara seperti serta tidak tak bukan akan"
        " telah sudah sedang tengah masih bisa dapat harus juga baru berapa setiap tiap jenis kata ujar jika bila"
        " saat ketika setelah sebelum guna demi atas akibat secara lebih sangat paling hanya kini jumlah"
        " mengatakan menyebut menjelaskan menilai"
    ),
    relative=words("yang"),
    free_relative=words("yang"),
    links=words("dan atau serta lalu"),
    copula=words("adalah ialah merupakan ada terdapat bukan menjadi"),
    reports=words(
        "mengatakan menyatakan menjelaskan menyebut menyebutkan menuturkan mengungkapkan mengungkap menambahkan"
        " memperingatkan mengingatkan menegaskan menilai mengaku mengakui memastikan menduga memperkirakan berpendapat"
    ),
    auxiliaries=words(
        "akan telah sudah sedang tengah masih belum tidak tak bukan bakal sempat dapat bisa harus hendak ingin"
        " siap wajib perlu mulai boleh terancam tetap ikut turut gagal kembali resmi kurang lebih makin kian"
    ),
    stops_looking=words(
        "yang karena setelah sebelum ketika saat meski meskipun walaupun sehingga agar supaya jika bila apabila"
        " tetapi namun bahwa"
    ),
    inside=words("karena lantaran saat ketika"),
    verbs=words(
        "akan telah sudah sedang tengah masih belum tidak tak bukan bakal sempat dapat bisa harus hendak ingin"
        " adalah ialah kata ujar ada tutur jelas naik turun jadi tiba datang masuk keluar hadir tewas roboh jebol"
        " mundur menang kalah kembali resmi ikut turut siap wajib perlu mulai tampil pergi pulang jatuh lahir"
        " bangun tinggal hilang tumbuh mati hidup kena kabur bubar buka tutup gagal lolos lulus putus luka minta"
        " tetap boleh terancam bebas pilih beri bawa ambil kurang terlalu lebih makin kian bertambah optimistis"
        " optimis yakin sepakat setuju khawatir puas"
    ),
    no_verbs=words(
        "menteri meter media merah mesin mereka merek berkas berapa beras beberapa terminal teras ternak terdakwa"
        " tersangka terkait termasuk berbagai bersama berita dinas direktur distrik digital diskon dinding"
        " disiplin divisi diplomat direksi dirjen dimensi dialog diesel difabel dinasti dinamika direktorat"
        " disertasi diabetes diagnosis dispensasi distribusi distributor divestasi berat berlian berang benteng"
        " menara menit mental mentah mengapa menurut menjelang mendatang menengah metode metro metropolitan medan"
        " medis medali memori member meskipun merdeka mekanisme mebel meja tertentu terakhir terbaru terbesar"
        " terbaik tertinggi terendah terlebih terutama terhadap tersebut tersendiri terpadu terdekat terpencil"
        " terkini terpopuler terkenal terdampak terlarang berikut berikutnya berupa bernama berinisial berjudul"
        " bertajuk bertema bertuliskan berusia bernomor beracun bersejarah berkala bersangkutan bertahap"
        " bersubsidi berbahaya berkelanjutan berpelat berkualitas berbasis berlogo berkapasitas berkekuatan"
        " dibanding dibandingkan ditambah terasi teknologi terapi teritorial teroris teori termal terbuka bermerek"
        " bergizi bermotor berlisensi beralamat bersertifikat berdarah bertingkat berlubang bersenjata bermasalah"
        " berizin berbayar berkebutuhan termurah termahal terpanjang terluas terpadat terkecil terparah terlama tertua"
        " menuju melalui menyangkut menjelang termuda tercepat terjauh terbaru tertentu"
    ),
    verb_shape=r"(?:me[mnlrwy]?|men[cdjgy]?|mem[bpf]?|ber|di|ter)[a-z]{4,}",
    days=words("senin selasa rabu kamis jumat sabtu minggu ahad"),
    opens_subordinate=words("ketika saat jika bila apabila meski meskipun walaupun sementara karena"),
    that=words("bahwa"),
    subordinate=(
        r"(?:(?:hanya|tepat|terutama) )?(?:setelah|seusai|usai|pasca|sesudah|sebelum|karena|lantaran|sebab|akibat|ketika|saat|sedangkan|meski|meskipun|walau|walaupun"
        r"|agar|supaya|sehingga|jika|bila|apabila|asalkan|tetapi|namun|menyusul|di tengah|menurut|sejak|seiring|begitu|ketimbang|sambil|lewat)\b"
    ),
    relative_clause=r"yang\b(?! sama\b)",
    next_clause="dan|lalu",
    phrase=r"(?:di|ke|pada|untuk|dari|kepada|oleh|selama|dalam|hingga|sampai|melalui|bagi|terhadap|mulai|dengan|atas)\b",
    verb=(
        r"(?:akan|telah|sudah|sedang|tengah|masih|belum|tidak|tak|bukan|baru|bakal|sempat|dapat|bisa|harus|hendak|kini|ingin|adalah|ialah|kata|ujar|ada"
        r"|naik|turun|jadi|tiba|datang|masuk|keluar|hadir|tewas|roboh|jebol|mundur|menang|kalah|kembali"
        r"|(?:mem?|men|meng|ber|di|ter)(?!tah|ita|dapat\b|ungkin|antara|bagai|hadap|sebut\b|akhir\b|lain\b|sama\b|puluh)[a-z]{3,})\b"
    ),
    scenes=(
        r"setelah|sesudah|ketika|saat|jika|bila|apabila|meski|meskipun|walaupun|sebelum|sejak|karena|di|pada|dengan|untuk|selama|menurut|dalam|selain"
        r"|sebagai|bagi|dari|menyusul|tanpa|begitu|kalau"
    ),
    scene_shape=(
        r"(?:\w+ ){1,3}(?:tahun|bulan|pekan|minggu|hari|jam|menit) (?:lalu|kemudian|sebelumnya|silam|setelah|sebelum|sejak)\b"
        r"|(?:Namun|Tetapi|Tapi|Dan|Lalu),? (?:setelah|ketika|saat|jika|karena|meski|di|pada|dalam)\b|Sepanjang\b|Sementara\b|Seiring\b|Lewat\b|Melalui\b"
        r"|Mengutip\b|Melansir\b|Dikutip\b|Dilansir\b|Berdasarkan\b|Mengenai\b|Terkait\b|Usai\b|Seusai\b|Kendati\b|Guna\b|Demi\b|Agar\b"
    ),
    phrase_scenes=words("di pada dengan dalam sebagai bagi dari"),
    aside=r"(?:yang|seorang|sebuah|dr\.|Dr\.|\d+|[A-Z]\S+)",
    before_relative=r"\w+",
    no_lead="Adalah|Bahwa|Apakah|Apa|Siapa|Baik",
    safe_after_comma=(
        r"yang|kata|ujar|menurut|tetapi|tapi|namun|sedangkan|sementara|setelah|karena|ketika|saat|dengan|termasuk|meski\w*|tempat|seperti|kemudian"
        r"|hampir|sehingga|padahal|jelas|tutur|ucap|ungkap|sebelum|sejak|hingga|agar|walau\w*|jika|bila|yakni|yaitu|terutama|bahkan|melainkan|lalu"
        r"|naik|turun|lebih|\w+ (?:tahun|bulan|hari|pekan) (?:setelah|sebelum|sejak)|\w+nya|di mana|imbuh|tambah|papar|terang|pada|di"
        r"|dan (?:\w+ )?(?:akan|telah|sudah|tidak|dapat|bisa|harus|boleh|me\w+|ber\w+|di\w+)"
    ),
    no_end=(
        r"\b(?:hari|pekan|minggu|bulan|tahun|jam|menit|sesaat|beberapa saat|tak lama|jauh|tepat|hanya|baru|dan|atau|tidak|bukan|lebih|sangat|masih|juga|telah|sudah)\|"
        r" (?:setelah|sebelum|sejak|karena|ketika|saat|jika)\b|\d\| (?:hingga|sampai)\b"
        r"|\| (?:dari|hingga|sampai|dengan|pada|di|untuk|ke|dalam|atas) (?:Rp|US\$|(?!(?:19|20)\d\d\b)(?!\d\d? [A-Z])\d|angka|level|posisi|sekitar|hampir|lebih|total|nilai|tingkat|harga|kecepatan)"
        r"|\b(?:satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh|sebagian|lebih|kurang|lain|asal|bagian|bentuk|hasil|terdiri|bebas|jauh|akibat|masing-masing"
        r"|salah satu|banyak|sedikit|separuh|setengah|keluar|kabur|lepas|\d[\d.,]*)\| dari\b"
        r"|\b(?:sama|sesuai|seiring|bersama|sejalan|berbeda|terkait|dekat|kerja sama|hubungan|senada|identik|setara|seimbang|lengkap|berkaitan|bekerja sama)\| dengan\b"
        r"|\b(?:siap|mampu|perlu|berhak|wajib|setuju|sepakat|bersedia|kesempatan|hak|waktu|cukup|ingin|mau|layak|penting|sulit|mudah|khusus|semangat)\| (?:untuk|bagi)\b"
        r"|\b(?:setiap|tiap|para|semua|seluruh|hal|pihak|apa|siapa|mereka|orang|salah satu|satu-satunya|sejumlah|beberapa|berbagai|satu|seorang|sebuah|sosok|bagi|untuk|atas|dari|dengan|kepada|setiap \w+|adalah \w+"
        r"|merupakan \w+|menjadi \w+|atas \w+|salah satu \w+|satu-satunya \w+|bagi \w+|kepada \w+|untuk \w+|dari \w+|oleh \w+|dengan \w+)\| yang\b"
        r"|\| yang (?!(?:di|me|ber|ter|akan|telah|sudah|tidak|masih|sedang|belum|bisa|dapat|ikut|hendak|mau|kini|sempat|pernah|juga|sebelumnya|selama|diduga|tewas|meninggal|jatuh|kalah|menang|rusak)\w*\b)"
        r"|\b(?:tidak|bukan|juga|hanya|sangat|paling|lebih|masih|belum|sudah|telah|akan|sedang|semakin|makin|begitu|terlalu|cukup|sama|para)\|"
    ),
    weak_end=(
        r"\b(?:akses|dukungan|serangan|tuntutan|sanksi|gugatan|ancaman|perhatian|kepercayaan|pengawasan|kekerasan|tindakan|protes|laporan|kasus|dampak|pengaruh|sikap|respons"
        r"|perlindungan|penyelidikan|penindakan|kritik|larangan|rasa|hubungan|minat|kerja|solusi|bukti|peran|masuk|tergantung|bergantung)\| (?:terhadap|atas|bagi|dalam|pada|ke|dari|kepada|untuk|di)\b"
        r"|\b(?:siap|mampu|perlu|berhak|wajib|setuju|sepakat|bersedia|upaya|rencana|kesempatan|hak|waktu|izin|cukup|ingin|mau|layak|penting|sulit|mudah|cara|langkah"
        r"|tempat|peluang|dana|anggaran|alat|alasan|tujuan|kesepakatan|komitmen|keputusan|kewajiban|kebutuhan|dukungan|bantuan|khusus|semangat|ajang|wadah)\| (?:untuk|bagi)\b"
    ),
    hard=(
        r" (?:setelah|seusai|usai|pasca|sesudah|sebelum|karena|lantaran|sebab|akibat|ketika|saat|sedangkan|meski|meskipun|walau|walaupun|agar|supaya|sehingga|jika|bila|apabila|tetapi|namun"
        r"|menyusul|sejak|seiring|selama|mulai|dan|lalu|pada (?:Senin|Selasa|Rabu|Kamis|Jumat|Sabtu|Minggu))\b"
    ),
    weekdays="Senin|Selasa|Rabu|Kamis|Jumat|Sabtu|Minggu|Ahad",
    name_links="dan|untuk|bagi|atas",
    agents=words("oleh"),
    list_links="dan|atau|serta",
)
