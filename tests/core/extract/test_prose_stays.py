"""Sentences that only resemble furniture stay, in the middle and at the end; lines that are furniture by their form go."""

from __future__ import annotations

import pytest

from kilas.core.extract.body import Block
from kilas.core.extract.furniture import Context, report_of

FIRST = (
    "The harbour office of Tarn Quay will move its night ferry to the east pier in the first week of March."
)
SECOND = "The old pier was closed in October, when divers found that two of its posts had rotted below the waterline."
THIRD = "About 700 people use the boat each night, and half of them work in the bakeries on the far bank of the river."
LAST = "The council votes on the last part of the money on Thursday."

PROSE = (
    # openings of promotion
    "Sign up sheets for the ferry rota were torn off the notice board, the clerk said.",
    "Subscribers to the old season ticket will get 40 pounds back in April.",
    "Follow the river for two miles and you reach the mill that burned down, said Ida Crane.",
    "Get out early and the queue is short, one baker told the council.",
    "Join the queue before six, the crew told passengers, or wait for the second boat.",
    "Download speeds on the island have doubled since the mast was moved.",
    "Register offices in both towns will close for a week.",
    "Read more slowly and the report says something else, Crane argued.",
    "Read aloud in the hall, the letter took nine minutes.",
    "Watch towers along the coast will be manned again from June.",
    "Listen to the crew, she said, and you hear how tired they are.",
    "See also sells lamps in the arcade by the pier, and its owner lost a week of trade.",
    "More on the strike is expected from the union tonight.",
    "More from the fund goes to small harbours than to large ones.",
    "Related industries hired 60 people last year.",
    "Recommended by two engineers, the steel posts cost twice as much.",
    "Advertising on the boats brought in 9,000 pounds.",
    "Sponsored by a brewery, the regatta drew 4,000 people.",
    "Comments from residents filled eleven pages.",
    "Share prices of the ferry company fell by 4 percent.",
    "Shares of Getty Images fell on the same day, as did those of a rival.",
    "The archive was sold to Shutterstock for 3 million pounds.",
    "The first pictures were published by the Associated Press on Monday.",
    "Click here, the false letter told pensioners, and 31 of them did.",
    "Copyright in the maps lies with the county, a court found in 2011.",
    "Photo evidence was shown to the court for two days.",
    "Image counts more than speed in this trade, she said.",
    "This story is not over, said the harbour master.",
    "This article of the law has never been used.",
    "When you buy a ticket on board, you pay 2 pounds more.",
    "If you click with your neighbours, the crossing is short, he said.",
    "We may receive a storm warning by noon, the office said.",
    "Loading the boat takes 40 minutes since the ramp broke.",
    "Reply times at the office have grown to nine weeks.",
    "Open image archives will be shown in the town hall.",
    "Agents may earn a commission on each berth, the ministry said.",
    # openings of lines below a report
    "Reporting by the harbour office showed that one boat in ten was late.",
    "Written by a clerk in 1911, the rule forbids carts on the pier.",
    "Edited by hand and printed in red, the leaflet went to every house.",
    "Story by story, the tower came down in nine days.",
    "Words were exchanged between the two skippers, a witness said.",
    "Contact with the second boat was lost at 9.15 p.m. on Sunday.",
    "Call 0900 555 013 and nobody answers, said one of the bakers.",
    "Reach the far bank on foot at low tide and you save 3 pounds.",
    "Email at the office was down for 3 days.",
    "The far bank can be reached on foot at low tide.",
    "The new contract covers fuel and repairs for the next four years.",
    "Ida Crane writes to the council every week, and on Monday it wrote back.",
    "The editor is a reporter who lost his notes on the boat, the court heard.",
    "Topics for the meeting are fares, noise and the new ramp.",
    "Tags on the life jackets showed that 40 were out of date.",
    "Editor and publisher of the island paper, Crane counted every late boat.",
    "Source rivers of the Tarn carry less water each year.",
    "Originally published in 1911, the timetable hung in the hall until last week.",
    "What do you think happened to the money, one resident asked the council.",
    "Let us know when the boat is late, the office asked its passengers in May.",
    "Tell us where the money went, the crowd shouted.",
    "The views expressed at the meeting ranged from anger to relief.",
    "Correction of the timetable takes until March.",
    "Disclosure of the contract was refused twice.",
    "Note the low tide at six, the crew warns, or you wait until noon.",
    "Like the old pier, the new one is made of oak.",
    "Explore the cellars at low tide and you find the posts of the first bridge.",
    "Get the boat at seven and you are at work by eight, she said.",
    "Find the rope and you find the thief, the harbour master joked.",
    "Stay up all night and you hear the posts move, said a neighbour.",
    "Don't miss the last boat, the crew told them, and half the guests did.",
    "Want more boats and you pay more tax, the mayor said.",
    "For more than a year the bakers have asked for a second boat, and the news is bad.",
    "To read the tide you need a chart, a clock and an inbox full of warnings, he said.",
    "Support for the fare among members fell to 31 percent.",
    "Donate an hour a week, the chapel asked its members, and 70 did.",
    "Become a pilot and you never leave the river, he said.",
    "Create a second berth and the queue is gone, the engineers say.",
    "You must stand on the left, the crew say, or the boat tips.",
    "Looking for a cheaper post, the council found one in Norway, its website says.",
    # Indonesian
    "Baca puisi menjadi acara penutup malam itu, kata panitia.",
    "Simak baik-baik, kata Rangga, perahu terakhir berangkat pukul enam.",
    "Lihat saja antreannya, ujar seorang warga, sudah satu jam tidak bergerak.",
    "Tonton lomba itu dari dermaga timur, pesan panitia kepada warga.",
    "Ikuti arahan petugas di grup WhatsApp desa, kata Rangga.",
    "Dapatkan informasi dari posko, bukan dari kabar berantai di Telegram, kata dia.",
    "Unduhan aplikasi jadwal perahu mencapai 5.000 dalam sepekan.",
    "Gabungan nelayan meminta dermaga itu dibuka lagi.",
    "Berlangganan tiket bulanan lebih murah bagi pekerja pabrik roti, kata Sari.",
    "Berita duka itu sampai ke kampung pada Minggu malam.",
    "Artikel 12 peraturan desa melarang gerobak di dermaga.",
    "Topik rapat adalah tarif, kebisingan, dan jalan baru.",
    "Iklan di perahu menghasilkan Rp 90 juta setahun.",
    "Komentar warga memenuhi sebelas halaman.",
    "Bagikan beban itu dengan adil, kata wali kota.",
    "Foto: itulah bukti yang diminta hakim kepada kedua nakhoda.",
    "Foto bukti diperlihatkan selama dua hari di pengadilan.",
    "Gambar peta lama itu milik kabupaten, kata hakim.",
    "Keterangan saksi: perahu berangkat tanpa lampu, kata polisi.",
    "Hubungi 112 bila air naik, pesan Rangga kepada warga.",
    "Penulis surat itu belum diketahui sampai Senin malam.",
    "Sumber air di hulu mengering sejak Juli.",
    "Artikel ini pernah dihapus dari undang-undang pada 1998.",
    "Redaksi surat itu diubah tiga kali, kata Sari.",
    "Kontak dengan perahu kedua hilang pukul 21.15.",
    "Lowongan di pabrik roti bertambah 60 orang.",
    "Selesai dibangun, dermaga itu dibuka pada Maret.",
    "Halaman kantor desa terendam air setinggi lutut.",
    "Halaman 12 laporan itu memuat nama ketujuh nakhoda.",
    "Editor harian desa itu menghitung setiap perahu yang terlambat.",
    "Hak cipta peta itu dimiliki kabupaten sejak 2011.",
    "Dilarang mengambil air dari sumur itu tanpa izin tertulis, kata kepala desa.",
    "Pilihan warga jatuh pada dermaga timur.",
    "Klik dan bayar, begitu cara baru membeli tiket, kata Sari.",
)  # fmt: skip

