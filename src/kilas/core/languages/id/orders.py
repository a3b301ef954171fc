"""Indonesian words of orders."""

from __future__ import annotations

from kilas.core.languages.shape import OrderWords, words

WORDS = OrderWords(
    openers=words("tolong mohon silakan silahkan harap mari ayo"),
    speaker=words("saya aku"),
    your=words("anda kamu kalian engkau"),
    bare_orders=words(
        "abaikan ajak ambil anggap ayo baca balas bayangkan bandingkan berikan beri buat buatlah buka cantumkan"
        " cari catat ceritakan cetak dapatkan daftarkan dengarkan gabung gabungkan ganti gantilah gunakan hapus"
        " hindari hitung hubungi ikuti ingat jadikan jangan jawab jawablah jelaskan jumlahkan katakan kirim"
        " kirimkan klik kumpulkan kunjungi laksanakan lakukan lihat lupakan masukkan muat nikmati nonton pakai"
        " pastikan pelajari periksa perhatikan pilih pindahkan rangkum rangkumlah sampaikan sebutkan selesaikan"
        " sertakan simak simpan singkatkan susun tambahkan tampilkan tanyakan tekan temukan terapkan terjemahkan"
        " tolong tonton tuliskan tulis tulislah tunjukkan ubah ubahlah uraikan unduh urutkan"
    ),
    your_text=(r"\b(?:jawaban|balasan|ringkasan|keluaran|tanggapan|instruksi|respons)(?:mu| anda| kamu)\b"),
    your_cues=("anda", "mu"),
)
