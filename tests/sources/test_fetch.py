from __future__ import annotations

import asyncio
import gzip
import pickle
import random
import socket
import ssl
import struct
import subprocess
import sys
import threading
import time
import zlib
from collections.abc import Callable
from dataclasses import replace

import httpcore2
import pytest

from kilas.errors import SourceError
from kilas.sources.fetch import (
    DEFAULT_LIMITS,
    Fetched,
    FetchRequest,
    Limits,
    default_user_agent,
    fetch,
    fetch_many,
    post,
)
from kilas.sources.fetch_lookup import MAX_UNANSWERED
from kilas.sources.network_addresses import parse_exemptions

pytestmark = pytest.mark.network

Serve = Callable[..., "Server"]  # noqa: F821  (conftest's)
Dialled = list[tuple[str, int]]
QUICK = Limits(timeout_s=3.0, connect_timeout_s=2.0, read_timeout_s=2.0)
FEED = b"<rss><channel><title>Kabar</title></channel></rss>" * 40


def answer(body: bytes = b"", *headers: str, status: str = "200 OK") -> bytes:
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *headers, "", ""]
    return "\r\n".join(lines).encode("latin-1") + body


def redirect(to: str | bytes, status: str = "302 Found") -> bytes:
    place = to if isinstance(to, bytes) else to.encode()
    return f"HTTP/1.1 {status}\r\nContent-Length: 0\r\nLocation: ".encode() + place + b"\r\n\r\n"


def refusal(url: str, **options: object) -> SourceError:
    with pytest.raises(SourceError) as caught:
        fetch(url, **({"limits": QUICK} | options))  # type: ignore[arg-type]
    assert caught.value.problem
    assert caught.value.mend
    return caught.value


def leads_to(*answers: str) -> Callable[[str, int], list[str]]:
    return lambda host, port: list(answers)


# What a good fetch gives


def test_a_page_comes_back_whole_with_its_headers(serve: Serve) -> None:
    server = serve(
        answer(b"<p>Halo</p>", 'Content-Type: Text/HTML; Charset="UTF-8"', "ETag: x", "X-Two: a", "X-Two: b")
    )
    page = fetch(server.url("/a?b=1#c"), allow=server.allow)
    assert page.body == b"<p>Halo</p>"
    assert (page.status, page.content_type, page.charset) == (200, "text/html", "utf-8")
    assert page.url == server.url("/a?b=1")
    assert page.requested_url == server.url("/a?b=1#c")
    assert [value for name, value in page.headers if name == "x-two"] == ["a", "b"]


def test_the_request_says_who_asks_and_asks_for_gzip_only(serve: Serve) -> None:
    server = serve(answer())
    fetch(server.url("/x"), allow=server.allow, user_agent=default_user_agent("9.9"))
    head, *lines = server.requests[0].decode().strip().split("\r\n")
    sent = {line.split(": ")[0].lower(): line.split(": ")[1] for line in lines}
    assert head == "GET /x HTTP/1.1"
    assert sent["user-agent"] == "Kilas/9.9 (+https://github.com/kilas-news/kilas)"
    assert sent["accept-encoding"] == "gzip"
    assert sent["host"] == f"127.0.0.1:{server.port}"
    assert set(sent) == {"host", "user-agent", "accept-encoding", "accept", "connection"}


def test_a_body_without_a_length_ends_with_the_connection(serve: Serve) -> None:
    server = serve(b"HTTP/1.0 200 OK\r\n\r\nsampai habis")
    page = fetch(server.url(), allow=server.allow)
    assert (page.body, page.content_type, page.charset) == (b"sampai habis", None, None)


def test_a_chunked_body_is_joined(serve: Serve) -> None:
    server = serve(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n")
    assert fetch(server.url(), allow=server.allow).body == b"abcde"


def test_not_modified_is_an_answer_only_to_who_asked(serve: Serve) -> None:
    server = serve(b"HTTP/1.1 304 Not Modified\r\nETag: x\r\n\r\n")
    page = fetch(server.url(), allow=server.allow, headers=[("If-None-Match", '"x"')])
    assert (page.status, page.body) == (304, b"")
    assert b'if-none-match: "x"' in server.requests[0].lower()
    assert refusal(server.url(), allow=server.allow).reason == "http_304"


def test_fetching_works_where_a_loop_is_already_running(serve: Serve) -> None:
    server = serve(answer(b"ok"))

    async def main() -> Fetched:
        return fetch(server.url(), allow=server.allow)

    assert asyncio.run(main()).body == b"ok"


def test_importing_the_fetcher_does_not_import_the_client() -> None:
    code = "import sys, kilas.sources.fetch; sys.exit('httpcore2' in sys.modules or 'httpx2' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize(
    "header",
    [
        ("X-A", "a\r\nX-B: b"),
        ("X A", "a"),
        ("", "a"),
        ("Host", "evil.test"),
        ("X-A", "\u2603"),
        ("Accept-Encoding", "br"),
    ],
)
def test_a_header_that_would_bend_the_request_is_not_sent(header: tuple[str, str], dialled: Dialled) -> None:
    assert refusal("http://example.com/", headers=[header]).reason == "bad_header"
    assert dialled == []