FURNITURE = (
    "Read more: Two piers in ten to close",
    "Read also: What the tide tells.",
    "Related: Ten piers to see before you die",
    "Also read: Ferry fares to rise in April.",
    "Watch: the boat's first crossing",
    "Sign up for our weekly letter from the coast and get it in your inbox on Friday.",
    "Subscribe to our newsletter for more stories from the coast.",
    "Follow us on Facebook, Instagram and Threads.",
    "Follow the Tarn Post on WhatsApp for the latest news.",
    "Join our WhatsApp channel to get the news first.",
    "Download our app to get the news before breakfast.",
    "Click here to read the report in full.",
    "For the report of the engineers, click here.",
    "Advertisement",
    "SCROLL TO CONTINUE WITH CONTENT",
    "Story continues below",
    "Article continues after this advertisement",
    "[Video: ferry-crossing]",
    "Page 1 2 3 Next",
    "Page 2 of 5",
    "Next page: The second pier",
    "© 2026 Tarn Post. All rights reserved.",
    "Copyright 2026 Tarn Post",
    "Photo: Ida Crane/Tarn Post",
    "Image credit: Ida Crane",
    "The night ferry leaves the old pier. Ida Crane via Getty Images",
    "— Ida Crane (@idacrane) March 2, 2026",
    "We may earn a commission when you buy through links on our site.",
    "This story was originally published by the Tarn Post.",
    "Editor: Ida Crane",
    "Baca juga: Dua dermaga ditutup",
    "Baca Juga : Tarif perahu naik mulai April.",
    "Simak juga: Lomba perahu di Sungai Tarum",
    "Tonton juga video: Perahu pertama menyeberang",
    "Tonton juga Video 'Detik-detik Dermaga Ambruk':",
    'Simak Video "Perahu Pertama Menyeberang"',
    "Lihat juga: Lima dermaga tertua",
    "Pilihan Editor: Mengapa dermaga itu ambruk",
    "[Gambas:Instagram]",
    "[Gambas:Video 20detik]",
    "Halaman 1 2 3",
    "Halaman: 1 2 3 Selanjutnya",
    "Halaman 2 dari 4",
    "Halaman selanjutnya: Tarif baru",
    "Lihat Semua",
    "Simak selengkapnya di halaman selanjutnya.",
    "Saksikan juga video berikut:",
    "Penulis: Rangga Wibisana | Editor: Sari Wening",
    "Yuk, gabung ke grup Telegram Kabar Tarum!",
    "Laporan wartawan Kabar Tarum, Rangga",
    "SCROLL TO RESUME CONTENT",
    "[gallery ids=1,2]",
    "Pewarta: Rangga Wibisana",
    "Penulis: Sari Wening",
    "Editor: Sari Wening",
    "Copyright © KABAR TARUM 2026",
    "Hak Cipta © Kabar Tarum 2026",
    "Dilarang keras mengambil konten, melakukan pengindeksan otomatis di situs ini tanpa izin tertulis dari Kantor Berita Tarum.",
    "Gabung di WhatsApp Channel kami untuk kabar terbaru setiap hari.",
    "Ikuti saluran WhatsApp Kabar Tarum agar Anda tidak ketinggalan berita.",
    "Dapatkan berita pilihan kami setiap pagi di ponselmu lewat grup Telegram Kabar Tarum, caranya klik tautan ini lalu gabung.",
    "Ikuti Kabar Tarum di Google News",
    "Cek berita dan artikel pilihan kami di Google News.",
    "Unduh aplikasi Kabar Tarum untuk membaca berita tanpa iklan",
    "Klik di sini untuk melihat daftar lengkap",
    "Artikel ini telah tayang di Kabar Tarum dengan judul Dermaga Lama Ditutup",
    "Foto: Warga menunggu perahu di dermaga (Rangga/Kabar Tarum)",
    "Scroll untuk melanjutkan membaca",
)  # fmt: skip

