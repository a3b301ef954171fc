from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kilas.core.summary.leads import LONGEST, find_lead
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


@given(st.text(max_size=300), st.sampled_from(["en", "id", "ja"]))
def test_a_lead_is_a_short_prefix_with_balanced_quotes_or_nothing(text: str, language: str) -> None:
    lead = find_lead(text, language)
    assert text.startswith(lead)
    assert count_words(lead) <= LONGEST
    assert lead.count("“") == lead.count("”")