# No socket to a place that is not public


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("http://127.0.0.1/", "blocked_address"),
        ("http://0x7f000001/", "blocked_address"),
        ("http://[::ffff:127.0.0.1]/", "blocked_address"),
        ("http://169.254.169.254/latest/meta-data/", "blocked_address"),
        ("http://１２７.1/", "blocked_address"),
        ("http://127.0.0.1:22/", "blocked_port"),
        ("http://example.com:25/", "blocked_port"),
        ("http://a:b@example.com/", "userinfo"),
        ("file:///etc/passwd", "bad_scheme"),
        ("http://1.2.3.4.5/", "bad_address"),
        ("example.com", "bad_address"),
    ],
)
def test_what_must_not_be_opened_costs_neither_socket_nor_look_up(
    url: str, reason: str, dialled: Dialled
) -> None:
    asked: list[str] = []

    def resolver(host: str, port: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"]

    assert refusal(url, resolver=resolver).reason == reason
    assert dialled == []
    assert asked == []


@pytest.mark.parametrize(
    "answers",
    [
        ["127.0.0.1"],
        ["8.8.8.8", "127.0.0.1"],
        ["2606:4700::1111", "::1"],
        ["::ffff:8.8.8.8"],
        ["64:ff9b::808:808"],
        ["fe80::1%eth0"],
        ["10.0.0.1", "8.8.8.8"],
        ["100.64.0.1"],
    ],
)
def test_a_name_with_any_answer_that_is_not_public_is_not_opened(
    answers: list[str], dialled: Dialled
) -> None:
    assert refusal("http://news.test/", resolver=leads_to(*answers)).reason == "blocked_address"
    assert dialled == []


def test_the_address_that_was_judged_is_the_one_connected_to(serve: Serve, dialled: Dialled) -> None:
    server = serve(answer(b"ok"))
    answers = iter([["127.0.0.1"], ["127.0.0.9"], ["10.0.0.1"]])
    allow = parse_exemptions(f"127.0.0.1:{server.port}")
    page = fetch(f"http://news.test:{server.port}/", allow=allow, resolver=lambda host, port: next(answers))
    assert page.body == b"ok"
    assert dialled == [("127.0.0.1", server.port)]
    assert f"host: news.test:{server.port}".encode() in server.requests[0].lower()


def test_a_name_that_turns_private_between_two_hops_is_stopped_at_the_second(
    serve: Serve, dialled: Dialled
) -> None:
    server = serve(redirect("/again"))
    answers = iter([["127.0.0.1"], ["127.0.0.9"]])
    error = refusal(
        f"http://news.test:{server.port}/", allow=server.allow, resolver=lambda host, port: next(answers)
    )
    assert error.reason == "blocked_address"
    assert dialled == [("127.0.0.1", server.port)]


def test_the_next_address_is_tried_when_one_does_not_answer(serve: Serve) -> None:
    server = serve(answer(b"ok"))
    allow = parse_exemptions(f"127.0.0.0/8:{server.port}")
    resolver = leads_to("127.0.0.7", "127.0.0.1")
    assert fetch(f"http://news.test:{server.port}/", allow=allow, resolver=resolver).body == b"ok"


def test_proxies_of_the_environment_are_not_used(
    serve: Serve, dialled: Dialled, monkeypatch: pytest.MonkeyPatch
) -> None:
    proxy, server = serve(answer(b"proxy")), serve(answer(b"site"))
    for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, proxy.url())
    assert fetch(server.url(), allow=server.allow).body == b"site"
    assert dialled == [("127.0.0.1", server.port)]


def test_the_client_asks_our_backend_for_every_connection() -> None:
    # What the whole guard hangs on: the public argument, and the one method the client opens sockets with.
    asked: list[tuple[str, int]] = []

    class Backend(httpcore2.AsyncNetworkBackend):
        async def connect_tcp(
            self, host: str, port: int, *args: object, **kwargs: object
        ) -> httpcore2.AsyncNetworkStream:
            asked.append((host, port))
            raise httpcore2.ConnectError("closed")

    async def main() -> None:
        async with httpcore2.AsyncConnectionPool(network_backend=Backend()) as pool:
            with pytest.raises(httpcore2.ConnectError):
                await pool.handle_async_request(httpcore2.Request("GET", "http://news.test/"))

    asyncio.run(main())
    assert asked == [("news.test", 80)]


# Redirects


def test_five_redirects_are_followed_and_the_sixth_is_not(serve: Serve) -> None:
    def reply(request: bytes) -> bytes:
        number = int(request.split()[1][1:])
        return redirect(f"/{number - 1}") if number else answer(b"arrived")

    server = serve(reply)
    page = fetch(server.url("/5"), allow=server.allow)
    assert (page.body, page.url) == (b"arrived", server.url("/0"))
    assert refusal(server.url("/6"), allow=server.allow).reason == "too_many_redirects"
    assert len(server.requests) == 6 + 6
    assert (
        fetch(server.url("/0"), allow=server.allow, limits=replace(QUICK, max_redirects=0)).body == b"arrived"
    )


