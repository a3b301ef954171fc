"""Lines of lists, and the front page that shows them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from kilas.core.brief import Brief
from kilas.core.render.ui_language import UiLanguage, speak
from kilas.core.render.web.listed import Listed
from kilas.core.render.web.pages import Frame, ListPart, Tally, front_page
from kilas.core.render.web.paths import Site

AT = datetime(2026, 7, 14, 2, 30, tzinfo=UTC)


def front(items: Sequence[Listed], ui: UiLanguage, source: str = "Ellery Post") -> str:
    """The front page that lists `items`."""
    frame = Frame(site=Site("https://kilas.example"), ui=speak(ui), zone=UTC)
    tally = Tally(title=source, path="/source/f1", count=2)
    return front_page(frame, ListPart(items=items), [tally], ["id", "ja"]).html


def listed_brief(brief: Brief, **more: Any) -> Listed:
    article = brief.sources[0]
    given: dict[str, Any] = {
        "id": brief.id,
        "kind": "brief",
        "slug": "angkot",
        "headline": brief.headline,
        "language": brief.language,
        "url": article.url,
        "source": article.source or "",
        "feed_id": "f1",
        "article_published": article.published,
        "published": AT,
        "updated": AT,
        "excerpt": brief.summary[0].claims[0].text,
        "word_count": brief.word_count,
        "tone": brief.tone.label if brief.tone.rated else None,
        "tone_score": brief.tone.score,
    }
    return Listed(**given | more)


def listed_link(**more: Any) -> Listed:
    given: dict[str, Any] = {
        "id": "f00d",
        "kind": "link",
        "slug": "",
        "headline": "Harbour dredging to start in spring",
        "language": "en",
        "url": "https://ellery-post.example/dredging",
        "source": "Ellery Post",
        "feed_id": "f1",
        "article_published": None,
        "published": AT,
        "updated": AT,
        "reason": "paywall",
    }
    return Listed(**given | more)
