"""Values of the site's feeds that Atom, RSS 2.0 and JSON Feed 1.1 share.

An entry's id depends on the article's id only, so it survives edits, new headlines and a move of the site. `updated`
is the last material change (RFC 4287, 4.2.15).
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from kilas.core.render.route_words import attempt_row
from kilas.core.render.ui_language import Ui
from kilas.core.render.view import explained, host, line, safe_url
from kilas.core.render.web.listed import Listed, rewording
from kilas.core.render.web.paths import Site
from kilas.core.render.web.reason_words import why_only_a_link
from kilas.core.routing import EMBEDDED

MOST = 100  # entries

_NEVER = datetime(1970, 1, 1, tzinfo=UTC)
_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:kilas")


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """One feed of the site."""

    site: Site
    ui: Ui
    title: str
    path: str  # of the list it belongs to: "/id/"
    language: str = ""  # of all texts; "" if they differ
    items: Sequence[Listed]  # newest first

    @property
    def updated(self) -> datetime:
        return max((item.updated for item in self.items), default=_NEVER)

    @property
    def subtitle(self) -> str:
        return self.ui.gettext("News you can check, sentence by sentence")

    def own_path(self, kind: str) -> str:
        return f"{self.path}feed.{kind}"


def entry_id(item_id: str) -> str:
    return f"urn:uuid:{uuid.uuid5(_NAMESPACE, item_id)}"


def says(item: Listed, ui: Ui) -> str:
    """Text of an entry: the excerpt of a brief, with its sign, or the reason why there is only a link."""
    if item.kind == "link":
        return why_only_a_link(item.reason, ui)
    return explained(line(item.excerpt), rewording(item, ui))


def says_all(item: Listed, ui: Ui) -> str:
    """What `says` and `tried` tell, one after the other."""
    return " ".join(filter(None, (says(item, ui), tried(item, ui))))


def writer(item: Listed, ui: Ui) -> str:
    """Who wrote a brief, if it was a language model; else ""."""
    return ui.gettext("Kilas, written by %(model)s", model=line(item.model)) if item.model else ""


def tried(item: Listed, ui: Ui) -> str:
    """What became of each route, in words, for feeds without fields for it; "" if no model is configured."""
    asked = [one for one in item.attempts if one.reason not in ("not_needed", "not_chosen", "same_vendor")]
    if not any(one.route != EMBEDDED for one in asked):
        return ""
    told = "; ".join(f"{row.route} ({row.result})" for row in (attempt_row(one, ui) for one in asked))
    return f"{ui.gettext('Routes tried')}: {told}."


def page_of(channel: Channel, item: Listed) -> str:
    return f"/{channel.ui.code}{item.path}"


def source_title(item: Listed) -> str:
    return line(item.source) or line(item.feed_title) or host(item.url) or "—"


def home_of(item: Listed) -> str:
    return safe_url(item.feed_home)


def address_of(item: Listed) -> str:
    """The feed's address; "" for a folder of this machine, which must not be published."""
    return safe_url(item.feed_address)


def source_id(item: Listed) -> str:
    return address_of(item) or entry_id(f"source:{item.feed_id}")