@pytest.mark.parametrize("to", ["/a", "/b#x", "", "?"])
def test_a_redirect_loop_is_named(to: str, serve: Serve) -> None:
    server = serve(lambda request: redirect(to if b"GET /b" not in request else "/a"))
    error = refusal(server.url("/a"), allow=server.allow)
    assert error.reason == "redirect_loop"
    assert len(server.requests) <= 2


@pytest.mark.parametrize(
    ("to", "reason"),
    [
        ("http://127.0.0.1/", "blocked_address"),
        ("http://169.254.169.254/", "blocked_address"),
        ("//[::1]/", "blocked_address"),
        ("http://0/", "blocked_address"),
        ("https://0177.1/", "blocked_address"),
        ("http://127.0.0.1:1/", "blocked_port"),
        ("http://inside.test/", "blocked_address"),
        ("file:///etc/passwd", "bad_scheme"),
        ("javascript:alert(1)", "bad_scheme"),
        ("http://user:geheim@example.com/", "userinfo"),
        ("http://[::1", "bad_address"),
        ("http://exa mple/?geheim", "bad_address"),
    ],
)
def test_every_redirect_is_judged_like_a_first_address(
    to: str, reason: str, serve: Serve, dialled: Dialled
) -> None:
    server = serve(redirect(to))
    error = refusal(server.url("/start"), allow=server.allow, resolver=leads_to("127.0.0.1"))
    assert error.reason == reason
    assert "geheim" not in str(error)
    assert "/start" in str(error)
    assert dialled == [("127.0.0.1", server.port)]


def test_nothing_but_what_the_caller_accepts_follows_to_another_site(serve: Serve) -> None:
    goal = serve(answer(b"ok", "Set-Cookie: b=2"))
    start = serve(lambda request: redirect("/two" if b"GET /one" in request else goal.url("/x")))
    headers = [("Authorization", "Bearer geheim"), ("If-None-Match", '"e"'), ("Accept-Language", "id")]
    fetch(start.url("/one"), allow=start.allow + goal.allow, headers=headers)
    assert b"geheim" in start.requests[1]
    sent = goal.requests[0].lower()
    assert b"geheim" not in sent
    assert b"if-none-match" not in sent
    assert b"cookie" not in sent
    assert b"referer" not in sent
    assert b"accept-language: id" in sent


@pytest.mark.parametrize(
    "status", ["301 Moved", "302 Found", "303 See Other", "307 Temporary", "308 Permanent"]
)
def test_every_kind_of_redirect_is_followed(status: str, serve: Serve) -> None:
    server = serve(lambda request: answer(b"ok") if b"GET /to" in request else redirect("/to", status))
    assert fetch(server.url("/from"), allow=server.allow).url == server.url("/to")


def test_a_redirect_without_a_place_is_a_named_answer(serve: Serve) -> None:
    server = serve(answer(status="302 Found"))
    assert refusal(server.url(), allow=server.allow).reason == "http_302"


def test_a_redirect_may_name_its_place_in_utf8(serve: Serve) -> None:
    server = serve(lambda request: answer(b"ok") if b"%C3%BC" in request else redirect("/ü".encode()))
    assert fetch(server.url(), allow=server.allow).url == server.url("/%C3%BC")


# What a server answers


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        (401, "forbidden"),
        (403, "forbidden"),
        (404, "not_found"),
        (410, "gone"),
        (429, "rate_limited"),
        (451, "legal"),
        (500, "server_error"),
        (503, "server_error"),
        (418, "http_418"),
        (206, "http_206"),
        (300, "http_300"),
    ],
)
def test_each_refusal_of_a_server_has_its_name(status: int, reason: str, serve: Serve) -> None:
    server = serve(answer(b"no", status=f"{status} Whatever"))
    error = refusal(server.url("/p?key=geheim"), allow=server.allow)
    assert error.reason == reason
    assert str(status) in error.problem
    assert "geheim" not in str(error)
    assert "{" not in str(error)


def test_a_server_that_names_a_waiting_time_is_quoted(serve: Serve) -> None:
    server = serve(answer(b"", "Retry-After: 120", status="429 Too Many"))
    assert refusal(server.url(), allow=server.allow).mend == "wait 2 minutes before you try again"


@pytest.mark.parametrize(
    ("seconds", "told"),
    [(1, "1 second"), (90, "90 seconds"), (5_399, "90 minutes"), (7_200, "2 hours"), (172_801, "3 days")],
)
def test_a_waiting_time_is_told_as_people_say_it(serve: Serve, seconds: int, told: str) -> None:
    server = serve(answer(b"", f"Retry-After: {seconds}", status="503 Busy"))
    assert refusal(server.url(), allow=server.allow).mend == f"try again in {told}"


def test_errors_survive_a_worker_process(serve: Serve) -> None:
    error = refusal("http://127.0.0.1/")
    assert str(pickle.loads(pickle.dumps(error))) == str(error)


# Compressed bodies


def test_a_gzip_body_is_inflated(serve: Serve) -> None:
    server = serve(answer(gzip.compress(FEED, mtime=0), "Content-Encoding: gzip"))
    assert fetch(server.url(), allow=server.allow).body == FEED


