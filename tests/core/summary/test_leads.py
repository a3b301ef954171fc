from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kilas.core.summary.leads import LONGEST, WHOLE, find_lead, opening_clause
from kilas.core.text import count_words

SENTENCES = Path(__file__).parent / "leads_in_sentences.txt"


def cases(half: int) -> Iterator[tuple[str, str, set[str]]]:
    """Language, sentence and its right leads; of every other line of the file."""
    lines = [line for line in SENTENCES.read_text("utf-8").splitlines() if not line.startswith("#")]
    for line in lines[half::2]:
        language, marked = line.split(": ", 1)
        *parts, _ = marked.split("|")
        right = {"".join(parts[: n + 1]) for n in range(len(parts))}
        sentence = marked.replace("|", "")
        whole = sentence.rstrip(".")
        yield language, sentence, right | ({whole} if count_words(whole) <= LONGEST else set())


@pytest.mark.parametrize("half", [0, 1])
def test_of_labelled_leads_hardly_any_is_broken_and_few_are_missing(half: int) -> None:
    found = [(find_lead(text, language), right) for language, text, right in cases(half)]
    shown = [(lead, right) for lead, right in found if lead]
    assert sum(lead in right for lead, right in shown) / len(shown) >= 0.95
    assert sum(count_words(lead) > LONGEST for lead, _ in shown) / len(shown) <= 0.03
    possible = [right for _, right in found if any(count_words(lead) <= LONGEST for lead in right)]
    assert len(shown) / len(possible) >= 0.9


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
        ("en", "The strike is over.", "The strike is over"),
    ],
)
def test_the_lead_is_the_opening_clause(language: str, text: str, lead: str) -> None:
    assert find_lead(text, language) == lead


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (  # the verb stands behind the subject's places
            "id",
            "Aksi pencurian motor di sebuah rumah kos wilayah Sandat, Kecamatan Lingsari, Kota Tirtawana, Provinsi Lembayung, berakhir dengan penangkapan pelaku.",
        ),
        (  # the relative clause's verb is not the sentence's
            "id",
            "Massa mahasiswa yang menggelar demo di depan Gedung Sate Lama, Jalan Merdeka Timur, Kota Tirtawana, membubarkan diri setelah pukul enam.",
        ),
        (
            "en",
            "Saturday's visit of Aldergate Town, who were eyeing the beach after a poor month, hardly promised a thriller.",
        ),
        (  # the scene alone takes up the room of the lead
            "en",
            "Because the old archive had neither heating nor a lock on the back door, the letters are too damaged to read.",
        ),
        (  # within a quotation
            "id",
            f"“Kami menunggu {'lama sekali ' * 12}di sini,” kata Sutini.",
        ),
        (  # the participle is not the main verb
            "en",
            "The clerk accused of selling the harbour's spare anchors to a scrap dealer from the next town was acquitted.",
        ),
    ],
)
def test_a_sentence_without_a_short_claim_at_its_start_has_no_lead(language: str, text: str) -> None:
    assert not find_lead(text, language)


@pytest.mark.parametrize(
    ("language", "text", "not_behind"),
    [
        ("en", "The visit comes days after a boat sank in the strait and two members of its crew drowned.", "days"),
        ("en", "The Bank of Eastmoor and the Ministry for Trade agreed on Friday to end a dispute over fees.", "Ministry"),
        ("en", "Prices of bread, milk, eggs and oil rose faster than wages last year, a survey of the office shows.", "bread"),
        ("en", "Residents were shocked to learn that the licence had been extended for ten years without a hearing.", "learn"),
        ("en", "House prices in the capital fell by 3.5 percent in the third quarter of the year, data show.", "fell"),
        ("id", "Pemerintah menyalurkan bantuan langsung tunai sementara kepada keluarga miskin di seluruh kecamatan kota itu.", "tunai"),
        ("id", "Kementerian Energi dan Sumber Daya Mineral menaikkan tarif listrik industri mulai Juli di semua provinsi.", "Energi"),
        ("id", "Pasar itu dikelola sejumlah pedagang yang dahulu berjualan di tepi jalan utama menuju pelabuhan lama.", "sejumlah"),
    ],
)  # fmt: skip
def test_a_lead_ends_within_no_name_list_amount_or_phrase(language: str, text: str, not_behind: str) -> None:
    assert not find_lead(text, language).endswith(not_behind)


def test_a_paragraph_opens_on_a_clause_sooner_than_on_a_long_quotation() -> None:
    assert opening_clause("Harga ikan turun di pasar Labuang.", "id")
    assert not opening_clause(f"“Kami menunggu {'lama sekali ' * 12}di sini,” kata Sutini.", "id")


@given(st.text(max_size=300), st.sampled_from(["en", "id", "ja"]))
def test_a_lead_is_a_short_prefix_with_balanced_quotes_or_nothing(text: str, language: str) -> None:
    lead = find_lead(text, language)
    assert text.startswith(lead)
    assert count_words(lead) <= WHOLE
    assert lead.count("“") == lead.count("”")
