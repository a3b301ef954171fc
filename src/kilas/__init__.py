"""Kilas turns news into briefs people can check.

    import kilas

    article = kilas.extract(html, url="https://example.org/story")
    brief = kilas.brief(article, words=120)
    print(kilas.render(brief, "markdown"))

`__all__` is the public interface. Heavy modules are imported on first use.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kilas.core.article import Article as Article
    from kilas.core.article import Refusal as Refusal
    from kilas.core.brief import Brief as Brief
    from kilas.core.brief import Claim as Claim
    from kilas.core.brief import Draft as Draft
    from kilas.core.brief import Evidence as Evidence
    from kilas.core.brief import cite as cite
    from kilas.core.briefing import brief as brief
    from kilas.core.drafting import Drafted as Drafted
    from kilas.core.drafting import DraftSection as DraftSection
    from kilas.core.drafting import Made as Made
    from kilas.core.drafting import Task as Task
    from kilas.core.extract import extract as extract
    from kilas.core.extract import from_text as from_text
    from kilas.core.render import render as render
    from kilas.errors import KilasError as KilasError

_HOME = {
    "Article": "kilas.core.article",
    "Brief": "kilas.core.brief",
    "Claim": "kilas.core.brief",
    "Draft": "kilas.core.brief",
    "DraftSection": "kilas.core.drafting",
    "Drafted": "kilas.core.drafting",
    "Evidence": "kilas.core.brief",
    "KilasError": "kilas.errors",
    "Made": "kilas.core.drafting",
    "Refusal": "kilas.core.article",
    "Task": "kilas.core.drafting",
    "brief": "kilas.core.briefing",
    "cite": "kilas.core.brief",
    "extract": "kilas.core.extract",
    "from_text": "kilas.core.extract",
    "render": "kilas.core.render",
}
__all__ = [*_HOME]  # one table serves both


def __getattr__(name: str) -> Any:
    if name == "__version__":
        from importlib.metadata import version

        return version("kilas")
    if name not in _HOME:
        raise AttributeError(f"module 'kilas' has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *_HOME, "__version__"])
