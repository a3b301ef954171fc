"""The readers of a site or a brief: its owner alone, or anyone. The cap on quotation exists for publication."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from typing import Literal

from kilas.core.article import Article

Audience = Literal["private", "public"]
PUBLIC: Audience = "public"
Command = Literal["up", "work", "serve"]
# "setting": KILAS_AUDIENCE says so. The rest are defaults: `up` on a loopback address without a base address, `up` on
# another address, `up` with a base address, and every other command.
AudienceReason = Literal["setting", "loopback", "host", "base_address", "command"]


@dataclass(frozen=True, slots=True)
class ResolvedAudience:
    """An audience, and the reason for it."""

    audience: Audience
    reason: AudienceReason


def resolve_audience(
    setting: Audience | Literal[""], command: Command, host: str = "", base_url: str = ""
) -> ResolvedAudience:
    """The audience of what `command` runs: as set, else public, except for `up` on a loopback address.

    `host` is the address that `up` listens on; `base_url` the base address as the owner set it, or "".

    >>> resolve_audience("", "up", "127.0.0.1").audience, resolve_audience("", "serve", "127.0.0.1").audience
    ('private', 'public')
    """
    if setting:
        return ResolvedAudience(setting, "setting")
    if command != "up":
        return ResolvedAudience("public", "command")
    if base_url:
        return ResolvedAudience("public", "base_address")
    if not _is_loopback(host):
        return ResolvedAudience("public", "host")
    return ResolvedAudience("private", "loopback")


def is_for_owner_alone(article: Article) -> bool:
    """True if a whole brief of `article` may be shown to the owner only: rights cap quotation, or a use is reserved."""
    return article.rights.is_capped or bool(article.rights.reservations)


def _is_loopback(host: str) -> bool:
    """True if only this machine can reach `host`. A name other than "localhost" may mean any address."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.lower().rstrip(".") == "localhost"
