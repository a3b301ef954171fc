"""Atom 1.0 (RFC 4287) and 0.3, read in the same way as RSS."""

from __future__ import annotations

from kilas.sources.source_kinds import SourceKind
from kilas.sources.source_kinds.rss import read

ROW = SourceKind(
    name="atom",
    rank=20,
    words="Atom feed",
    read=read,
    recognises=lambda answer: answer.markup.root == "feed",
    media_types=("application/atom+xml",),
    guesses=("/atom.xml",),
)