def test_a_gzip_body_arriving_byte_by_byte_in_several_streams_is_inflated(serve: Serve) -> None:
    packed = gzip.compress(FEED[:700], mtime=0) + gzip.compress(FEED[700:], mtime=0) + b"\0\0\0"
    chunks = b"".join(b"1\r\n" + bytes([byte]) + b"\r\n" for byte in packed)
    head = b"HTTP/1.1 200 OK\r\nContent-Encoding: x-gzip\r\nTransfer-Encoding: chunked\r\n\r\n"
    server = serve(head + chunks + b"0\r\n\r\n")
    assert fetch(server.url(), allow=server.allow).body == FEED


def test_a_gzip_file_that_no_header_announces_is_inflated_under_the_same_cap(serve: Serve) -> None:
    server = serve(answer(gzip.compress(FEED, mtime=0), "Content-Type: application/gzip"))
    assert fetch(server.url(), allow=server.allow).body == FEED
    tight = replace(QUICK, max_bytes=len(FEED) - 1)
    assert refusal(server.url(), allow=server.allow, limits=tight).reason == "too_large"


def test_an_empty_body_may_say_that_it_is_gzip(serve: Serve) -> None:
    server = serve(answer(b"", "Content-Encoding: gzip"))
    assert fetch(server.url(), allow=server.allow).body == b""


def _raw_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


def _with_bad_checksum(data: bytes) -> bytes:
    packed = bytearray(gzip.compress(data, mtime=0))
    packed[-6] ^= 0xFF
    return bytes(packed)


_NOISE = random.Random(7).randbytes(3_000)


@pytest.mark.parametrize(
    ("coding", "body"),
    [
        ("gzip", gzip.compress(FEED, mtime=0)[:-20]),
        ("gzip", gzip.compress(FEED, mtime=0)[:-3]),
        ("gzip", gzip.compress(FEED, mtime=0)[:1]),
        ("gzip", _with_bad_checksum(FEED)),
        ("gzip", _raw_deflate(FEED)),
        ("gzip", zlib.compress(FEED)),
        ("gzip", FEED),
        ("gzip", _NOISE),
        ("gzip", gzip.compress(gzip.compress(FEED, mtime=0), mtime=0)),
        ("gzip", gzip.compress(b"", mtime=0) * 101),
        ("gzip, gzip", gzip.compress(gzip.compress(FEED, mtime=0), mtime=0)),
        ("gzip\r\nContent-Encoding: gzip", gzip.compress(gzip.compress(FEED, mtime=0), mtime=0)),
        ("identity, gzip , br", gzip.compress(FEED, mtime=0)),
        ("deflate", _raw_deflate(FEED)),
        ("deflate", zlib.compress(FEED)),
        ("br", _NOISE),
        ("zstd", b"\x28\xb5\x2f\xfd" + _NOISE),
        ("compress", _NOISE),
    ],
)
def test_a_body_in_a_coding_that_is_wrong_or_unasked_is_refused_never_guessed(
    coding: str, body: bytes, serve: Serve
) -> None:
    server = serve(answer(body, f"Content-Encoding: {coding}"))
    assert refusal(server.url(), allow=server.allow).reason == "bad_encoding"


def zeros_gzip(mebibytes: int, ending: bytes = b"") -> bytes:
    """A gzip stream of that many MiB of zero bytes, made of one block repeated."""
    packer = zlib.compressobj(9, wbits=31)
    start = packer.compress(b"") + packer.flush(zlib.Z_FULL_FLUSH)
    block = packer.compress(bytes(2**20)) + packer.flush(zlib.Z_FULL_FLUSH)
    return start + block * mebibytes + ending


def test_a_gzip_bomb_is_stopped_at_the_cap_by_name(serve: Serve) -> None:
    server = serve(answer(zeros_gzip(64), "Content-Encoding: gzip"))
    assert refusal(server.url(), allow=server.allow).reason == "bomb"
    silent = serve(answer(zeros_gzip(64)))
    assert refusal(silent.url(), allow=silent.allow).reason == "bomb"


def test_a_bomb_of_brotli_or_zstandard_is_refused_unread(serve: Serve) -> None:
    for coding in ("br", "zstd"):
        server = serve(b"HTTP/1.1 200 OK\r\nContent-Encoding: " + coding.encode() + b"\r\n\r\n\x5b\xff\xff")
        error = refusal(server.url(), allow=server.allow)
        assert error.reason == "bad_encoding"
        assert coding in error.problem


