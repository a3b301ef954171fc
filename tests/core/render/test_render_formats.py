"""A format is one module with one row: adding one touches nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

import kilas
from kilas.cli import brief_commands
from kilas.core.render import formats
from kilas.core.render.formats import FORMATS, Format, Look

SAMPLE = Path(kilas.__file__).parent / "samples" / "en-oat-harvest-drought.html"


def headline(brief: kilas.Brief, look: Look) -> str:
    return f"{brief.headline[: look.width]}\n"


def refused(refusal: kilas.Refusal, look: Look) -> str:
    return f"{refusal.reason} ({look.language})\n"


HEADLINE = Format(name="headline", rank=60, suffix=".headline", brief=headline, refusal=refused)


def test_a_format_of_ones_own_renders_like_those_that_come_with_kilas(tmp_path: Path) -> None:
    brief = kilas.brief(kilas.extract(SAMPLE.read_bytes()))
    assert isinstance(brief, kilas.Brief)
    with FORMATS.with_row(HEADLINE):
        assert kilas.render(brief, "headline", width=9) == f"{brief.headline[:9]}\n"
        assert formats.names()[-1] == "headline"
        assert "headline" not in formats.names("article")
        assert (
            brief_commands.brief([str(SAMPLE)], brief_commands.BriefRequest(format="headline", out=tmp_path))
            == 0
        )
    assert (tmp_path / f"{SAMPLE.stem}.headline").read_text("utf-8").startswith(brief.headline[:9])
    with pytest.raises(kilas.KilasError, match="no format 'headline'"):
        kilas.render(brief, "headline")