BELOW = (
    "Reporting by Ida Crane in Tarn Quay; editing by Tom Vale and Ann Moor.",
    "Additional reporting by Tom Vale.",
    "Tom Vale contributed reporting from the coast.",
    "Associated Press writers Tom Vale and Ann Moor contributed to this report.",
    "Contact Ida Crane at ida@tarnpost.example.",
    "Email the author at ida@tarnpost.example or follow her on Twitter @idacrane.",
    "Ida Crane can be reached at ida@tarnpost.example or 555-010-2233.",
    "Tom Vale is a senior reporter at the Tarn Post.",
    "Tom Vale covers harbours and rivers for the Tarn Post.",
    "Tags: ferry, pier, fares",
    "Source: Harbour office",
    "Editor's note: The headline was changed on 3 March.",
    "This article was updated on 3 March with the vote of the council.",
    "The views expressed in this article are those of the author.",
    "Let us know what you think in the comments below.",
    "What do you think?",
    "This interview has been edited for length and clarity.",
    "(rgw/swg)",
    "Sumber: Kantor Pelabuhan Tarum",
    "Topik: dermaga, perahu, tarif",
    "Hubungi redaksi di redaksi@kabartarum.example",
    "Rangga Wibisana adalah wartawan Kabar Tarum di Tarum Hilir.",
    "Catatan redaksi: judul diubah pada 3 Maret.",
)  # fmt: skip


