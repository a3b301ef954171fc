from __future__ import annotations

import pytest

from evals.noise_lines import CLEAN, NOISY
from evals.parts.noise import kinds_of
from kilas.core.summary.lines import read_lines
from kilas.core.summary.trimming import cut
from kilas.testing import make_article


@pytest.mark.parametrize("text", NOISY)
def test_what_a_page_prints_among_its_paragraphs_never_becomes_a_claim(text: str) -> None:
    for language in ("en", "id"):
        lines = read_lines(make_article(f"{text}\nThe mill closed for good on Friday.", language=language))
        assert not [line.text for line in lines if line.is_usable and kinds_of(line.text)]


@pytest.mark.parametrize("text", CLEAN)
def test_news_about_newsletters_adverts_and_photographs_stays_news(text: str) -> None:
    first, *_ = read_lines(make_article(f"{text}\nThe mill closed for good on Friday.", language="en"))
    assert first.unfit != "page_noise"


def test_the_lint_finds_all_noise_of_our_own_and_no_news() -> None:
    assert [text for text in NOISY if not kinds_of(text)] == []
    assert [text for text in CLEAN if kinds_of(text)] == []
    assert cut("NORTHFELL (Harbour News) -- The mill closed.", "en") == "The mill closed."
