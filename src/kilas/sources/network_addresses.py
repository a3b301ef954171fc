"""May this address be opened? Reads addresses as browsers do (WHATWG URL) and judges the IPs behind them.

Pure: nothing here resolves a name or opens a socket.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from ipaddress import (
    AddressValueError,
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
    ip_network,
)
from urllib.parse import quote

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
_LABEL = re.compile(r"[a-z0-9_]([a-z0-9_\-]{0,61}[a-z0-9_])?")
_PATH_SAFE = "!$%&'()*+,-./:;=@[]_|~\\"  # what the WHATWG path set leaves as it is, beside letters and digits
_QUERY_SAFE = "!$%&()*+,-./:;=?@[]^_`{|}~\\"  # the special-query set


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
    """Read `text` as a browser's address bar or, with `base`, a link or `Location` on that page would be read.

    Stricter than the WHATWG standard in four ways: only http and https, no user name or password, names of
    letters, digits, `-` and `_` only, and a name's trailing dot is dropped. Raises SourceError with the reason
    `bad_address`, `bad_scheme` or `userinfo`.

    >>> parse_address("HTTP:\\\\0x7f.1/a/../b?q#part").url
    'http://127.0.0.1/b?q'
    """
    if len(text) > MAX_ADDRESS_CHARS:
        raise _bad_address(text, f"is longer than {MAX_ADDRESS_CHARS:,} characters")
    cleaned = _without_noise(text)
    match = _SCHEME.match(cleaned)
    if match is None:
        if base is None:
            raise _bad_address(text, "does not start with http:// or https://")
        return _relative(cleaned, base, text)
    scheme, rest = match[1].lower(), cleaned[match.end() :]
    if scheme not in DEFAULT_PORTS:
        raise SourceError(
            f"Addresses of the scheme {_clip(scheme, 20)!r} cannot be fetched",
            "give an address that starts with http:// or https://",
            "bad_scheme",
        )
    if base is not None and scheme == base.scheme and not rest.startswith("//"):
        return _relative(rest, base, text)
    return _absolute(scheme, rest.lstrip("/\\"), text)


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
        raise _bad_exemption(part, "contains an IPv6 address without brackets")
    host, ip = _parse_host(place)
    if not host:
        raise _bad_exemption(part, "contains no host or CIDR block")
    return Exemption(place=host if ip is None else ip_network(ip), port=int(port))


def _network(text: str, bracketed: bool, part: str) -> IPNetwork:
    try:
        network = ip_network(text)
    except ValueError as error:
        raise _bad_exemption(
            part, "contains an invalid CIDR block, or one with bits set after its prefix"
        ) from error
    if bracketed != isinstance(network, IPv6Network):
        raise _bad_exemption(part, "must have brackets around IPv6 addresses only")
    return network


def _bad_exemption(part: str, fault: str) -> SettingsError:
    return SettingsError(
        f"{SETTING} contains {_clip(part, 60)!r}, which {fault}",
        f"write host:port or CIDR:port, separated by commas, such as {SETTING}=127.0.0.1:8000,10.0.0.0/8:80,[::1]:80",
    )


def _without_noise(text: str) -> str:
    stripped = text.strip("".join(map(chr, range(0x21))))
    return re.sub("[\ud800-\udfff]", "\ufffd", re.sub("[\t\n\r]", "", stripped))


def _absolute(scheme: str, rest: str, text: str) -> Address:
    authority = re.split(r"[/\\?#]", rest, maxsplit=1)[0]
    if "@" in authority:
        raise SourceError(
            "The address contains a user name or a password (the part before an @)",
            "leave that part out; Kilas sends no log-in to the sites it reads",
            "userinfo",
        )
    name, port = _split_port(authority, text)
    host, ip = _parse_host(name)
    if not host:
        raise _bad_address(text, "contains no valid host name")
    path, query = _split_target(rest[len(authority) :])
    return Address(
        scheme=scheme,
        host=host,
        ip=ip,
        port=DEFAULT_PORTS[scheme] if port is None else port,
        target=_encode_path(path) + query,
    )


def _relative(rest: str, base: Address, text: str) -> Address:
    if re.match(r"[/\\]{2}", rest):
        return _absolute(base.scheme, rest.lstrip("/\\"), text)
    path, query = _split_target(rest)
    base_path, mark, base_query = base.target.partition("?")
    if not path:
        target = base_path + (query or mark + base_query)
    elif path[0] in "/\\":
        target = _encode_path(path) + query
    else:
        target = _encode_path(base_path.rpartition("/")[0] + "/" + path) + query
    return Address(scheme=base.scheme, host=base.host, ip=base.ip, port=base.port, target=target)


def _split_port(authority: str, text: str) -> tuple[str, int | None]:
    match = re.fullmatch(r"(\[[^\]]*\]|[^:]*)(?::([0-9]*))?", authority)
    if match is None or int((match[2] or "0")[-6:]) > 65_535 or len((match[2] or "").lstrip("0")) > 5:
        raise _bad_address(text, "contains no valid host name and port")
    return match[1], int(match[2]) if match[2] else None


def _split_target(rest: str) -> tuple[str, str]:
    """Path as written, and the query as it will be sent, with its question mark."""
    path, mark, query = rest.partition("#")[0].partition("?")
    return path, mark + quote(query, safe=_QUERY_SAFE)


def _encode_path(path: str) -> str:
    kept: list[str] = []
    segments = path.replace("\\", "/").split("/")[1:] or [""]
    for index, segment in enumerate(segments):
        dots = segment.lower().replace("%2e", ".")
        if dots == "..":
            del kept[-1:]
        if dots not in (".", ".."):
            kept.append(segment)
        elif index == len(segments) - 1:
            kept.append("")
    return quote("/" + "/".join(kept), safe=_PATH_SAFE)


def _parse_host(text: str) -> tuple[str, IPAddress | None]:
    """The host in ASCII and, when it is one, the address; an empty host means that it cannot be read."""
    if text.startswith("["):
        ip = _parse_ipv6(text)
        return ("", None) if ip is None else (str(ip), ip)
    name = _to_ascii(text)
    if name is None:
        return "", None
    if _ends_in_number(name):
        ip4 = _parse_ipv4(name)
        return ("", None) if ip4 is None else (str(ip4), ip4)
    name = name.removesuffix(".")
    is_name = len(name) <= 253 and all(_LABEL.fullmatch(label) for label in name.split("."))
    return (name, None) if is_name else ("", None)


def _parse_ipv6(text: str) -> IPv6Address | None:
    if not text.endswith("]") or "%" in text or not text.isascii():
        return None
    try:
        return IPv6Address(text[1:-1])
    except AddressValueError:
        return None


def _to_ascii(text: str) -> str | None:
    """Domain to ASCII (UTS 46): percent-decoded, full-width and composed forms folded, then punycode."""
    if len(text) > 1_000:
        return None
    decoded = re.sub(rb"%([0-9A-Fa-f]{2})", lambda m: bytes([int(m[1], 16)]), text.encode())
    try:
        return ".".join(_label_to_ascii(label) for label in _mapped(decoded.decode()).split("."))
    except UnicodeError:  # idna.IDNAError is one
        return None


def _mapped(name: str) -> str:
    if name.isascii():
        return name.lower()
    import idna  # only names beyond ASCII need its tables, which cost time to import

    return idna.uts46_remap(name, std3_rules=False)


def _label_to_ascii(label: str) -> str:
    """Not `idna.alabel`, which refuses what browsers open (emoji); a name is judged by where it leads."""
    if label.startswith("xn--"):
        hidden = label[4:].encode("ascii").decode("punycode")
        if hidden.isascii() or _mapped(hidden) != hidden:
            raise UnicodeError("punycode for what punycode is not for")
    return label if label.isascii() else "xn--" + label.encode("punycode").decode("ascii")


def _ends_in_number(name: str) -> bool:
    last = name.removesuffix(".").rpartition(".")[2]
    return re.fullmatch(r"[0-9]+|0x[0-9a-f]*", last) is not None


def _parse_ipv4(name: str) -> IPv4Address | None:
    """One to four numbers, decimal, octal or hexadecimal, the last filling what is left (WHATWG IPv4 parser)."""
    numbers = [_parse_number(part) for part in name.removesuffix(".").split(".")]
    *first, last = numbers
    if len(numbers) > 4 or last is None or last >= 256 ** (4 - len(first)):
        return None
    total = last
    for index, number in enumerate(first):
        if number is None or number > 255:
            return None
        total += number * 256 ** (3 - index)
    return IPv4Address(total)


def _parse_number(part: str) -> int | None:
    for pattern, base in ((r"0x([0-9a-f]*)", 16), (r"0([0-7]*)", 8), (r"([1-9][0-9]*)", 10)):
        if match := re.fullmatch(pattern, part):
            return int(match[1] or "0", base)
    return None


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
