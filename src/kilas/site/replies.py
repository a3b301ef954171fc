"""Replies of each media type, as routes give them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kilas.core.render.web.pages import Page
from kilas.site.exchange import FOREVER, HTML, Reply

UNLISTED: Mapping[str, str] = {"X-Robots-Tag": "noindex"}


def html_reply(page: Page, **more: Any) -> Reply:
    return text_reply(HTML, page.html, policy=page.policy, **more)


def text_reply(media_type: str, text: str, **more: Any) -> Reply:
    """`text` as an answer; `more` as `Reply` takes it."""
    return Reply(media_type=media_type, body=text.encode("utf-8", "replace"), **more)


def png_reply(data: bytes) -> Reply:
    # for others to show: that is what it is for
    return Reply(
        media_type="image/png",
        body=data,
        cache=FOREVER,
        headers={"Cross-Origin-Resource-Policy": "cross-origin"},
    )
