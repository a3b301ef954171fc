"""A question for a model, and what came of asking it once."""

from __future__ import annotations

import hashlib
import json
import string
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from kilas.core.routing import Failure, Route, Usage

_LETTERS = (string.ascii_letters + " ").encode()
_TEMPLATE_TOKENS = 256  # a model's own frame around two messages, and our request to correct a reply


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One structured question. The same question asked again has the same digest."""

    system: str  # instructions
    user: str  # the material
    schema: Mapping[str, object]  # JSON schema of the reply, an object
    prompt: str  # version and hash of the prompt that `system` was made from
    correction: str = ""  # what was wrong with the reply before

    @property
    def text(self) -> str:
        """The user's message as sent."""
        if not self.correction:
            return self.user
        return f"{self.user}\n\nYour last reply was rejected: {self.correction}. Reply again, corrected."

    @property
    def digest(self) -> str:
        """SHA-256 of all that is asked."""
        asked = [self.prompt, self.system, self.text, self.schema]
        return hashlib.sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()

    @property
    def most_tokens(self) -> int:
        """Upper bound of the prompt's tokens, for any tokenizer of words: none is loaded, because some download.

        A token is at least one byte, and at least two letters where it is made of ASCII letters.

        >>> Question(system="Be brief.", user="Harga naik 5%.", schema={}, prompt="1").most_tokens - 256
        16
        """
        texts = (self.system, self.user, json.dumps(self.schema))
        raw = "".join(texts).encode("utf-8", "surrogatepass")
        other = len(raw.translate(None, _LETTERS))
        return other + (len(raw) - other + 1) // 2 + _TEMPLATE_TOKENS

    def again(self, correction: str) -> Question:
        """The question with a note on what was wrong with the last reply."""
        return replace(self, correction=correction)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A reply that fits the question's schema."""

    output: Mapping[str, object]
    model: str = ""  # as the server names it
    usage: Usage = field(default_factory=Usage)
    reported_usd: int | None = None  # nano-dollars, where the server says what it charged
    is_metered: bool = True  # False: the server does not say what it used


@dataclass(frozen=True, slots=True, kw_only=True)
class NoAnswer:
    """A request without a usable reply. It may have cost money all the same."""

    failure: Failure
    usage: Usage = field(default_factory=Usage)
    reported_usd: int | None = None
    is_metered: bool = True  # False: nobody says if the request was billed, as after a timeout


# One request to a route, within a number of seconds. It raises no Exception.
Ask = Callable[[Route, Question, float], Answer | NoAnswer]
