"""Parses addresses as browsers do (WHATWG URL) and judges if they may be opened.

Pure: no function resolves a name or opens a socket.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
    ip_network,
)
from typing import Literal

from kilas.errors import SettingsError, SourceError

IPAddress = IPv4Address | IPv6Address
IPNetwork = IPv4Network | IPv6Network

DEFAULT_PORTS = {"http": 80, "https": 443}
MAX_ADDRESS_CHARS = 8_000  # more than servers accept; bounds the parser's work
SETTING = "KILAS_ALLOW_PRIVATE"

# Blocks that the IANA IPv4 special-purpose registry does not mark as globally reachable, and multicast.
# 192.88.99.0/24 ("N/A" in the registry) stays open: it is routed, and no address in it maps to a private one.
_CLOSED_V4: dict[str, str] = {
    "0.0.0.0/8": "this network",
    "10.0.0.0/8": "private network",
    "100.64.0.0/10": "shared carrier network",
    "127.0.0.0/8": "loopback",
    # Azure's host agent gives keys to every virtual machine at this address; the block around it is public.
    "168.63.129.16/32": "cloud platform",
    "169.254.0.0/16": "link-local",
    "172.16.0.0/12": "private network",
    "192.0.0.0/24": "protocol assignments",  # contains a cloud metadata service: 192.0.0.192
    "192.0.2.0/24": "documentation",
    "192.168.0.0/16": "private network",
    "198.18.0.0/15": "benchmarking",
    "198.51.100.0/24": "documentation",
    "203.0.113.0/24": "documentation",
    "224.0.0.0/4": "multicast",
    "240.0.0.0/4": "reserved",
}
# Closed blocks within 2000::/3; everything outside it is closed. 2001::/23 contains Teredo, ORCHID and other tunnels.
_CLOSED_V6: dict[str, str] = {
    "2001::/23": "protocol assignments",
    "2001:db8::/32": "documentation",
    "2002::/16": "6to4 tunnel",
    "3fff::/20": "documentation",
}
_GLOBAL_V6 = IPv6Network("2000::/3")
# Bits 64 to 95 of an ISATAP address (RFC 5214, 6.1), without and with the universal bit; an IPv4 address follows.
_ISATAP = (0x0000_5EFE, 0x0200_5EFE)

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.\-]*):")
_LABEL = r"[a-z0-9_](?:[a-z0-9_\-]{0,61}[a-z0-9_])?"
# An address as the WHATWG parser writes it, if we accept its host.
_HREF = re.compile(
    r"(?P<scheme>https?)://"
    rf"(?:\[(?P<v6>[0-9a-f:]+)\]|(?P<v4>[0-9]+(?:\.[0-9]+){{3}})|(?P<name>{_LABEL}(?:\.{_LABEL})*)\.?)"
    r"(?::(?P<port>[0-9]+))?(?P<target>/[^#]*)"
)
_C0_AND_SPACE = "".join(map(chr, range(0x21)))
_TAB_OR_BREAK = re.compile("[\t\n\r]")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """An http(s) address in normal form, without fragment."""

    scheme: str  # "http" or "https"
    host: str  # ASCII: a lower-case name, a dotted IPv4 address, or an IPv6 address without brackets
    ip: IPAddress | None  # None if the host is a name
    port: int
    target: str  # path and query, percent-encoded ASCII, starts with "/"

    @property
    def netloc(self) -> str:
        """Host and port as the Host header has them: without the default port."""
        name = f"[{self.host}]" if isinstance(self.ip, IPv6Address) else self.host
        return name if self.port == DEFAULT_PORTS[self.scheme] else f"{name}:{self.port}"

    @property
    def origin(self) -> str:
        return f"{self.scheme}://{self.netloc}"

    @property
    def url(self) -> str:
        return self.origin + self.target

    @property
    def shown(self) -> str:
        """The address for messages: without the query, which may contain keys; at most 80 characters of path."""
        path = self.target.partition("?")[0]
        return self.origin + (path if len(path) <= 80 else path[:79] + "…")


@dataclass(frozen=True, slots=True, kw_only=True)
class Exemption:
    """A host or block that the operator has opened, although it is private or uses another port."""

    place: str | IPNetwork  # a host name, or a block that must contain the address connected to
    port: int

    def covers(self, host: str, ip: IPAddress, port: int) -> bool:
        if port != self.port:
            return False
        return self.place == host if isinstance(self.place, str) else ip in self.place


def parse_address(text: str, base: Address | None = None) -> Address:
    """Parse `text` as a browser parses its address bar or, with `base`, a link or `Location` on that page.

    Stricter than the WHATWG URL standard in four ways: only http and https, no user name or password, names of
    letters, digits, `-` and `_` only, and no trailing dot on a name. SourceError with the reason `bad_address`,
    `bad_scheme` or `userinfo`.

    >>> parse_address("HTTP:\\\\0x7f.1/a/../b?q#part").url
    'http://127.0.0.1/b?q'
    """
    if len(text) > MAX_ADDRESS_CHARS:
        raise _bad_address(text, f"is longer than {MAX_ADDRESS_CHARS:,} characters")
    cleaned = _without_noise(text)
    scheme = _SCHEME.match(cleaned)
    if scheme is None and base is None:
        raise _bad_address(text, "does not start with http:// or https://")
    if scheme is not None and scheme[1].lower() not in DEFAULT_PORTS:
        raise SourceError(
            f"Addresses that start with {_clip(scheme[1].lower(), 20)!r} cannot be fetched",
            "give an address that starts with http:// or https://",
            "bad_scheme",
        )
    if "@" in cleaned and "@" in _authority(cleaned, base):
        raise SourceError(
            "The address contains a user name or password (the part before the @)",
            "remove that part; Kilas does not log in to sites",
            "userinfo",
        )
    return _parsed(cleaned, base, text)


def parse_exemptions(text: str) -> tuple[Exemption, ...]:
    """Parse `KILAS_ALLOW_PRIVATE`: `host:port` or `CIDR:port`, IPv6 in brackets, separated by commas.

    >>> [str(one.place) for one in parse_exemptions("wiki.lan:8080, 10.0.0.0/8:80, [fd00::/8]:443")]
    ['wiki.lan', '10.0.0.0/8', 'fd00::/8']
    """
    return tuple(_exemption(part) for part in (one.strip() for one in text.split(",")) if part)


def closed_block(ip: IPAddress) -> str | None:
    """Return the name of the non-public block that contains `ip`; None for global unicast."""
    if isinstance(ip, IPv4Address):
        return _block_of(ip, _blocks_v4())
    if ip.scope_id is not None or ip not in _GLOBAL_V6:
        return "loopback" if ip == IPv6Address(1) else "not global unicast"
    if (int(ip) >> 32) & 0xFFFF_FFFF in _ISATAP:
        return "ISATAP tunnel"
    return _block_of(ip, _blocks_v6())


def check_port(address: Address, allow: Sequence[Exemption]) -> None:
    """Raise SourceError `blocked_port` for a port that no exemption opens. Needs no name lookup."""
    if address.port not in DEFAULT_PORTS.values() and all(one.port != address.port for one in allow):
        raise _blocked_port(address)


def check_answers(
    address: Address, answers: Iterable[IPAddress], allow: Sequence[Exemption]
) -> tuple[IPAddress, ...]:
    """Return the addresses that a socket may be opened to, each once.

    SourceError `blocked_address` or `blocked_port` if any of them may not be opened, `dns` if there are none.
    """
    check_port(address, allow)
    checked = tuple(dict.fromkeys(answers))
    for ip in checked:
        _check_answer(address, ip, allow)
    if not checked:
        raise SourceError(
            f"The name {address.host!r} has no address",
            "check the spelling, and check that the site still exists",
            "dns",
        )
    return checked


def judge(text: str, allow: Sequence[Exemption] = ()) -> Address:
    """Parse and check an address without the network. A host name still has to be resolved and its answers checked."""
    address = parse_address(text)
    check_port(address, allow)
    if address.ip is not None:
        check_answers(address, [address.ip], allow)
    return address


def _check_answer(address: Address, ip: IPAddress, allow: Sequence[Exemption]) -> None:
    if any(one.covers(address.host, ip, address.port) for one in allow):
        return
    block = closed_block(ip)
    if block is None and address.port in DEFAULT_PORTS.values():
        return
    if block is None:
        raise _blocked_port(address)
    # The message does not show the resolved address: the person who added the feed must not learn our network from it.
    raise SourceError(
        f"{address.shown} is not on the public internet ({block})",
        f"give a public address; to read your own server, add {_place_of(address)} to {SETTING}",
        "blocked_address",
    )


def _blocked_port(address: Address) -> SourceError:
    return SourceError(
        f"{address.shown} uses port {address.port}; Kilas fetches from ports 80 and 443 only",
        f"give the site's usual address; to read your own server, add {_place_of(address)} to {SETTING}",
        "blocked_port",
    )


def _place_of(address: Address) -> str:
    host = f"[{address.host}]" if isinstance(address.ip, IPv6Address) else address.host
    return f"{host}:{address.port}"


def _exemption(part: str) -> Exemption:
    place, port = _place_and_port(part)
    if place.startswith("[") and place.endswith("]"):
        return Exemption(place=_network(place[1:-1], 6, part), port=port)
    return Exemption(place=_network(place, 4, part) if "/" in place else _host_or_ip(place, part), port=port)


def _place_and_port(part: str) -> tuple[str, int]:
    place, _, port = part.rpartition(":")
    if not re.fullmatch(r"[0-9]{1,5}", port) or not 0 < int(port) < 65_536 or part == port:
        raise _bad_exemption(part, "has no port from 1 to 65535 after a colon")
    return place, int(port)


def _host_or_ip(place: str, part: str) -> str | IPNetwork:
    if ":" in place:
        raise _bad_exemption(part, "contains an IPv6 address without brackets")
    if re.search(r"[\s\\?#]", place):
        raise _bad_exemption(part, "names no host or block")
    try:
        address = parse_address(f"http://{place}/")
    except SourceError as error:
        raise _bad_exemption(part, "names no host or block") from error
    return address.host if address.ip is None else ip_network(address.ip)


def _network(text: str, version: Literal[4, 6], part: str) -> IPNetwork:
    try:
        network = ip_network(text)
    except ValueError as error:
        raise _bad_exemption(
            part, "contains a block that is invalid or has bits set after its prefix"
        ) from error
    if network.version != version:
        raise _bad_exemption(part, "must have brackets around IPv6, and only around IPv6")
    return network


def _bad_exemption(part: str, fault: str) -> SettingsError:
    return SettingsError(
        f"{SETTING} contains {_clip(part, 60)!r}, which {fault}",
        f"write host:port or CIDR:port, separated by commas, such as {SETTING}=127.0.0.1:8000,10.0.0.0/8:80,[::1]:80",
    )


def _without_noise(text: str) -> str:
    """Remove what the standard strips: control characters and spaces at the ends; tabs and line breaks everywhere."""
    stripped = text.strip(_C0_AND_SPACE)
    return _LONE_SURROGATE.sub("\ufffd", _TAB_OR_BREAK.sub("", stripped))


def _authority(cleaned: str, base: Address | None) -> str:
    """Return user, host and port as written; "" for a relative link without them."""
    scheme, colon, rest = cleaned.partition(":") if _SCHEME.match(cleaned) else ("", "", cleaned)
    is_relative = not colon or (base is not None and scheme.lower() == base.scheme)
    if is_relative and not re.match(r"[/\\]{2}", rest):
        return ""
    return re.split(r"[/\\?#]", rest.lstrip("/\\"), maxsplit=1)[0]


def _parsed(cleaned: str, base: Address | None, text: str) -> Address:
    """Return the address that the WHATWG parser finds in `cleaned`. Error messages show `text`."""
    parts = _HREF.match(_href(cleaned, base, text))
    if parts is None or (parts["name"] and not _is_openable(parts["name"])):
        raise _bad_address(text, "has no readable host name")
    scheme, host = parts["scheme"], parts["v6"] or parts["v4"] or parts["name"]
    return Address(
        scheme=scheme,
        host=host,
        ip=None if parts["name"] else ip_address(host),
        port=int(parts["port"] or DEFAULT_PORTS[scheme]),
        target=parts["target"],
    )


def _href(cleaned: str, base: Address | None, text: str) -> str:
    from ada_url import join_url, normalize_url  # imported late: most commands open no address

    try:
        return normalize_url(cleaned) if base is None else join_url(base.url, cleaned)
    except ValueError as error:
        raise _bad_address(text, "has no readable host name and port") from error


def _is_openable(name: str) -> bool:
    """True when `name` has no label of invalid punycode; the standard lets such labels through."""
    if "xn--" in name:
        from ada_url import idna_to_unicode

        if re.search(r"(?:^|\.)xn--", idna_to_unicode(name)):  # decoding leaves an invalid label as it is
            return False
    return len(name) <= 253


def _bad_address(text: str, fault: str) -> SourceError:
    return SourceError(
        f"The address {_shown_raw(text)} {fault}",
        "write it in full, such as https://example.com/news",
        "bad_address",
    )


def _shown_raw(text: str) -> str:
    """An invalid address for messages, without the parts that may be secret."""
    if "@" in text:  # the end of a password in it is unknown
        return "with an @ in it"
    return repr(_clip(re.split(r"[?#]", text, maxsplit=1)[0], 60))


def _clip(text: str, size: int) -> str:
    return text if len(text) <= size else text[: size - 1] + "…"


def _block_of(ip: IPAddress, blocks: tuple[tuple[IPNetwork, str], ...]) -> str | None:
    return next((name for block, name in blocks if ip in block), None)


@cache
def _blocks_v4() -> tuple[tuple[IPNetwork, str], ...]:
    return tuple((IPv4Network(block), name) for block, name in _CLOSED_V4.items())


@cache
def _blocks_v6() -> tuple[tuple[IPNetwork, str], ...]:
    return tuple((IPv6Network(block), name) for block, name in _CLOSED_V6.items())


def parse_ip(text: str) -> IPAddress | None:
    """Parse an answer of the resolver; None if it is not an IP address."""
    try:
        return ip_address(text)
    except ValueError:
        return None
