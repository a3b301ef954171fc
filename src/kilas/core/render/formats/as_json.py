"""The format `json`: the published shapes (`core.render.shapes`); several values become an array."""

from __future__ import annotations

import json
from collections.abc import Sequence

from kilas.core.article import Article, Refusal
from kilas.core.brief import Brief
from kilas.core.render.formats import Format, Look, Written


def _one(one: Written, look: Look) -> str:  # noqa: ARG001  # all writers have the same parameters
    return _json(_shape(one))


def _together(every: Sequence[Written], look: Look) -> str:  # noqa: ARG001
    return _json([_shape(one) for one in every])


def _shape(one: Written) -> dict[str, object]:
    from kilas.core.render import shapes

    if isinstance(one, Refusal):
        return shapes.refusal_to_json(one)
    if isinstance(one, Brief):
        return shapes.brief_to_json(one)
    return shapes.article_to_json(one) if isinstance(one, Article) else shapes.explanation_to_json(one)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


ROW = Format(
    name="json",
    rank=40,
    suffix=".json",
    brief=_one,
    refusal=_one,
    article=_one,
    explanation=_one,
    together=_together,
)
