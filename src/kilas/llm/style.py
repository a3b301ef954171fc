"""The owner's house style: what briefs written by a model should sound like."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from kilas.core.brief import DEFAULT_WORDS, WrittenKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """Wishes that go into the prompt. They change the wording of a brief, never what the checker asks of it."""

    version: str = ""  # the owner's own name for it; "" without a style
    instructions: str = ""
    sections: Mapping[WrittenKind, str] = field(default_factory=dict)  # a template for each section
    words: int = DEFAULT_WORDS
    language: str = ""  # of the claims, ISO 639-1; "": that of the article

    @property
    def name(self) -> str | None:
        """Version and digest, as printed in the provenance; None without a style of the owner's."""
        wishes = [self.instructions, dict(self.sections), self.language]
        if not any(wishes) and not self.version:
            return None
        digest = hashlib.sha256(json.dumps(wishes, sort_keys=True).encode()).hexdigest()[:8]
        return f"{self.version or 'style'}:{digest}"
