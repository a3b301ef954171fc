"""Does the fetcher open a socket it must not? Counted by the interpreter's own audit event, not by our log."""

from __future__ import annotations

import base64
import gzip
import json
import random
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import IPv4Address, IPv6Network, ip_address, ip_network
from typing import Any

from evals.measure import Measure, bench_dir
from kilas.errors import SourceError
from kilas.sources.fetch import DEFAULT_LIMITS, FetchRequest, Resolver, fetch, fetch_many
from kilas.sources.network_addresses import Address, Exemption, judge, parse_address, parse_exemptions

Row = dict[str, Any]
Dialled = list[tuple[str, int]]

SEED = 20_261_123
SAMPLE = 10  # rows sent through redirects in a fast run
LIMITS = replace(DEFAULT_LIMITS, timeout_s=5.0, connect_timeout_s=2.0, read_timeout_s=2.0)
# The bench's labels come from a table that misses what the registry reserves: 192.0.0.0/24 (RFC 6890; a cloud's
# metadata service lives in it) and 3fff::/20 (RFC 9637). Kilas refuses both, so both shares are shown.
RESERVED = (ip_network("192.0.0.0/24"), IPv6Network("3fff::/20"))
# Share of the must_block rows stopped by "resolve, then refuse what ipaddress does not call global".
PEER = ("resolve and is_global", 147 / 163)


def measure(fast: bool) -> list[Measure]:
    rows = _rows()
    ssrf = [row for row in rows if row["kind"] == "ssrf"]
    blocked = _of_class(ssrf, "must_block")
    redirected = random.Random(SEED).sample(blocked, SAMPLE) if fast else blocked
    public = _of_class(ssrf, "public_literal")
    with _redirector() as (port, targets), _counted() as dialled:
        allow = parse_exemptions(f"127.0.0.1:{port}")
        hops = [(row, depth) for row in redirected for depth in range(1, 6)]
        return [
            _share("must_block.direct_no_socket", [_stays_shut(row, dialled) for row in blocked], PEER),
            _share("must_block.other_doors_no_socket", [_other_doors_shut(row, dialled) for row in blocked]),
            _share("must_block.named_as_blocked", [_named_as_blocked(row) for row in blocked]),
            _share(
                "must_block.redirect_no_socket",
                [_shut_after_redirects(row, depth, port, targets, allow, dialled) for row, depth in hops],
            ),
            _share("must_block.dns_no_socket", [_shut_by_answer(row, dialled) for row in blocked]),
            _share(
                "must_block.rebinding_no_socket", [_shut_by_rebinding(row, port, dialled) for row in blocked]
            ),
            _share("public_literal.allowed", [_is_open(row) for row in public]),
            _share(
                "public_literal.allowed_unreserved",
                [_is_open(row) for row in public if not _is_reserved(row)],
            ),
            _share(
                "unparsable.refused", [_stays_shut(row, dialled) for row in _of_class(rows, "unparsable")]
            ),
            _share(
                "bad_scheme.refused", [_stays_shut(row, dialled) for row in _of_class(rows, "bad_scheme")]
            ),
            _share("userinfo.refused", [_stays_shut(row, dialled) for row in _of_class(rows, "userinfo")]),
            _share("whatwg.same_address_or_refused", [_reads_like_whatwg(row) for row in _whatwg(rows)]),
        ]


def _share(name: str, outcomes: Sequence[bool], peer: tuple[str, float] | None = None) -> Measure:
    print(f"fetching.{name}: {sum(outcomes)} of {len(outcomes)}")
    return Measure(
        name=f"fetching.urls.{name}",
        value=sum(outcomes) / len(outcomes),
        peer=peer[0] if peer else None,
        peer_value=peer[1] if peer else None,
    )


