"""Indonesian words that refer to something named before."""

from __future__ import annotations

from kilas.core.languages.shape import PointingWords, words

WORDS = PointingWords(
    pronouns=words(
        "ia dia mereka beliau ini itu tersebut begitu demikian keduanya ketiganya keempatnya kedua-duanya"
    ),
    demonstratives_behind=words("ini itu tersebut inilah itulah"),
    concessive=words("pun"),
    always_points=words("tersebut"),
    no_antecedent=words("saya kami kita aku dia ia mereka dan kalau bahwa kira pikir tahu tidak"),
    before_idle_demonstrative=words(
        "tahun bulan pekan minggu hari saat kali malam pagi siang sore musim semester triwulan selama kini era"
        " zaman masa dekade abad karena sebab selain sementara senin selasa rabu kamis jumat sabtu ahad"
    ),
    named_places=words(
        "kota kabupaten kecamatan desa kelurahan provinsi pulau negara daerah wilayah kawasan negeri kampung"
    ),
    companies=words("perusahaan perseroan emiten"),
    company_marks=words("pt cv tbk perusahaan perseroan emiten"),
    before_bare_demonstrative=words(
        "setelah sesudah sebelum sejak seperti hingga sampai dari dengan bahwa adalah"
    ),
    numerals=words(
        "satu dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas belas puluh ratus seratus ribu"
        " seribu kedua ketiga keempat"
    ),
    quantities=words("sebagian sisanya lainnya selebihnya"),
    pointing_object_cues=words("bersangkutan"),
    people=words(
        "pria perempuan wanita lelaki laki-laki ibu bapak anak bocah remaja petani sopir dokter perawat pasien"
        " guru siswa warga pelaku korban tersangka terdakwa presiden menteri gubernur bupati hakim pelatih kapten"
        " penyanyi penulis sutradara"
    ),
    long_function_words=words(
        "yang dengan untuk dari pada dalam adalah akan tidak juga telah sudah oleh kata ujar karena saat agar"
        " bahwa para dapat bisa lebih sebagai menjadi tersebut antara serta atau hingga kepada secara tetapi namun"
        " setelah sejak masih belum harus seperti mengatakan menurut"
    ),
    first_person=words("saya aku kami kita"),
    personal=words("ia dia beliau"),
    possessive_endings=("nya",),
    before_possessive=words("di dari pada untuk"),
    not_possessive=words(
        "hanya sebelumnya akhirnya biasanya sebaiknya setidaknya seharusnya umumnya misalnya sedikitnya"
        " rencananya selanjutnya sebenarnya nyatanya intinya khususnya utamanya celakanya untungnya faktanya"
        " sekurangnya sekurang-kurangnya setidak-tidaknya awalnya mulanya pokoknya punya tanya menariknya"
        " ironisnya pastinya sayangnya seluruhnya semuanya totalnya lazimnya nantinya tampaknya agaknya rupanya"
        " kelihatannya sesungguhnya semestinya sejatinya"
    ),
    pointing_speakers=words("ia dia mereka beliau"),
    leans_back=words(
        "ia dia mereka ini itu hal beliau namun tetapi tapi sementara sedangkan selain kemudian lalu selanjutnya"
        " karena sebab oleh begitu demikian dan juga padahal bahkan meski adapun"
    ),
    in_person=words("saya kami kita aku anda kamu"),
    far_demonstratives_behind=words("itu tersebut"),
    refers_to_any=words("mereka"),
    speaker_pronouns=words("dia ia beliau mereka"),
    prefixes="meng|meny|mem|men|me|ber|di|ter|peng|peny|pem|pen|per|pe|ke|se",
    suffixes="nya|kan|an|i",
    appositions="yang|seorang",
    after_quantity=r"(?:ter|ber|me|di)[a-z]{3,}",
    pointing_openers=r"(?:setelah|sesudah|sebelum|sejak|untuk|dari|dalam|atas|akibat) (?:itu|ini)\b",
    scenes="pada|sejak|selama|dalam|tahun|bulan|pekan|kini|sebelumnya|hingga|di",
    scene_subjects="mereka",
    of_unnamed_speaker=r"(?:menurut|bagi|untuk|kepada|tanpa|oleh|dari) (?:dia|ia|beliau|mereka)\b",
    opens_back=(
        r"sedangkan|lalu (?!lintas\b)|kemudian|bahkan|misalnya|selanjutnya|sebaliknya|artinya|akibatnya|pasalnya|kebalikannya|justru|namun|tetapi|tapi"
        r"|(?:di )?(?:saat|kala|ketika|waktu) itu|(?:oleh )?(?:karena|sebab) (?:itu|ini)|dengan (?:begitu|demikian)|meski (?:begitu|demikian)|selain itu|setelah itu"
        r"|di sisi lain|agar(?!.*,)|kendati (?:demikian|begitu)|alhasil|terlebih|apalagi|padahal|sehingga|sementara(?! itu\b)|jadi|karenanya|oleh karenanya|untuk itu|di samping itu"
        r"|(?:tak|tidak|bukan) (?:hanya|cuma|sekadar) itu|mirisnya|begitu (?:juga|pula)|sama halnya|semuanya|seluruhnya|ada juga|ada pula|beberapa di antaranya"
        r"|salah satunya|di antaranya|hal (?:senada|serupa|sama|lain)|(?:penjelasan|pernyataan|pendapat) (?:senada|serupa)|senada|serupa"
    ),
    pointing_objects=r"\byang bersangkutan\b",
    conditions="apabila|jika|bila|kalau|begitu",
    condition_subjects="ia|dia|mereka",
)
