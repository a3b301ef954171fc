from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kilas.core.summary.leads import STRETCHED, find_lead, opening_clause
from kilas.core.text import count_words


@pytest.mark.parametrize(
    ("language", "text", "lead"),
    [
        ("id", "Tarif turun menjadi Rp2.000, tetapi hanya selama uji coba.", "Tarif turun menjadi Rp2.000"),
        (
            "id",
            "Selain hukuman penjara, Hendra didenda Rp8 miliar dengan ketentuan diganti kurungan.",
            "Selain hukuman penjara, Hendra didenda Rp8 miliar dengan ketentuan diganti kurungan",
        ),
        (
            "en",
            "The ministry must decide on each application within 45 days.",
            "The ministry must decide on each application within 45 days",
        ),
        (
            "en",
            "Prices rose 3.5 percent to $1,250, as power firms rushed to buy.",
            "Prices rose 3.5 percent to $1,250",
        ),
        (
            "en",
            "Voters backed the plan because it was cheap, officials said.",
            "Voters backed the plan because it was cheap",
        ),
        (
            "id",
            "Ketua serikat, Nurul Azis, menilai pabrik mampu membayar karena ekspornya tumbuh.",
            "Ketua serikat, Nurul Azis, menilai pabrik mampu membayar",
        ),
        ("id", "Di Kota Lama, dua guru mengajar enam kelas.", "Di Kota Lama, dua guru mengajar enam kelas"),
        (
            "en",
            "The mayor, a former nurse, was elected in 2022, when the mill closed.",
            "The mayor, a former nurse, was elected in 2022",
        ),
        (
            "en",
            "“My dog refuses to walk,” said Pia Munk, who sells ice outside the station.",
            "“My dog refuses to walk,” said Pia Munk",
        ),
        ("en", "“We are ready,” said Ada Voss.", "“We are ready,” said Ada Voss"),
    ],
)
def test_the_lead_is_the_opening_clause(language: str, text: str, lead: str) -> None:
    assert find_lead(text, language) == lead


@pytest.mark.parametrize(
    ("language", "text", "lead"),
    [
        (  # the verb stands behind the subject's places
            "id",
            "Aksi pencurian motor di sebuah rumah kos wilayah Sandat, Kecamatan Lingsari, Kota Tirtawana, berakhir dengan penangkapan pelaku.",
            "Aksi pencurian motor di sebuah rumah kos wilayah Sandat, Kecamatan Lingsari, Kota Tirtawana, berakhir dengan penangkapan pelaku",
        ),
        (  # the relative clause's verb is not the sentence's
            "id",
            "Massa mahasiswa yang menggelar demo di depan Gedung Sate Lama, Jalan Merdeka Timur, membubarkan diri setelah pukul enam.",
            "Massa mahasiswa yang menggelar demo di depan Gedung Sate Lama, Jalan Merdeka Timur, membubarkan diri",
        ),
        (
            "id",
            "Pembukaan blokir itu juga sudah sesuai dengan yang diminta kementerian.",
            "Pembukaan blokir itu juga sudah sesuai dengan yang diminta kementerian",
        ),
        (  # a report without what is reported
            "id",
            "Sutini mengatakan pada 2023, pabrik sudah menolak pekerja harian dari desa tetangga.",
            "Sutini mengatakan pada 2023, pabrik sudah menolak pekerja harian dari desa tetangga",
        ),
        (
            "en",
            "Marathon organisers are hoping that the banned runner will still take part in this year's race on 17 April.",
            "Marathon organisers are hoping that the banned runner will still take part",
        ),
        (
            "en",
            "Saturday's visit of Aldergate Town, who were eyeing the beach after a poor month, hardly promised a thriller.",
            "Saturday's visit of Aldergate Town, who were eyeing the beach after a poor month, hardly promised a thriller",
        ),
        (
            "en",
            "With fresh beans, proper filters, and a capable grinder, even cheaper machines can deliver at worst a passable cup.",
            "With fresh beans, proper filters, and a capable grinder, even cheaper machines can deliver",
        ),
    ],
)
def test_a_lead_holds_the_verb_that_tells_what_happened(language: str, text: str, lead: str) -> None:
    assert find_lead(text, language) == lead


def test_a_paragraph_opens_on_a_clause_sooner_than_on_a_long_quotation() -> None:
    assert opening_clause("Harga ikan turun di pasar Labuang.", "id")
    assert not opening_clause(f"“Kami menunggu {'lama sekali ' * 12}di sini,” kata Sutini.", "id")


@given(st.text(max_size=300), st.sampled_from(["en", "id", "ja"]))
def test_a_lead_is_a_short_prefix_with_balanced_quotes_or_nothing(text: str, language: str) -> None:
    lead = find_lead(text, language)
    assert text.startswith(lead)
    assert count_words(lead) <= STRETCHED
    assert lead.count("“") == lead.count("”")
