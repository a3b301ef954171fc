"""Texts that pages print around a report, and instead of one: Indonesian."""

from __future__ import annotations

from kilas.core.languages.shape import FurnitureWords

WORDS = FurnitureWords(
    promo=(
        r"^(?:baca|lihat|simak|tonton)\s+(?:juga|selengkapnya|artikel|pula|lainnya|berita|lebih lanjut)\b",
        r"^(?:berita|artikel|topik)\s+(?:terkait|lainnya|populer|terpopuler|pilihan)",
        r"^(?:iklan|scroll (?:to continue|untuk melanjutkan).{0,60}|lanjutkan membaca)\W*$",
        r"^(?:bagikan|cetak|salin tautan|komentar|ikuti kami|bagikan (?:ke|artikel|berita)\b.{0,60})\W*(?:\d+\W*)?$",
        r"^(?:berlangganan|ikuti|dapatkan (?:berita|informasi|update)|unduh|gabung|cek berita|pilih(?:an)? redaksi)\b(?=.{0,240}(?:newsletter|inbox|e-?mail|whatsapp|telegram|facebook|twitter|instagram|google news|channel|kanal|saluran|aplikasi|app\b|apps\b|subscri|subs\b|alerts?|updates?|free|youtube|podcast|here))",
        r"^klik di sini\b",
        r"^(?:buka) (?:image|photo|gallery|video|foto|galeri|in app|on \w+)\b.{0,60}$",
        r"^(?:\d+\s*(?:min(?:ute)?s?|menit)\s*(?:read|baca)?)$",
        r"^(?:daftar isi)$",
        r"^hak cipta\b",
        r"^(?:memuat)\b.{0,20}$",
    ),
    credits=(
        r"^\(?(?:foto(?:grafi)?|gambar|ilustrasi)s?(?: credits?| by| oleh| courtesy| source| copyright)?\s*[:/：|©]\s*.{0,160}$",
        r"^.{0,200}(?:antara foto|dok\. ?\w+|\(dok\.? ?\w*\))\W*.{0,40}$",
        r"^\((?:foto|antara|dok|sumber)\b.{0,120}\)$",
        r"^(?:sumber|kredit) (?:foto|gambar|image|photo)\b.{0,80}",
        r"^.{0,160}\((?:foto|gambar|ilustrasi)\s*[:/].{0,80}\)\W*$",
        r"^(?:keterangan)\b.{0,8}:",
    ),
    tails=(
        r"^(?:hubungi) .{0,140}(?:@|\bat\b|\bon (?:twitter|facebook|x|instagram|threads|bluesky)\b|\d{3})",
        r"^.{0,140}(?:adalah (?:wartawan|jurnalis|penulis|editor|kontributor|dosen|peneliti))\b.{0,600}$",
        r"^(?:topik|kata kunci|kategori)\b\s*:?.{0,200}$",
        r"^(?:penulis|pewarta|sumber|penyunting|redaktur|fotografer)\s*[:：(].{0,120}$",
        r"^(?:artikel ini (?:telah|sudah|pernah|diterbitkan|tayang))\b.{0,300}$",
        r"^(?:bersambung|selesai)$",
        r"^(?:catatan redaksi)\b\s*:.{0,400}$",
        r"^(?:pasang iklan|lowongan|kontak|redaksi|pedoman media)\b",
    ),
    tail_heads=(
        r"^(?:berita|artikel|baca|topik|konten|rekomendasi|terpopuler|terkait|terkini|pilihan|lainnya|komentar)(?: (?:terkait|lainnya|terpopuler|populer|terkini|terbaru|pilihan|juga|untuk anda|sejenis|berita|artikel|redaksi|editor))*$",
    ),
    month_stems=r"mei|agu|okt|des",
    beside_date=r"wib|wita|wit|terbit|diperbarui|diterbitkan|pukul|yang|lalu|menit|jam",
    page_names="halaman|hal",
    continued="selengkapnya",
    script_before="memerlukan|membutuhkan|aktifkan|mengaktifkan|nyalakan|tanpa",
    script_behind="diperlukan|dibutuhkan|dinonaktifkan|dimatikan|aktif",
    weekdays=r"senin|selasa|rabu|kamis|jum'?at|sabtu|minggu",
    error_titles=(
        r"\b(?:40[0134]|41[0]|429|50[0234])\b.{0,40}(?:not found|error|forbidden|denied|gone|unavailable|bad|too many|halaman)",
        r"\b(?:kesalahan|galat|kode)\s*:?\s*(?:40[0134]|410|429|50[0234])\b",
        r"(?:halaman|artikel|berita)\s+(?:was |is |could |can )?(?:not (?:be )?found|tidak (?:dapat )?(?:ditemukan|tersedia)|no longer (?:available|exists))",
        r"tidak ditemukan$",
        r"akses ditolak",
        r"bukan robot",
        r"pemeriksaan keamanan",
        r"sedang dalam pemeliharaan",
    ),
    error_texts=(
        r"(?:halaman) (?:you(?:'re| are| were)? (?:looking for|requested|trying)|yang (?:anda|kamu) (?:cari|minta|tuju))",
        r"buktikan bahwa anda bukan robot",
    ),
    consents=(
        r"(?:kami|mitra kami|situs ini)[^.]{0,60}(?:use|uses|store|menggunakan|memakai)[^.]{0,60}cookies?",
        r"(?:terima|tolak|kelola|setujui)(?: \w+){0,2} (?:cookies|kuki)",
        r"kebijakan (?:cookie|kuki)",
        r"sebelum anda melanjutkan",
        r"persetujuan (?:cookie|kuki)",
    ),
    paywalls=(
        r"konten premium",
        r"artikel premium",
        r"(?:berlangganan|langganan|masuk|daftar)[^.]{0,40}(?:untuk (?:melanjutkan|membaca|mengakses|membuka)|agar (?:dapat|bisa) membaca)",
        r"(?:untuk (?:melanjutkan|membaca|mengakses))[^.]{0,60}(?:berlangganan|langganan|masuk|login|daftar)",
        r"khusus (?:pelanggan|pembaca premium|member)",
        r"sudah (?:berlangganan|punya akun)\?",
        r"artikel ini (?:khusus|hanya) (?:untuk|bagi)[^.]{0,30}(?:pelanggan|member)",
    ),
    consent_cues=(
        "kuki",
        "sebelum anda melanjutkan",
    ),
    paywall_cues=(
        "membaca",
        "untuk melanjutkan",
        "untuk mengakses",
        "untuk membuka",
        "khusus ",
        "langganan?",
        "punya akun",
        "artikel ini ",
    ),
    months={"peb": 2, "ags": 8},
)
