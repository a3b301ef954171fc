"""The type of a route, and the building blocks of address patterns."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from kilas.core.render.web.paths import UI_LANGUAGES
from kilas.site.exchange import Reply

ID = r"[0-9A-Za-z]+"
UI = rf"/(?P<ui>{'|'.join(UI_LANGUAGES)})"
LANGUAGE = r"(?P<language>[A-Za-z0-9-]{2,20})"
SLUG = r"(?:-(?P<slug>[^/]{1,200}))?"
READ = ("GET", "HEAD")


@dataclass(frozen=True, slots=True)
class PageRoute:
    """One address pattern with its handler and methods.

    The handler is called with the context, the request, and the pattern's named groups as keyword
    arguments.
    """

    pattern: re.Pattern[str]  # for the whole path below the base address
    answer: Callable[..., Reply]
    methods: tuple[str, ...] = READ


def route(pattern: str, answer: Callable[..., Reply], methods: tuple[str, ...] = READ) -> PageRoute:
    return PageRoute(re.compile(pattern), answer, methods)