def _rows() -> list[Row]:
    with gzip.open(bench_dir("hostile") / "urls.jsonl.gz", "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def _of_class(rows: list[Row], name: str) -> list[Row]:
    return [row for row in rows if row["expect"].get("class", "").partition(":")[0] == name]


def _whatwg(rows: list[Row]) -> list[Row]:
    return [row for row in rows if row["kind"] == "whatwg"]


def _text(row: Row) -> str:
    data: str = row["data"]
    return base64.b64decode(data).decode("utf-8", "surrogateescape") if row["enc"] == "b64" else data


def _forms(row: Row) -> tuple[str, ...]:
    """The row as it is and, since many are bare hosts, as a host of an http address."""
    text = _text(row)
    return (text, f"http://{text}", f"http://[{text}]/")


def _labelled(row: Row) -> str | None:
    """The form that is read as the host its label names."""
    host = row["expect"]["whatwg"]["host"].strip("[]")
    for form in _forms(row):
        try:
            if parse_address(form).host == host:
                return form
        except SourceError:
            continue
    return None


def _ip_of(row: Row) -> str:
    host: str = row["expect"]["whatwg"]["host"].strip("[]")
    return host


def _is_reserved(row: Row) -> bool:
    return any(ip_address(_ip_of(row)) in block for block in RESERVED)


def _is_open(row: Row) -> bool:
    form = _labelled(row)
    if form is None:
        return False
    try:
        return str(judge(form).ip) == _ip_of(row)
    except SourceError:
        return False


# Each of these fetches for real, and says whether no socket was opened but to our own redirector.


def _refuses(url: str, allow: Sequence[Exemption] = (), resolver: Resolver | None = None) -> bool:
    # A name in a row must not leave this machine: without a resolver of its own, every name leads inside.
    try:
        fetch(
            url, limits=LIMITS, allow=allow, user_agent="Kilas", resolver=resolver or _leads_to("127.0.0.1")
        )
    except SourceError:
        return True
    return False


def _leads_to(*answers: str) -> Resolver:
    return lambda _host, _port: answers


def _stays_shut(row: Row, dialled: Dialled) -> bool:
    dialled.clear()
    forms = _forms(row) if row["expect"]["class"] == "must_block" else _forms(row)[:1]
    return all(_refuses(form) for form in forms) and not dialled


def _other_doors_shut(row: Row, dialled: Dialled) -> bool:
    """Posting a form, and asking for many side by side with headers of their own."""
    dialled.clear()
    resolver = _leads_to("127.0.0.1")
    asked = [FetchRequest(url=form, headers=(("if-none-match", '"x"'),)) for form in _forms(row)]
    asked += [FetchRequest(url=form, form=b"a=1") for form in _forms(row)]
    results = fetch_many(asked, limits=LIMITS, user_agent="Kilas", resolver=resolver)
    return all(isinstance(one, SourceError) for one in results) and not dialled


def _named_as_blocked(row: Row) -> bool:
    """Whether it is refused for where it leads, not just because it could not be read."""
    try:
        judge(_labelled(row) or "")
    except SourceError as error:
        return error.reason in ("blocked_address", "blocked_port")
    return False


def _shut_after_redirects(
    row: Row, depth: int, port: int, targets: dict[str, str], allow: Sequence[Exemption], dialled: Dialled
) -> bool:
    targets["goal"] = _labelled(row) or _text(row)
    dialled.clear()
    refused = _refuses(f"http://127.0.0.1:{port}/{depth}", allow)
    # `http:127.0.0.1/` as a Location is a path on the redirecting site (WHATWG), so it may be asked once more.
    return refused and len(dialled) >= depth and set(dialled) == {("127.0.0.1", port)}


def _shut_by_answer(row: Row, dialled: Dialled) -> bool:
    dialled.clear()
    alone = _refuses("http://news.test/", resolver=_leads_to(_ip_of(row)))
    mixed = _refuses("https://news.test/", resolver=_leads_to("8.8.8.8", _ip_of(row)))
    return alone and mixed and not dialled


def _shut_by_rebinding(row: Row, port: int, dialled: Dialled) -> bool:
    """The name leads to the redirector at first, and to the row's address when it is looked up again."""
    dialled.clear()
    answers = iter(["127.0.0.1"])
    allow = [Exemption(place=ip_network(IPv4Address("127.0.0.1")), port=port)]
    port_of_row = 80 if _ip_of(row) == "127.0.0.1" else port  # that one is exempt on the redirector's port
    start = f"http://news.test:{port}/rebind/{port_of_row}"
    refused = _refuses(start, allow, lambda _host, _port: [next(answers, _ip_of(row))])
    return refused and dialled == [("127.0.0.1", port)]


def _reads_like_whatwg(row: Row) -> bool:
    """Refusing is always right here; reading another address than a browser would is what attackers live on."""
    expect = row["expect"]
    try:
        base = parse_address(expect["base"]) if expect.get("base") else None
        address: Address = parse_address(_text(row), base)
    except SourceError:
        return True
    return "failure" not in expect and bool(address.url == expect["href"].partition("#")[0])


# The redirector, and the count


@contextmanager
def _redirector() -> Iterator[tuple[int, dict[str, str]]]:
    """Serves `/N`, which takes N redirects to the goal, and `/rebind/PORT`, which names its own host again."""
    targets: dict[str, str] = {}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            location = _next_place(self.path, self.headers["Host"], targets)
            if location is None:
                return self.send_error(404)
            line = "".join(char for char in location if char not in "\r\n\0")
            self.wfile.write(b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: ")
            self.wfile.write(line.encode("utf-8", "replace") + b"\r\n\r\n")
            return None

        def log_message(self, *_arguments: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield server.server_address[1], targets
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _next_place(path: str, host: str, targets: dict[str, str]) -> str | None:
    if path.startswith("/rebind/"):
        return f"http://{host.partition(':')[0]}:{path.rpartition('/')[2]}/"
    if not path[1:].isdecimal():
        return None
    return f"/{int(path[1:]) - 1}" if int(path[1:]) > 1 else targets["goal"]


@contextmanager
def _counted() -> Iterator[Dialled]:
    dialled: Dialled = []
    _listeners().append(lambda place: dialled.append(place))
    try:
        yield dialled
    finally:
        _listeners().clear()


@cache
def _listeners() -> list[Callable[[tuple[str, int]], None]]:
    """Audit hooks cannot be taken away again, so there is one, made once."""
    listeners: list[Callable[[tuple[str, int]], None]] = []

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        if event == "socket.connect" and isinstance(arguments[1], tuple):
            for listener in listeners:
                listener((str(arguments[1][0]), int(arguments[1][1])))

    sys.addaudithook(hook)
    return listeners


if __name__ == "__main__":
    measure(fast="--fast" in sys.argv)
