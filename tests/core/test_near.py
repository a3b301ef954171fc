from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from kilas.core.near import are_copies, signature

WORDS = [f"{a}{b}" for a in "bcdfghjklmnprst" for b in ("ana", "iri", "obo", "uku", "enten", "alaran")]


def report(seed: int, length: int = 400) -> str:
    chance = random.Random(seed)
    return " ".join(chance.choice(WORDS) for _ in range(length))


def changed(text: str, share: float, seed: int) -> str:
    chance = random.Random(seed)
    return " ".join("changed" if chance.random() < share else word for word in text.split())


def meet(one: tuple[str, str], other: tuple[str, str]) -> bool:
    return bool(set(signature(*one)) & set(signature(*other))) and are_copies(one, other)


def test_a_copy_with_five_percent_of_its_words_changed_is_found() -> None:
    found = [
        meet((f"Report {i} of the day", report(i)), (f"Another headline {i}", changed(report(i), 0.05, i)))
        for i in range(60)
    ]
    assert sum(found) >= 58


def test_different_reports_are_never_taken_for_copies() -> None:
    texts = [(f"Report number {i} of the day", report(i)) for i in range(20)]
    assert not any(meet(a, b) for i, a in enumerate(texts) for b in texts[:i])


def test_a_wire_report_cut_to_two_thirds_is_found_by_its_headline() -> None:
    whole = report(1)
    cut = whole[: len(whole) * 2 // 3]
    assert meet(("Ferry runs all night again", cut), ("Ferry runs ALL night, again", whole))


BULLETIN = (
    "Harga emas batangan di Pasar Seroja hari ini {a} menjadi Rp{b} juta per gram dari Rp{c} juta kemarin, menurut "
    "daftar harga yang diterbitkan koperasi pedagang pada pukul {d}. Harga beli kembali tercatat Rp{e} juta per gram. "
    "Pembeli dikenai pajak sesuai peraturan yang berlaku dan mendapat bukti potong. Koperasi mencatat {f} transaksi "
    "sejak toko dibuka. Berikut harga emas menurut berat, belum termasuk pajak, dari yang terkecil hingga terbesar."
)


def test_a_bulletin_with_other_figures_is_another_report() -> None:
    one = BULLETIN.format(a="naik", b="2,31", c="2,27", d="08.30", e="2,16", f="412")
    other = BULLETIN.format(a="naik", b="2,35", c="2,31", d="08.45", e="2,20", f="389")
    corrected = BULLETIN.format(a="naik", b="2,31", c="2,27", d="08.30", e="2,16", f="421")
    title = "Harga emas di Pasar Seroja hari ini"
    assert not meet((title, one), (title, other))
    assert meet((title, one), (title, corrected))


FLOOD = (
    "Air setinggi {a} sentimeter menggenangi {b} rumah di {town} sejak Selasa dini hari setelah hujan turun selama 6 jam. "
    "Badan penanggulangan bencana {town} mengirim 4 perahu karet dan 2 dapur umum ke lokasi. Sebanyak 12 sekolah "
    "diliburkan sampai hari Kamis, dan warga diminta menjauhi bantaran sungai sampai air surut. Kepala badan itu berkata "
    "bahwa pompa akan bekerja siang dan malam, dan bahwa bantuan pangan cukup untuk 3 hari. Cuaca diperkirakan cerah."
)


def test_a_report_of_another_town_with_most_figures_alike_is_another_report() -> None:
    one = FLOOD.format(a=40, b=310, town="Randubaya")
    other = FLOOD.format(a=55, b=95, town="Tirtasari")
    cut = one.rsplit(". ", 1)[0] + "."
    elsewhere = one.replace("Randubaya", "Tirtasari")
    corrected = one.replace("310", "301")
    title = "Banjir merendam ratusan rumah warga"
    assert not meet((title, one), (title, other))
    assert meet((title, one), (title, cut))
    assert meet((title, one), (title, corrected))
    assert not meet((title, one), (title, elsewhere))


def test_the_same_headline_over_another_text_makes_no_copy() -> None:
    title = "What we know about the flood"
    assert not meet((title, report(1)), (title, report(2)))


@given(title=st.text(), text=st.text())
def test_every_text_has_a_signature_that_both_databases_can_keep(title: str, text: str) -> None:
    assert all(0 <= band < 2**63 for band in signature(title, text))
    assert signature(title, text) == signature(title, text)
