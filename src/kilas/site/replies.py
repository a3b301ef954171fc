"""Replies by media type, for use by routes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from kilas.core.render.web.pages import Page
from kilas.site.exchange import FOREVER, HTML, PAGE_CACHE, SEARCH_CACHE, Reply

UNLISTED: Mapping[str, str] = {"X-Robots-Tag": "noindex"}


def for_owner(reply: Reply) -> Reply:
    """The reply of a site for its owner alone: not for search engines, and kept by no cache that others share."""
    cache = SEARCH_CACHE if reply.cache == PAGE_CACHE else reply.cache.replace("public,", "private,", 1)
    return replace(reply, cache=cache, headers={**reply.headers, **UNLISTED})


def html_reply(page: Page, **more: Any) -> Reply:
    return text_reply(HTML, page.html, policy=page.policy, **more)


def text_reply(media_type: str, text: str, **more: Any) -> Reply:
    """A reply with `text`; `more` are fields of `Reply`."""
    return Reply(media_type=media_type, body=text.encode("utf-8", "replace"), **more)


def png_reply(data: bytes) -> Reply:
    # share images are meant to be shown on other sites
    return Reply(
        media_type="image/png",
        body=data,
        cache=FOREVER,
        headers={"Cross-Origin-Resource-Policy": "cross-origin"},
    )
