"""What the formats look like, held by golden files: `pytest tests/core/render --update-golden` rewrites them."""

from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from render_briefs import angkot_brief, model_brief, seawall_brief
from render_lists import front, listed_brief, listed_link

from kilas.core.article import Refusal
from kilas.core.brief import Brief
from kilas.core.render import formats, json_schema, render

GOLDEN = Path(__file__).parent.parent.parent / "data" / "render"
SUFFIX = {"html": "html", "terminal": "terminal.txt", "markdown": "md", "json": "json", "text": "txt"}
REFUSAL = Refusal(
    source="https://ellery-post.example/members",
    reason="paywall",
    detail="The page shows 2 sentences and asks readers to subscribe.",
    mend="Open the page in a browser, save it, and give Kilas the file.",
)


def agree(name: str, made: str, update: bool) -> None:
    path = GOLDEN / name
    if update:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(made, encoding="utf-8", newline="\n")
    assert made == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("form", formats.names())
@pytest.mark.parametrize(
    ("name", "brief"),
    [("angkot", angkot_brief()), ("seawall", seawall_brief()), ("model", model_brief(judge="rhine-1"))],
)
def test_a_brief_looks_as_recorded_in_every_format(
    name: str, brief: Brief, form: str, update_golden: bool
) -> None:
    made = render(brief, form, timezone=ZoneInfo("Asia/Jakarta"))
    agree(f"{name}.{SUFFIX[form]}", made, update_golden)


@pytest.mark.parametrize("form", formats.names())
def test_a_refusal_looks_as_recorded_in_every_format(form: str, update_golden: bool) -> None:
    agree(f"refusal.{SUFFIX[form]}", render(REFUSAL, form, ui_language="id"), update_golden)


def test_a_front_page_looks_as_recorded(update_golden: bool) -> None:
    made = front([listed_brief(angkot_brief()), listed_link()], "id")
    agree("front.html", made, update_golden)


@pytest.mark.parametrize("name", ["kilas.brief/2", "kilas.article/1", "kilas.refusal/1"])
def test_a_schema_looks_as_recorded(name: str, update_golden: bool) -> None:
    import json

    made = json.dumps(json_schema(name), indent=2, ensure_ascii=False) + "\n"
    agree(f"{name.replace('/', '.')}.schema.json", made, update_golden)
