"""What names an article: its address, written one way."""

from __future__ import annotations

import hashlib
import re
from urllib.parse import urlsplit, urlunsplit


def web_address(url: str | None) -> str | None:
    """`url` as articles carry it; None when it is no http(s) address.

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
    place = parts.netloc.rpartition("@")[2].lower()  # a name and a password are nobody's to publish
    return urlunsplit((parts.scheme.lower(), place, parts.path or "/", parts.query, ""))


def host_of(url: str) -> str:
    """The name of the server at `url`, without "www."; "" when there is none.

    >>> host_of("https://www.Example.org:8443/a")
    'example.org'
    """
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def without_userinfo(url: str) -> str:
    """`url`, whatever it is, without the name and the password before its host.

    >>> without_userinfo("ftp://anna:secret@example.org/a")
    'ftp://example.org/a'
    """
    return re.sub(r"(?<=//)[^/?#\s]*@", "", url, count=1)


def server_of(url: str) -> str:
    """Who is asked: host and port, for two servers on one machine are two hosts.

    >>> server_of("https://anna:secret@Example.org:8443/a")
    'example.org:8443'
    """
    return urlsplit(url).netloc.rpartition("@")[2].lower()


def article_id(url: str | None) -> str | None:
    """The id of the article at `url` (architecture, decision 13), unless its page names a canonical address."""
    address = web_address(url)
    return None if address is None else hashed(address.encode())


def hashed(data: bytes) -> str:
    """The id of what has no better name than `data`."""
    return hashlib.sha256(data).hexdigest()[:16]