def _report(*lines: str) -> list[str]:
    about = Context(title="Night ferry moves to the east pier", byline="", links={})
    return [block.text for block in report_of([Block("p", line) for line in lines], about)]


@pytest.mark.parametrize("line", PROSE)
def test_a_sentence_that_resembles_furniture_stays_wherever_it_is(line: str) -> None:
    assert _report(FIRST, SECOND, line, THIRD, LAST) == [FIRST, SECOND, line, THIRD, LAST]
    assert _report(FIRST, SECOND, THIRD, line) == [FIRST, SECOND, THIRD, line]


@pytest.mark.parametrize("line", FURNITURE)
def test_a_line_that_is_furniture_by_its_form_goes_wherever_it_is(line: str) -> None:
    assert _report(FIRST, SECOND, line, THIRD, LAST) == [FIRST, SECOND, THIRD, LAST]
    assert _report(FIRST, SECOND, THIRD, LAST, line) == [FIRST, SECOND, THIRD, LAST]


@pytest.mark.parametrize("line", BELOW)
def test_a_credit_or_a_note_below_the_report_goes(line: str) -> None:
    assert _report(FIRST, SECOND, THIRD, LAST, line) == [FIRST, SECOND, THIRD, LAST]


SUBHEADS = (
    "More on the way", "More to come", "More from the council", "More about the money", "Latest", "The latest", "Recent", "Top stories",
    "Top story", "Sources", "Our sources", "References", "Video", "Related costs", "Recommended speed", "Trending down", "Popular no more",
    "Read the tide", "Don't miss the boat", "Comments on the plan", "Share of the cost", "Tags on the jackets", "Copyright fears", "Photo finish",
    "Follow the money", "Sign up or sink", "Get the boat", "Loading the boats", "Editor's choice of words", "About the author of the plan",
    "Berita buruk", "Terkini", "Berita terkini dari dermaga", "Pilihan sulit", "Topik panas", "Komentar warga", "Lainnya", "Rekomendasi ahli",
    "Foto lama", "Baca situasi", "Ikuti arus", "Hak cipta peta", "Memuat 300 penumpang", "Sumber dana", "Video pengawas", "Artikel 12",
)  # fmt: skip
ASIDE_HEADS = (
    "Related", "Related:", "Related stories", "RELATED ARTICLES", "Recommended", "Recommended for you", "Read more", "Read more:", "Read also",
    "See also", "Also read", "Read next", "Most read", "Trending now", "Editor's picks", "You may also like", "Don't miss", "Up next",
    "More stories", "Latest news", "Top stories", "More from the Tarn Post", "Baca juga", "Baca Juga:", "Berita Terkait", "BERITA TERKAIT:",
    "Artikel terkait", "Berita lainnya", "Artikel pilihan", "Terpopuler", "Rekomendasi", "Rekomendasi untuk Anda", "Simak juga", "Pilihan Editor",
    "Topik terkait", "Berita Terpopuler", "Video Terkait",
)  # fmt: skip
LINKS = ("Ten piers to see before you die", "What the tide tells")


def _kinds(*blocks: Block, links: tuple[str, ...] = ()) -> list[str]:
    about = Context(title="Night ferry moves", byline="", links=dict.fromkeys(links, 1.0))
    return [block.text for block in report_of(blocks, about)]


