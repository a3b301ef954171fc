"""May this address be opened? Reads addresses as browsers do (WHATWG URL) and judges the IPs behind them.

Pure: nothing here resolves a name or opens a socket.
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

from kilas.errors import SettingsError, SourceError

IPAddress = IPv4Address | IPv6Address
IPNetwork = IPv4Network | IPv6Network

DEFAULT_PORTS = {"http": 80, "https": 443}
MAX_ADDRESS_CHARS = 8_000  # longer than any server takes; a cap on our own work
SETTING = "KILAS_ALLOW_PRIVATE"

# IANA IPv4 special-purpose registry, the blocks it does not call globally reachable, and what is no unicast.
# 192.88.99.0/24 (N/A there) stays open: it is routed, and nothing private hides behind its form.
_CLOSED_V4: dict[str, str] = {
    "0.0.0.0/8": "this network",
    "10.0.0.0/8": "private network",
    "100.64.0.0/10": "shared carrier network",
    "127.0.0.0/8": "loopback",
    # Azure's host agent hands out keys here to every machine inside, though the block is otherwise public.
    "168.63.129.16/32": "cloud platform",
    "169.254.0.0/16": "link-local",
    "172.16.0.0/12": "private network",
    "192.0.0.0/24": "protocol assignments",  # holds a cloud metadata service too: 192.0.0.192
    "192.0.2.0/24": "documentation",
    "192.168.0.0/16": "private network",
    "198.18.0.0/15": "benchmarking",
    "198.51.100.0/24": "documentation",
    "203.0.113.0/24": "documentation",
    "224.0.0.0/4": "multicast",
    "240.0.0.0/4": "reserved",
}
# Within 2000::/3; everything outside it is closed as a whole. 2001::/23 holds Teredo, ORCHID and other tunnels.
_CLOSED_V6: dict[str, str] = {
    "2001::/23": "protocol assignments",
    "2001:db8::/32": "documentation",
    "2002::/16": "6to4 tunnel",
    "3fff::/20": "documentation",
}
_GLOBAL_V6 = IPv6Network("2000::/3")
# RFC 5214, 6.1: the interface identifier of ISATAP, with and without the universal bit, before an IPv4 address.
_ISATAP = (0x0000_5EFE, 0x0200_5EFE)

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.\-]*):")
_LABEL = r"[a-z0-9_](?:[a-z0-9_\-]{0,61}[a-z0-9_])?"
# An address as the WHATWG parser writes it, if its host is one that we open.
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
    """An http(s) address in its one normal form; the fragment is dropped."""

    scheme: str  # "http" or "https"
    host: str  # ASCII: a lower-case name, a dotted IPv4 address, or an IPv6 address without brackets
    ip: IPAddress | None  # when the host is an address, not a name
    port: int
    target: str  # path and query, percent-encoded ASCII, starts with "/"

    @property
    def netloc(self) -> str:
        """As the Host header wants it."""
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
        """For messages: without the query, which may hold keys, and not too long."""
        path = self.target.partition("?")[0]
        return self.origin + (path if len(path) <= 80 else path[:79] + "…")


@dataclass(frozen=True, slots=True, kw_only=True)
class Exemption:
    """A place the owner of this installation opened by hand, though it is private or on an odd port."""

    place: str | IPNetwork  # a host name, or a block that the address connected to must lie in
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
            f"An address of the kind {_clip(scheme[1].lower(), 20)!r} cannot be fetched",
            "give an address that starts with http:// or https://",
            "bad_scheme",
        )
    if "@" in cleaned and "@" in _authority(cleaned, base):
        raise SourceError(
            "The address carries a user name or a password (the part before an @)",
            "leave that part out; Kilas sends no log-in to the sites it reads",
            "userinfo",
        )
    return _parsed(cleaned, base, text)


def parse_exemptions(text: str) -> tuple[Exemption, ...]:
    """Read `KILAS_ALLOW_PRIVATE`: `host:port` or `CIDR:port`, IPv6 in brackets, parted by commas.

    >>> [str(one.place) for one in parse_exemptions("wiki.lan:8080, 10.0.0.0/8:80, [fd00::/8]:443")]
    ['wiki.lan', '10.0.0.0/8', 'fd00::/8']
    """
    return tuple(_exemption(part) for part in (one.strip() for one in text.split(",")) if part)


def closed_block(ip: IPAddress) -> str | None:
    """The name of the non-public block `ip` lies in, or None when it is global unicast."""
    if isinstance(ip, IPv4Address):
        return _block_of(ip, _blocks_v4())
    if ip.scope_id is not None or ip not in _GLOBAL_V6:
        return "loopback" if ip == IPv6Address(1) else "not global unicast"
    if (int(ip) >> 32) & 0xFFFF_FFFF in _ISATAP:
        return "ISATAP tunnel"
    return _block_of(ip, _blocks_v6())


def check_port(address: Address, allow: Sequence[Exemption]) -> None:
    """Refuse, before any name is looked up, a port that no answer could make right."""
    if address.port not in DEFAULT_PORTS.values() and all(one.port != address.port for one in allow):
        raise _blocked_port(address)


def check_answers(
    address: Address, answers: Iterable[IPAddress], allow: Sequence[Exemption]
) -> tuple[IPAddress, ...]:
    """The addresses a socket may be opened to: all of them, or a refusal (one bad answer refuses the name)."""
    check_port(address, allow)
    checked = tuple(dict.fromkeys(answers))
    for ip in checked:
        _check_answer(address, ip, allow)
    if not checked:
        raise SourceError(
            f"The name {address.host!r} has no address",
            "check the spelling of the name, or whether the site still exists",
            "dns",
        )
    return checked


def judge(text: str, allow: Sequence[Exemption] = ()) -> Address:
    """Read and judge an address as far as that goes without the network: a name stays to be resolved."""
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
    # The address behind a name is not shown: whoever names a feed must not learn our network's map from it.
    raise SourceError(
        f"{address.shown} does not lead to the public internet ({block})",
        f"give a public address; to read a server of your own, add {_place_of(address)} to {SETTING}",
        "blocked_address",
    )


def _blocked_port(address: Address) -> SourceError:
    return SourceError(
        f"{address.shown} uses port {address.port}; pages are fetched from ports 80 and 443 only",
        f"give the site's usual address; to read a server of your own, add {_place_of(address)} to {SETTING}",
        "blocked_port",
    )


def _place_of(address: Address) -> str:
    host = f"[{address.host}]" if isinstance(address.ip, IPv6Address) else address.host
    return f"{host}:{address.port}"


def _exemption(part: str) -> Exemption:
    place, colon, port = part.rpartition(":")
    bracketed = place.startswith("[") and place.endswith("]")
    if not colon or not re.fullmatch(r"[0-9]{1,5}", port) or not 0 < int(port) < 65_536:
        raise _bad_exemption(part, "has no port from 1 to 65535 after a colon")
    if bracketed or "/" in place:
        return Exemption(place=_network(place[1:-1] if bracketed else place, bracketed, part), port=int(port))
    if ":" in place:
        raise _bad_exemption(part, "holds an IPv6 address without brackets")
    if re.search(r"[\s\\?#]", place):
        raise _bad_exemption(part, "names no host or block")
    try:
        address = parse_address(f"http://{place}/")
    except SourceError as error:
        raise _bad_exemption(part, "names no host or block") from error
    return Exemption(place=address.host if address.ip is None else ip_network(address.ip), port=int(port))


def _network(text: str, bracketed: bool, part: str) -> IPNetwork:
    try:
        network = ip_network(text)
    except ValueError as error:
        raise _bad_exemption(
            part, "holds a block that cannot be read (or has bits set after its prefix)"
        ) from error
    if bracketed != isinstance(network, IPv6Network):
        raise _bad_exemption(part, "must have brackets around IPv6, and only around IPv6")
    return network


def _bad_exemption(part: str, fault: str) -> SettingsError:
    return SettingsError(
        f"{SETTING} contains {_clip(part, 60)!r}, which {fault}",
        f"write host:port or CIDR:port, separated by commas, such as {SETTING}=127.0.0.1:8000,10.0.0.0/8:80,[::1]:80",
    )


def _without_noise(text: str) -> str:
    """`text` without what the standard strips: control characters and spaces at the ends, tabs and line breaks."""
    stripped = text.strip(_C0_AND_SPACE)
    return _LONE_SURROGATE.sub("\ufffd", _TAB_OR_BREAK.sub("", stripped))


def _authority(cleaned: str, base: Address | None) -> str:
    """The part that names user, host and port, as written; "" for a relative link without one."""
    scheme, colon, rest = cleaned.partition(":") if _SCHEME.match(cleaned) else ("", "", cleaned)
    is_relative = not colon or (base is not None and scheme.lower() == base.scheme)
    if is_relative and not re.match(r"[/\\]{2}", rest):
        return ""
    return re.split(r"[/\\?#]", rest.lstrip("/\\"), maxsplit=1)[0]


def _parsed(cleaned: str, base: Address | None, text: str) -> Address:
    """The address that the WHATWG parser reads in `cleaned`; `text` is what messages show."""
    from ada_url import join_url, normalize_url  # here: most commands never open an address

    try:
        href = normalize_url(cleaned) if base is None else join_url(base.url, cleaned)
    except ValueError as error:
        raise _bad_address(text, "has no readable host name and port") from error
    parts = _HREF.match(href)
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
    """An address we could not read, without the parts that may be secret."""
    if "@" in text:  # no telling where a password in it ends
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
    """An answer of the resolver as an address; None when it is none."""
    try:
        return ip_address(text)
    except ValueError:
        return None
