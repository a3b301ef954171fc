from __future__ import annotations

import pytest

from kilas.core.summary.lines import Line, read_lines
from kilas.core.summary.sections import ANALYSIS_SOME
from kilas.testing import make_article


def line(language: str, text: str) -> Line:
    (only,) = read_lines(make_article(text, language=language))
    return only


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Without it, the school shuts in August."),
        ("en", "Until then, nobody may fish in the upper lake."),
        ("en", "Divers found it in a cave below the pier."),
        ("en", "Pipes of that age fail without warning every winter."),
        ("en", "Most were taken to a hall on the hill."),
        ("id", "Ekspor udang dari pelabuhan itu mencapai 5.300 ton."),
        ("id", "Apabila menang, mereka naik ke peringkat empat klasemen."),
        ("id", "Direktur pabrik, Lukas Manik, menyebut biaya listriknya lebih murah."),
        ("id", "Artinya, warga masih menunggu enam pekan lagi."),
    ],
)
def test_a_sentence_whose_pronoun_or_pointer_looks_back_is_dependent(language: str, text: str) -> None:
    assert line(language, text).is_dependent


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Seed for such crops costs about $45 an acre, which poorer growers cannot afford."),
        ("en", "The council of Riverton agreed by nine votes to two to suspend those rules."),
        ("en", "State senator Gwen Harcastle, who helped to write the bill, defended the limit."),
        ("en", "Over two seasons, Riverton has cut its average time to 1.9 seconds, she said."),
        ("id", "Peneliti Universitas Muara, Arif Wicaksono, melihat kedua kekhawatiran itu beralasan."),
        ("id", "Ketua Serikat Pekerja Kirana, Dodi Rahayaan, menyambut baik penambahan itu."),
        ("id", "Forum Warga Hulu Kala tetap mendesak pemerintah mengaudit izin perusahaan itu."),
        ("id", "Petani yang kecewa cenderung mengurangi luas tanam, kata dia, sehingga pasokan menyusut."),
        ("id", "Pencemaran yang berlangsung sepuluh bulan itu membuat 214 warga sakit."),
    ],
)
def test_a_back_reference_makes_dependent_wherever_it_stands(language: str, text: str) -> None:
    assert line(language, text).is_dependent


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Growers who planted winter crops say that seed for such crops costs $45 an acre."),
        ("en", "The council of Riverton wants to plant such crops as clover and rye."),
        ("en", "Growers near Riverton condemned the government."),
        ("en", "The state set a limit on loans, and senator Gwen Harcastle defended the limit."),
        ("en", "Senator Gwen Harcastle defended the limit of $40,000 on loans to growers."),
        ("en", "The harbour has such a narrow mouth that no ferry may enter by night."),
        ("en", "The council set rules for boats in May and suspended those rules in June."),
        ("en", "The grants go to those affected by the flood in the lower town."),
        ("en", "Mayor Ann Doyle said the bridge was safe, but the deck would be replaced, she said."),
        ("id", "Galangan menambah 600 pekerja, dan serikat pekerja Kirana menyambut baik penambahan itu."),
        ("id", "Saham PT Teluk Kirana turun setelah pengadilan mencabut izin perusahaan itu."),
        ("id", "Wali Kota Selayan, Ani Lubis, menutup pasar lama pada malam hari itu."),
        ("id", "Gubernur Ani Lubis mengatakan pasar aman, kata dia, sampai akhir tahun."),
    ],
)
def test_a_pointer_whose_noun_stands_earlier_in_the_sentence_needs_no_other(language: str, text: str) -> None:
    assert not line(language, text).is_dependent


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Some residents accuse the landlord of ignoring the cracks."),
        ("en", "Both bottles carry the portrait of the founder."),
        ("en", "Harlan, a former bricklayer, said he could not see the line."),
        ("en", "The US navy sent two ships to the strait."),
        ("en", "‘I took the cat and left,’ said Albert Munk."),
        ("en", "The harvest this year was the smallest since the war."),
        ("id", "Tahun ini pemerintah kota membuka 85 lowongan guru."),
        ("id", "Pejabat Eselon I menghadiri rapat di Kota Selayan."),
        ("id", "Wali Kota Selayan mengatakan kota itu kekurangan air."),
        ("id", "Pelatih Tri Wahyu menilai timnya bermain terlalu lambat."),
    ],
)
def test_a_sentence_that_names_what_it_is_about_stands_alone(language: str, text: str) -> None:
    assert not line(language, text).is_dependent


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Geologist Sanna Munk said the clay had dried out."),
        ("en", "Growers suspect that the frost did less harm than the drought."),
        ("en", "The clay shrank, which weakened the northern wall."),
        ("id", "Pedagang mengeluhkan penjualan yang merosot di pasar."),
        ("id", "Harga naik lantaran panen di lereng gunung gagal."),
    ],
)
def test_a_sentence_that_argues_is_analysis(language: str, text: str) -> None:
    assert line(language, text).analysis >= ANALYSIS_SOME


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The team consists of three researchers and a cook."),
        ("en", "A plant in the valley is due to open in October."),
        ("en", "The weir had stood there since 1936 without repair."),
        ("id", "Tim terdiri atas dua dokter dan tiga ahli radiologi."),
        ("id", "Dua guru mengajar enam kelas secara bergantian."),
    ],
)
def test_naming_an_expert_or_a_time_is_no_argument(language: str, text: str) -> None:
    assert line(language, text).analysis < ANALYSIS_SOME


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "In response, the board imposed a limit on noise."),
        ("en", "Yet the mill stayed open until spring."),
        ("en", "Few in the town believe that, simply because the bridge has stood for years."),
        ("id", "Kendati demikian, panitia tetap membuka gerbang."),
        ("id", "Sehingga mereka akan mengawasi bahan baku."),
        ("id", "Alhasil, petugas menutup jembatan timbang."),
        ("id", "Presiden akan menerbitkan keputusan sebagai payung hukum pembentukan tim tersebut."),
        ("id", "Polisi memeriksa dua saksi sebelum yang bersangkutan ditahan."),
    ],
)
def test_what_opens_on_the_sentence_before_is_dependent(language: str, text: str) -> None:
    assert line(language, text).is_dependent


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Which is what the shopkeeper did for nine years."),
        ("en", "Here is the transcript of her long testimony."),
        ("en", "8. Coordination of the technical part of the inquiry."),
        ("id", "Yaitu pembayaran bunga utang dalam negeri dan luar negeri."),
        ("id", "Berikut daftar lengkap pemenang lomba perahu hias tahun ini."),
        ("id", "Pada artikel kali ini, kami merangkum cara menghitung kalori."),
    ],
)
def test_a_piece_of_a_sentence_and_the_page_about_itself_are_no_claims(language: str, text: str) -> None:
    assert not line(language, text).is_usable
