"""A refusal in the reader's language. JSON keeps the English words; people read these.

English is told as it was found out. Indonesian has two sentences per reason, without the particulars that the
English ones weave in: the source stands beside them on every face.
"""

from __future__ import annotations

import re
from dataclasses import replace

from kilas.core.article import Refusal
from kilas.core.render.language import Ui

_LATER = "coba lagi nanti"
_LEAVE_OUT = "tinggalkan alamat ini; isinya rusak atau berniat buruk"
_TEXT_ALONE = "berikan teks artikelnya saja lewat masukan standar; bila halamannya wajar, laporkan"
_ADDRESS_OF_ONE = "berikan alamat satu berita saja"
# reason -> what was seen, what the reader can do
_TOLD_ID: dict[str, tuple[str, str]] = {
    "bad_header": ("Salah satu tajuk permintaan tidak dapat dikirim", "hapus tajuk itu atau perbaiki isinya"),
    "bad_response": ("Jawaban situs ini tidak dapat dibaca", f"{_LATER}; bila tetap begitu, tinggalkan alamat ini"),
    "bad_scheme": ("Alamat jenis ini tidak dapat diambil", "berikan alamat yang diawali http:// atau https://"),
    "bad_encoding": ("Pemampatan jawaban situs ini rusak", f"{_LATER}; bila tetap begitu, beri tahu situsnya"),
    "bad_address": ("Alamat ini tidak dapat dibaca", "periksa ejaan alamatnya"),
    "binary": ("Ini bukan teks", "berikan halaman web, berkas teks, atau Markdown; ubah PDF, Word, atau gambar menjadi teks dahulu"),
    "blocked_address": ("Alamat ini tidak menuju internet publik", "berikan alamat publik; untuk membaca server sendiri, tambahkan namanya ke KILAS_ALLOW_PRIVATE"),
    "blocked_port": ("Halaman hanya diambil dari porta 80 dan 443", "berikan alamat biasa situs itu; untuk membaca server sendiri, tambahkan namanya ke KILAS_ALLOW_PRIVATE"),
    "bomb": ("Situs ini mengirim data mampat yang mengembang melewati batas", _LEAVE_OUT),
    "broken_feed": ("Feed atau peta situs ini tidak dapat dibaca", "beri tahu situsnya bahwa feed-nya rusak"),
    "consent_wall": ("Halaman ini menampilkan permintaan persetujuan kuki, bukan beritanya", "buka di peramban, simpan halamannya setelah menyetujui, lalu berikan berkas itu"),
    "crashed": ("Halaman ini tidak dapat diurai", _TEXT_ALONE),
    "dns": ("Nama situs ini tidak ditemukan", "periksa ejaan namanya, dan apakah komputer ini terhubung ke internet"),
    "dns_down": ("Tidak ada server nama yang menjawab untuk situs ini", "periksa apakah komputer ini terhubung ke internet"),
    "no_address": ("Feed ini tidak memberi alamat maupun teks untuk butir ini", "beri tahu penerbit feed-nya, atau ikuti feed lain dari situs yang sama"),
    "purged": ("Artikelnya sudah dikeluarkan dari simpanan", "ikuti lagi feed-nya"),
    "robots": ("robots.txt situs ini menutup halamannya bagi robot", "baca di situs penerbitnya"),
    "empty": ("Tidak ada isinya", "periksa alamat atau berkasnya"),
    "entities": ("Dokumen ini menyatakan entitas sendiri, yang dapat dibuat mengembang", _LEAVE_OUT),
    "error_page": ("Halaman ini berupa pesan galat atau pemeriksaan robot", "buka alamatnya di peramban untuk melihat apakah halamannya masih ada"),
    "forbidden": ("Situs ini tidak mengizinkan Kilas masuk", "minta izin penerbitnya, atau simpan halamannya dan berikan berkas itu"),
    "garbled": ("Banyak hurufnya tidak terbaca: halaman ini tidak ditulis dalam pengodean yang dinyatakannya", "simpan sebagai UTF-8 lalu berikan berkas itu"),
    "gone": ("Halaman ini sudah dihapus untuk selamanya", "hapus alamat ini dari daftar Anda"),
    "http": ("Situs ini tidak memberikan halamannya", "buka alamatnya di peramban dan lihat keterangannya"),
    "internal_error": ("Terjadi kesalahan di dalam Kilas sendiri", "laporkan bersama dokumen ini"),
    "legal": ("Halaman ini ditahan karena alasan hukum", "tidak ada yang dapat Anda ubah; cari sumber lain"),
    "memory": ("Membacanya perlu lebih banyak memori daripada yang boleh dipakai satu halaman", _TEXT_ALONE),
    "no_article": ("Tidak ada berita di halaman ini, hanya navigasi, daftar, atau skrip", f"{_ADDRESS_OF_ONE}; bila halamannya perlu JavaScript, simpan dari peramban dan berikan berkasnya"),
    "no_articles": ("Tidak ada artikel di map ini", "masukkan berkas HTML, teks, atau Markdown ke dalamnya, atau sebutkan map lain"),
    "not_a_feed": ("Alamat ini bukan feed", "berikan alamat RSS, Atom, atau JSON Feed situs itu"),
    "not_a_file": ("Ini bukan berkas", "sebutkan berkas HTML, teks, atau Markdown"),
    "not_found": ("Yang diminta tidak ditemukan", "periksa alamat atau letak berkasnya; halamannya mungkin sudah pindah"),
    "not_opml": ("Ini bukan daftar feed dalam OPML", "ekspor daftar feed Anda sebagai OPML dari pembaca yang Anda pakai"),
    "paywall": ("Teks lengkapnya hanya untuk pelanggan", "baca di tempat Anda berlangganan lalu tempelkan teksnya, atau pilih sumber lain"),
    "rate_limited": ("Situs ini meminta Kilas lebih jarang datang", "tunggu sebentar sebelum mencoba lagi"),
    "redirect_loop": ("Alamat ini mengalihkan berputar-putar", "buka di peramban dan berikan alamat akhirnya"),
    "refused": ("Situs ini menolak sambungan", f"periksa alamatnya; situsnya mungkin sedang mati, {_LATER}"),
    "reset": ("Situs ini memutus sambungan", _LATER),
    "server_error": ("Situs ini sedang mengalami gangguan", _LATER),
    "snippet": ("Halaman ini hanya memuat awal beritanya", "berikan alamat berita lengkapnya, atau tempelkan teksnya"),
    "timeout": ("Membacanya terlalu lama", f"{_LATER}; situsnya mungkin sedang sibuk"),
    "tls": ("Sambungan aman ke situs ini tidak dapat dibuat", "beri tahu situsnya; bila semua situs begitu, periksa jam dan sertifikat komputer ini (SSL_CERT_FILE)"),
    "too_large": ("Ukurannya lebih besar daripada yang dapat dibaca", "simpan teks beritanya saja lalu berikan berkas itu"),
    "too_many_redirects": ("Alamat ini terlalu sering mengalihkan", "buka di peramban dan berikan alamat akhirnya"),
    "too_short": ("Teksnya terlalu pendek", "berikan teks lengkapnya: ringkasan yang jujur perlu sedikitnya 3 kalimat dan 40 kata"),
    "unreachable": ("Situs ini tidak dapat dijangkau", f"periksa alamat dan sambungan Anda; {_LATER}"),
    "unreadable": ("Yang diminta tidak dapat dibaca", "periksa letak dan izin berkasnya"),
    "userinfo": ("Alamat ini memuat nama pengguna atau kata sandi", "hapus bagian sebelum tanda @; Kilas tidak mengirim data masuk ke situs yang dibacanya"),
}  # fmt: skip
_OTHER_ID = ("Ringkasan tidak dapat dibuat", "beri alamat atau berkas lain")
_HTTP = re.compile(r"http_\d+")
_COUNT = re.compile(r"only (\d+) sentence")


def in_words(refusal: Refusal, ui: Ui) -> Refusal:
    """`refusal` with what was seen and what mends it in the interface's language.

    >>> from kilas.core.render.language import speak
    >>> short = Refusal(source="a", reason="too_short", detail="only 2 sentences were available", mend="give more")
    >>> in_words(short, speak("id")).detail
    'Hanya 2 kalimat yang tersedia'
    """
    if ui.code == "en":
        return refusal
    seen, mend = _TOLD_ID.get(_HTTP.sub("http", refusal.reason), _OTHER_ID)
    count = _COUNT.match(refusal.detail)
    if count and refusal.reason == "too_short":
        seen = f"Hanya {count[1]} kalimat yang tersedia"
    if refusal.reason == "no_article" and "JavaScript" in refusal.detail:
        seen = "Halaman ini baru menampilkan teksnya bila JavaScript berjalan"
    return replace(refusal, detail=seen, mend=mend)


def is_told(reason: str) -> bool:
    """Whether Indonesian has words of its own for this reason."""
    return _HTTP.sub("http", reason) in _TOLD_ID
