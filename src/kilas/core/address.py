"""Web addresses in one normal form, and the id of an article, made from its address."""

from __future__ import annotations

import hashlib
import re
from urllib.parse import urlsplit, urlunsplit


def web_address(url: str | None) -> str | None:
    """Return `url` in normal form, without userinfo and fragment; None when it is not an http(s) address.

    >>> web_address("HTTPS://Example.org")
    'https://example.org/'
    """
    if not url:
        return None
    try:
        parts = urlsplit(url.strip())
        host = parts.hostname
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or not host or re.search(r"[\s<>\"]", url.strip()):
        return None
    place = parts.netloc.rpartition("@")[2].lower()  # a user name and a password must not be published
    return urlunsplit((parts.scheme.lower(), place, parts.path or "/", parts.query, ""))


def host_of(url: str) -> str:
    """Return the host of `url` without "www."; "" when there is none.

    >>> host_of("https://www.Example.org:8443/a")
    'example.org'
    """
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def without_userinfo(url: str) -> str:
    """Return `url`, of any scheme, without the user name and password before its host.

    >>> without_userinfo("ftp://anna:secret@example.org/a")
    'ftp://example.org/a'
    """
    return re.sub(r"(?<=//)[^/?#\s]*@", "", url, count=1)


def server_of(url: str) -> str:
    """Return host and port of `url`: two ports of one host are two servers.

    >>> server_of("https://anna:secret@Example.org:8443/a")
    'example.org:8443'
    """
    return urlsplit(url).netloc.rpartition("@")[2].lower()


def article_id(url: str | None) -> str | None:
    """Return the id of the article at `url` (architecture, decision 13); None when that is not an http(s) address.

    A page with a canonical address has the id of that address.
    """
    address = web_address(url)
    return None if address is None else hashed(address.encode())


def hashed(data: bytes) -> str:
    """Return an id made from `data`: the first 16 hex digits of its SHA-256."""
    return hashlib.sha256(data).hexdigest()[:16]
