"""The interface language that a reader prefers."""

from __future__ import annotations

from kilas.core.render.ui_language import UiLanguage
from kilas.core.render.web.paths import DEFAULT, UI_LANGUAGES


def wanted_language(accept: str) -> UiLanguage:
    """The best available language by `Accept-Language` (RFC 9110, 12.5.4); English by default.

    >>> wanted_language("fr, id;q=0.9, en;q=0.8"), wanted_language("en-GB,id;q=0.5"), wanted_language("")
    ('id', 'en', 'en')
    """
    best, best_weight = DEFAULT, 0.0
    for part in accept[:1_000].split(","):
        tag, _, rest = part.partition(";")
        code = tag.strip().lower().split("-")[0]
        for ours in UI_LANGUAGES:
            if code in (ours, _OLD.get(ours)) and (weight := _weight(rest)) > best_weight:
                best, best_weight = ours, weight
    return best


_OLD = {"id": "in"}  # the ISO 639 code until 1989; Android used it for a long time


def _weight(parameters: str) -> float:
    name, _, value = parameters.strip().partition("=")
    if name.strip().lower() != "q":
        return 1.0
    try:
        return min(max(float(value), 0.0), 1.0)
    except ValueError:
        return 0.0
