"""The bundled sample articles, briefed: the main job on real input, with no network and no store."""

from __future__ import annotations

from datetime import datetime

from kilas.core.brief import Brief
from kilas.core.extract import extract
from kilas.core.summary.compose import brief
from kilas.sources.folder import sample_documents


def brief_samples(now: datetime) -> tuple[Brief, ...]:
    """A brief of every sample, newest first."""
    made: list[Brief] = []
    for document in sample_documents():
        got = brief(extract(document.data, url=document.url, name=document.name, now=now), now=now)
        if not isinstance(got, Brief):
            raise AssertionError(f"the bundled sample {document.name} gives no brief: {got.detail}")
        made.append(got)
    return tuple(sorted(made, key=lambda b: (b.article.published or now, b.id), reverse=True))