def test_a_bomb_of_one_gibibyte_does_not_grow_the_process_by_96_mebibytes(serve: Serve) -> None:
    pytest.importorskip("resource")
    server = serve(
        lambda request: answer(zeros_gzip(1024 if b"/bomb" in request else 0), "Content-Encoding: gzip")
    )
    code = f"""
import resource
from kilas.errors import SourceError
from kilas.sources.network_addresses import parse_exemptions
from kilas.sources.fetch import fetch
allow = parse_exemptions("127.0.0.1:{server.port}")
def peak(path):
    try:
        fetch("http://127.0.0.1:{server.port}" + path, allow=allow)
        raise SystemExit("opened")
    except SourceError as error:
        print(error.reason, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
peak("/warm-up")
peak("/bomb")
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    (_, before), (reason, after) = (line.split() for line in done.stdout.splitlines())
    unit = 1 if sys.platform == "darwin" else 1024
    assert reason == "bomb"
    assert (int(after) - int(before)) * unit < 96 * 2**20


# Size and time


def test_a_body_at_the_cap_passes_and_one_byte_more_does_not(serve: Serve) -> None:
    limits = replace(QUICK, max_bytes=1_000)
    fits, grows = serve(answer(bytes(1_000))), serve(answer(bytes(1_001)))
    assert len(fetch(fits.url(), allow=fits.allow, limits=limits).body) == 1_000
    assert refusal(grows.url(), allow=grows.allow, limits=limits).reason == "too_large"
    unsized = serve(b"HTTP/1.0 200 OK\r\n\r\n" + bytes(1_001))
    assert refusal(unsized.url(), allow=unsized.allow, limits=limits).reason == "too_large"


def test_a_length_that_is_announced_too_large_is_not_waited_for(serve: Serve) -> None:
    server = serve(b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n")
    assert refusal(server.url(), allow=server.allow).reason == "too_large"


def test_framing_counts_as_sent_bytes(serve: Serve) -> None:
    chunk = b"1;" + b"x" * 2_000 + b"\r\na\r\n"
    server = serve(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk * 200)
    limits = replace(QUICK, max_wire_bytes=100_000)
    assert refusal(server.url(), allow=server.allow, limits=limits).reason == "too_large"


def _forever(part: bytes, start: bytes = b"") -> Callable[[socket.socket, threading.Event], None]:
    def reply(connection: socket.socket, stop: threading.Event) -> None:
        connection.sendall(start)
        while not stop.is_set():
            connection.sendall(part)

    return reply


def _drip(part: bytes, start: bytes = b"") -> Callable[[socket.socket, threading.Event], None]:
    def reply(connection: socket.socket, stop: threading.Event) -> None:
        connection.sendall(start)
        while not stop.wait(0.05):
            connection.sendall(part)

    return reply


CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"


@pytest.mark.parametrize(
    ("part", "start"),
    [
        (b"1\r\na\r\n", CHUNKED),
        (b"X-A: b\r\n" * 100, b"HTTP/1.1 200 OK\r\n"),
        (b"a" * 1_000, b"HTTP/1.1 200 OK\r\nX-A: "),
        (b"HTTP/1.1 100 Continue\r\n\r\n", b""),
        (b"HTTP/1.1 103 Early Hints\r\nLink: <a>\r\n\r\n", b""),
        (b"a" * 1_000, b"HTTP/1.0 200 OK\r\n\r\n"),
    ],
)
def test_a_flood_without_end_is_cut_off(part: bytes, start: bytes, serve: Serve) -> None:
    server = serve(_forever(part, start))
    limits = Limits(max_bytes=100_000, max_wire_bytes=300_000, timeout_s=20.0)
    assert refusal(server.url(), allow=server.allow, limits=limits).reason == "too_large"


def test_a_body_in_crumbs_is_given_up_before_it_costs_us_the_whole_deadline(serve: Serve) -> None:
    server = serve(_forever(b"1\r\na\r\n" * 1_000, CHUNKED))
    assert refusal(server.url(), allow=server.allow, limits=DEFAULT_LIMITS).reason == "bad_response"


@pytest.mark.parametrize(
    ("part", "start"),
    [
        (b"1\r\na\r\n", CHUNKED),
        (b"a", b"HTTP/1.1 200 OK\r\nX-A: "),
        (b"HTTP/1.1 100 Continue\r\n\r\n", b""),
        (b"", b""),
        (b"", b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n"),
    ],
)
def test_a_drip_does_not_outlast_the_total_deadline(part: bytes, start: bytes, serve: Serve) -> None:
    server = serve(_drip(part, start))
    limits = Limits(timeout_s=0.4, read_timeout_s=20.0)
    assert refusal(server.url(), allow=server.allow, limits=limits).reason == "timeout"


def test_silence_ends_at_the_read_timeout(serve: Serve) -> None:
    server = serve(_drip(b""))
    limits = Limits(timeout_s=60.0, read_timeout_s=0.3)
    assert refusal(server.url(), allow=server.allow, limits=limits).reason == "timeout"


def test_slow_redirects_share_one_deadline(serve: Serve) -> None:
    def reply(connection: socket.socket, stop: threading.Event) -> None:
        stop.wait(0.3)
        connection.sendall(redirect(f"/{server.accepted}"))

    server = serve(reply)
    limits = Limits(timeout_s=0.7)
    assert refusal(server.url(), allow=server.allow, limits=limits).reason == "timeout"


def test_a_name_server_that_never_answers_does_not_outlast_the_deadline(dialled: Dialled) -> None:
    release = threading.Event()

    def resolver(host: str, port: int) -> list[str]:
        release.wait(10)
        return ["8.8.8.8"]

    limits = Limits(timeout_s=0.3)
    assert refusal("http://news.test/", resolver=resolver, limits=limits).reason == "timeout"
    limits = Limits(connect_timeout_s=0.3)
    assert refusal("http://news.test/", resolver=resolver, limits=limits).reason == "timeout"
    release.set()
    assert dialled == []


def test_headers_up_to_the_cap_pass_and_beyond_it_do_not(serve: Serve) -> None:
    fits = serve(answer(b"ok", *[f"X-{number}: {'v' * 1_000}" for number in range(60)]))
    assert fetch(fits.url(), allow=fits.allow).body == b"ok"
    for lines in ([f"X-{number}: v" for number in range(10_000)], ["X-A: " + "v" * 1_000_000]):
        flood = serve(answer(b"ok", *lines))
        assert refusal(flood.url(), allow=flood.allow).reason == "too_large"


# Faults of the network


@pytest.mark.parametrize(
    "error",
    [
        socket.gaierror(socket.EAI_NONAME, "no"),
        OSError("x"),
        UnicodeError("x"),
    ],
)
def test_a_name_that_cannot_be_looked_up_is_named(error: Exception) -> None:
    def resolver(host: str, port: int) -> list[str]:
        raise error

    assert refusal("http://news.test/", resolver=resolver).reason == "dns"


def test_a_name_server_that_answers_for_no_name_is_soon_no_longer_asked() -> None:
    asked: list[str] = []

    def resolver(host: str, port: int) -> list[str]:
        asked.append(host)
        raise socket.gaierror(socket.EAI_AGAIN, "later")

    urls = [f"http://news{n}.test/" for n in range(200)]
    results = fetch_many(urls, resolver=resolver, limits=QUICK, concurrency=8)
    reasons = [one.reason for one in results if isinstance(one, SourceError)]
    assert reasons == ["dns"] * len(asked) + ["dns_down"] * (200 - len(asked))
    assert MAX_UNANSWERED <= len(asked) < MAX_UNANSWERED + 8


def test_one_name_that_nobody_answers_for_says_nothing_of_the_name_server(serve: Serve) -> None:
    server = serve(answer(b"ok"))

    def resolver(host: str, port: int) -> list[str]:
        if host.startswith("dead"):
            raise socket.gaierror(socket.EAI_AGAIN, "later")
        return ["127.0.0.1"]

    urls = [server.url("/", f"{name}{n}.test") for n in range(40) for name in ("dead", "alive")]
    results = fetch_many(urls, allow=server.allow, resolver=resolver, concurrency=1)
    assert [one.reason for one in results if isinstance(one, SourceError)] == ["dns"] * 40
    assert sum(isinstance(one, Fetched) for one in results) == 40


@pytest.mark.parametrize("answers", [[], ["not an address"], [""]])
def test_an_answer_that_is_no_address_is_named(answers: list[str]) -> None:
    assert refusal("http://news.test/", resolver=leads_to(*answers)).reason == "dns"


def test_a_closed_port_is_named() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    error = refusal(f"http://127.0.0.1:{port}/", allow=parse_exemptions(f"127.0.0.1:{port}"))
    assert error.reason == "refused"


def _reset(connection: socket.socket, stop: threading.Event, start: bytes = b"") -> None:
    connection.sendall(start)
    stop.wait(0.1)
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def test_a_reset_is_named(serve: Serve) -> None:
    def halfway(connection: socket.socket, stop: threading.Event) -> None:
        _reset(connection, stop, b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc")

    def at_once(connection: socket.socket, stop: threading.Event) -> None:
        _reset(connection, stop)

    for reply in (halfway, at_once):
        server = serve(reply)
        assert refusal(server.url(), allow=server.allow).reason == "reset"


@pytest.mark.parametrize(
    "reply",
    [
        b"",
        b"\r\n",
        b"SSH-2.0-OpenSSH_9.9\r\n",
        b"HTTP/x 200 OK\r\n\r\n",
        b"HTTP/1.1 200",
        b"HTTP/1.1 999999 No\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef",
        b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc",
        b"HTTP/1.1 200 OK\r\nbroken header\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nX-A: \0\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\nabc",
        CHUNKED + b"zz\r\n",
        CHUNKED + b"5\r\nab",
        CHUNKED + b"ffffffffffffffffffffffff\r\n",
        bytes(range(256)) * 20,
        random.Random(3).randbytes(5_000),
    ],
)
def test_an_answer_that_is_not_http_is_named(reply: bytes, serve: Serve) -> None:
    server = serve(reply)
    assert refusal(server.url(), allow=server.allow).reason == "bad_response"


def test_switching_protocols_is_not_gone_along_with(serve: Serve) -> None:
    server = serve(b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\nhello")
    assert refusal(server.url(), allow=server.allow).reason in ("http_101", "bad_response")


def test_no_foreign_exception_leaks_from_any_damaged_answer(serve: Serve) -> None:
    chance = random.Random(11)
    whole = answer(gzip.compress(FEED, mtime=0), "Content-Encoding: gzip", "Content-Type: text/html")

    def reply(request: bytes) -> bytes:
        damaged = bytearray(whole)
        for _ in range(chance.randint(1, 6)):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        return bytes(damaged[: chance.randint(1, len(damaged))])

    server = serve(reply)
    results = fetch_many(
        [server.url(f"/{number}") for number in range(150)], allow=server.allow, limits=QUICK
    )
    assert len(results) == 150  # had anything else been raised, we should not be here
    assert {type(one) for one in results} <= {Fetched, SourceError}


# TLS


def test_a_page_is_fetched_over_tls_under_its_own_name(serve: Serve, trusting_tls: ssl.SSLContext) -> None:
    server = serve(answer(b"aman"), "server.pem")
    url = server.url(host="news.test")
    page = fetch(url, allow=server.allow, resolver=leads_to("127.0.0.1"), tls=trusting_tls)
    assert (page.body, page.url) == (b"aman", url)
    assert fetch(server.url(), allow=server.allow, tls=trusting_tls).body == b"aman"


@pytest.mark.parametrize(
    ("certificate", "host", "shows"),
    [
        ("expired.pem", "news.test", "expired"),
        ("selfsigned.pem", "news.test", "self-signed"),
        ("server.pem", "other.test", "another name"),
    ],
)
def test_a_certificate_that_cannot_be_trusted_is_refused_by_its_fault(
    certificate: str, host: str, shows: str, serve: Serve, trusting_tls: ssl.SSLContext
) -> None:
    server = serve(answer(b"geheim"), certificate)
    error = refusal(
        server.url(host=host), allow=server.allow, resolver=leads_to("127.0.0.1"), tls=trusting_tls
    )
    assert error.reason == "tls"
    assert shows in error.problem
    assert server.requests == []


def test_an_authority_nobody_knows_is_refused_without_a_context_of_our_own(serve: Serve) -> None:
    server = serve(answer(b"geheim"), "server.pem")
    assert refusal(server.url(), allow=server.allow).reason == "tls"
    assert server.requests == []


def test_a_context_that_verifies_nothing_is_not_taken() -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    with pytest.raises(ValueError, match="verify"):
        fetch("https://example.com/", tls=context)


def test_plain_http_on_a_tls_port_and_the_reverse_are_named(
    serve: Serve, trusting_tls: ssl.SSLContext
) -> None:
    plain, secure = serve(answer(b"x")), serve(answer(b"x"), "server.pem")
    options = {"limits": replace(QUICK, connect_timeout_s=0.3), "tls": trusting_tls}
    assert refusal(f"https://127.0.0.1:{plain.port}/", allow=plain.allow, **options).reason == "timeout"
    assert refusal(f"http://127.0.0.1:{secure.port}/", allow=secure.allow).reason in ("bad_response", "reset")


def test_garbage_within_tls_is_named(serve: Serve, trusting_tls: ssl.SSLContext) -> None:
    def reply(connection: socket.socket, stop: threading.Event) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n")
        socket.socket.sendall(connection, b"\x17\x03\x03\x00\x20" + bytes(32))  # a record no key opens

    server = serve(reply, "server.pem")
    assert refusal(server.url(), allow=server.allow, tls=trusting_tls).reason == "tls"


# Many at once


def test_answers_stand_in_the_order_of_the_addresses(serve: Serve) -> None:
    def reply(request: bytes) -> bytes:
        path = request.split()[1]
        return answer(path) if path != b"/2" else answer(status="404 No")

    server = serve(reply)
    urls = [server.url(f"/{number}") for number in range(6)] + ["http://10.0.0.1/", "nonsense"]
    results = fetch_many(urls, allow=server.allow)
    shown = [one.reason if isinstance(one, SourceError) else one.body.decode() for one in results]
    assert shown == ["/0", "/1", "not_found", "/3", "/4", "/5", "blocked_address", "bad_address"]


def test_one_host_sees_one_connection_at_a_time_while_others_go_on(serve: Serve) -> None:
    gate = threading.Barrier(2, timeout=10)

    def reply(request: bytes) -> bytes:
        gate.wait()  # passes only when both hosts are being asked at the same moment
        return answer(b"ok")

    first, second = serve(reply), serve(reply)
    urls = [
        server.url(f"/{number}", host)
        for number in range(3)
        for server, host in ((first, "a.test"), (second, "b.test"))
    ]
    results = fetch_many(urls, allow=first.allow + second.allow, resolver=leads_to("127.0.0.1"))
    assert all(isinstance(one, Fetched) for one in results)
    assert first.most_at_work == second.most_at_work == 1


def test_no_more_than_the_asked_number_run_at_once(serve: Serve) -> None:
    def reply(request: bytes) -> bytes:
        time.sleep(0.03)  # long enough for a third to come in, if it were let
        return answer(b"ok")

    server = serve(reply)
    urls = [server.url("/", f"h{number}.test") for number in range(12)]
    results = fetch_many(urls, allow=server.allow, resolver=leads_to("127.0.0.1"), concurrency=2)
    assert all(isinstance(one, Fetched) for one in results)
    assert server.most_at_work == 2


def test_waiting_for_a_turn_does_not_count_against_the_deadline(serve: Serve) -> None:
    def reply(connection: socket.socket, stop: threading.Event) -> None:
        stop.wait(0.2)
        connection.sendall(answer(b"ok"))

    server = serve(reply)
    limits = replace(DEFAULT_LIMITS, timeout_s=0.8)
    results = fetch_many([server.url(f"/{number}") for number in range(8)], allow=server.allow, limits=limits)
    assert [one.body for one in results if isinstance(one, Fetched)] == [b"ok"] * 8


def test_no_addresses_are_no_work(dialled: Dialled) -> None:
    assert fetch_many([]) == ()
    assert dialled == []


def test_each_request_may_have_headers_of_its_own(serve: Serve) -> None:
    server = serve(
        lambda request: answer(b"ok") if b'"b"' in request else b"HTTP/1.1 304 Not Modified\r\n\r\n"
    )
    asked = [
        FetchRequest(url=server.url(f"/{tag}"), headers=(("if-none-match", f'"{tag}"'),)) for tag in "ab"
    ]
    results = fetch_many([*asked, server.url("/c")], allow=server.allow)
    assert [one.status if isinstance(one, Fetched) else one.reason for one in results] == [
        304,
        200,
        "http_304",
    ]


def test_a_header_of_one_request_that_cannot_be_sent_fails_that_one_only(serve: Serve) -> None:
    server = serve(answer(b"ok"))
    bad = FetchRequest(url=server.url("/"), headers=(("if-none-match", "a\r\nHost: evil"),))
    first, second = fetch_many([bad, server.url("/")], allow=server.allow)
    assert isinstance(first, SourceError)
    assert first.reason == "bad_header"
    assert isinstance(second, Fetched)


def test_requests_to_one_host_begin_apart(serve: Serve) -> None:
    server = serve(answer(b"ok"))
    began = time.monotonic()
    results = fetch_many([server.url(f"/{n}") for n in range(3)], allow=server.allow, pace_s=0.2)
    assert [one.status for one in results if isinstance(one, Fetched)] == [200] * 3
    assert time.monotonic() - began >= 0.4  # a lower bound holds on a busy machine, too


# Where it moved, when to come back


@pytest.mark.parametrize(
    ("statuses", "moved_to"),
    [((), None), ((301,), 1), ((308, 301), 2), ((302,), None), ((301, 302), 1), ((302, 301), None), ((307, 308), None)],
)  # fmt: skip
def test_only_permanent_redirects_name_where_an_address_moved(
    serve: Serve, statuses: tuple[int, ...], moved_to: int | None
) -> None:
    def reply(request: bytes) -> bytes:
        at = int(request.split(b" ")[1][1:] or b"0")
        return answer(b"ok") if at == len(statuses) else redirect(f"/{at + 1}", f"{statuses[at]} Moved")

    server = serve(reply)
    page = fetch(server.url("/0"), allow=server.allow)
    assert page.moved_to == (server.url(f"/{moved_to}") if moved_to else None)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [("Retry-After: 120", 120.0), ("Retry-After: soon", None), ("Retry-After: -5", None), ("X: y", None),
     ("Date: Wed, 25 Nov 2026 12:00:00 GMT\r\nRetry-After: Wed, 25 Nov 2026 13:00:00 GMT", 3_600.0),
     ("Date: Wed, 25 Nov 2026 12:00:00 GMT\r\nRetry-After: Wed, 25 Nov 2026 11:00:00 GMT", 0.0)],
)  # fmt: skip
@pytest.mark.parametrize("status", ["429 Too Many", "503 Unavailable"])
def test_a_refusal_carries_how_long_the_server_wants_to_be_left_alone(
    serve: Serve, status: str, header: str, seconds: float | None
) -> None:
    server = serve(answer(b"", *header.split("\r\n"), status=status))
    error = refusal(server.url(), allow=server.allow)
    assert error.retry_after_s == seconds
    assert pickle.loads(pickle.dumps(error)).retry_after_s == seconds


# Forms


def test_a_form_is_posted_whole_and_accepted_is_an_answer(serve: Serve) -> None:
    server = serve(answer(b"", status="202 Accepted"))
    assert post(server.url("/hub"), b"a=1&b=2", allow=server.allow).status == 202
    head = server.requests[0].lower()
    assert head.startswith(b"post /hub http/1.1")
    assert b"content-type: application/x-www-form-urlencoded" in head
    assert b"content-length: 7" in head


def test_a_form_follows_only_redirects_that_ask_for_it_again(serve: Serve) -> None:
    end = serve(answer(b"ok"))
    again = serve(redirect(end.url("/b"), "307 Temporary"))
    assert post(again.url(), b"a=1", allow=again.allow + end.allow).url == end.url("/b")
    assert end.requests[0].startswith(b"POST /b")
    other = serve(redirect(end.url("/c"), "303 See Other"))
    with pytest.raises(SourceError) as caught:
        post(other.url(), b"a=1", allow=other.allow + end.allow, limits=QUICK)
    assert caught.value.reason == "http_303"


@pytest.mark.parametrize(
    "place", ["http://10.0.0.1/", "http://[::1]/", "http://169.254.169.254/", "ftp://a.test/"]
)
def test_a_form_is_posted_to_no_private_place_directly_or_by_redirect(
    serve: Serve, dialled: Dialled, place: str
) -> None:
    with pytest.raises(SourceError):
        post(place, b"a=1", limits=QUICK)
    assert dialled == []
    server = serve(redirect(place, "307 Temporary"))
    with pytest.raises(SourceError):
        post(server.url(), b"a=1", allow=server.allow, limits=QUICK)
    assert dialled == [("127.0.0.1", server.port)]