@pytest.mark.parametrize("head", SUBHEADS)
def test_a_subhead_with_prose_below_cuts_nothing(head: str) -> None:
    lines = [Block("p", line) for line in (FIRST, SECOND, THIRD)]
    got = _kinds(*lines, Block("head", head, 2), Block("p", LAST))
    assert [text for text in got if text != head] == [FIRST, SECOND, THIRD, LAST]
    if head not in ("Video", "Sources"):
        assert head in got


@pytest.mark.parametrize("head", ASIDE_HEADS)
@pytest.mark.parametrize("kind", ["p", "head"])
def test_a_box_of_links_goes_with_its_heading_and_the_report_goes_on(head: str, kind: str) -> None:
    box = [
        Block("head", head, 3) if kind == "head" else Block("p", head),
        *(Block("item", link) for link in LINKS),
    ]
    lines = [Block("p", line) for line in (FIRST, SECOND, THIRD)]
    assert _kinds(*lines, *box, Block("p", LAST), links=LINKS) == [FIRST, SECOND, THIRD, LAST]
    assert _kinds(*lines, Block("p", LAST), *box, links=LINKS) == [FIRST, SECOND, THIRD, LAST]


def test_teasers_with_a_text_of_their_own_go_with_their_box() -> None:
    box = [Block("head", "Related stories", 2)]
    for link in LINKS:
        box += [
            Block("head", link, 3),
            Block("p", f"{link}: the whole story of a pier that nobody wanted to keep."),
        ]
    lines = [Block("p", line) for line in (FIRST, SECOND, THIRD)]
    assert _kinds(*lines, *box, Block("p", FIRST.upper()), Block("p", LAST), links=LINKS) == [
        FIRST,
        SECOND,
        THIRD,
        FIRST.upper(),
        LAST,
    ]


def test_nothing_of_the_report_follows_the_comments() -> None:
    lines = [Block("p", line) for line in (FIRST, SECOND, THIRD, LAST)]
    for head in (
        "Leave a Reply",
        "3 Comments",
        "Comments (12)",
        "Tinggalkan komentar",
        "12 Komentar",
        "About the author",
        "Tentang Penulis",
    ):
        assert _kinds(*lines, Block("head", head, 2), Block("p", "I never liked the old pier anyway.")) == [
            FIRST,
            SECOND,
            THIRD,
            LAST,
        ]


def test_a_list_of_links_below_the_report_goes() -> None:
    items = [Block("item", f"Pier {number} of the coast, told in pictures") for number in range(3)]
    about = Context(title="Night ferry moves", links={item.text: 0.4 for item in items})
    lines = [Block("p", line) for line in (FIRST, SECOND, THIRD, LAST)]
    assert report_of([*lines, *items], about) == lines
    assert report_of([*lines, *items, lines[0]], about) == [*lines, *items, lines[0]]


def test_what_is_said_about_the_author_below_the_report_goes() -> None:
    about = Context(title="Night ferry moves", byline="Ida Crane, Tom Vale", links={})
    lines = [Block("p", line) for line in (FIRST, SECOND, THIRD, LAST)]
    bio = [
        Block("p", "Ida Crane writes about rivers from Tarn Quay."),
        Block("p", "Tom Vale has kept boats since 1998."),
    ]
    assert report_of([*lines, *bio], about) == lines


def test_a_pointer_behind_the_last_sentence_of_a_paragraph_goes() -> None:
    for pointer in (
        "Baca juga: Dua Dermaga Ditutup",
        "Read more: Two piers close",
        "Simak juga: Lomba Perahu",
        "Pilihan Editor: Dermaga Tua",
    ):
        assert _report(FIRST, f"{SECOND} {pointer}", THIRD, LAST) == [FIRST, SECOND, THIRD, LAST]


def test_a_copy_of_several_paragraphs_goes() -> None:
    lines = [
        f"{line} {number}."
        for number, line in enumerate((FIRST, SECOND, THIRD, FIRST, SECOND, THIRD, FIRST, SECOND, THIRD))
    ]
    assert _report(*lines, " ".join(lines), LAST) == [*lines, LAST]
