"""What a browser may do with a page: nothing but show it."""

from __future__ import annotations

import base64
import gzip
import hashlib
import re
import socket
from collections.abc import Iterator

import pytest
from asking import BASE, Site
from over_http import ask, serving

from kilas.settings import Settings
from kilas.site.asgi import create_app
from kilas.site.exchange import standing_headers
from kilas.store import Store

PATHS = (
    "/id/",
    "/en/nope",
    "/id/b/dead000000000000",
    "/sitemap.xml",
    "/healthz",
    "/",
    "/id/feed.rss",
    "/share/kilas.png",
)


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_carries_the_whole_set(site: Site, path: str) -> None:
    headers = standing_headers(site.get(path), is_secure=True)
    policy = headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Embedder-Policy"] == "require-corp"
    assert headers["Cross-Origin-Resource-Policy"] == (
        "cross-origin" if path.endswith(".png") else "same-origin"
    )
    assert headers["Strict-Transport-Security"] == "max-age=63072000; includeSubDomains"
    assert "camera=()" in headers["Permissions-Policy"]
    assert not {"Set-Cookie", "Server", "X-Powered-By"} & set(headers)
    assert "Strict-Transport-Security" not in standing_headers(site.get(path), is_secure=False)


def test_the_policy_lets_in_our_own_style_and_nothing_else(site: Site) -> None:
    for path in ("/id/", site.brief_paths()[0].join(("/id", "")), "/en/correction", "/en/nope"):
        reply = site.get(path)
        page = reply.body.decode()
        [style] = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
        directives = dict(
            part.strip().split(" ", 1) for part in reply.policy.split(";") if " " in part.strip()
        )
        assert directives == {
            "default-src": "'none'",
            "style-src": f"'sha256-{digest}'",
            "img-src": "'self' data:",
            "connect-src": "'self'",
            "form-action": "'self'",
            "base-uri": "'none'",
            "require-trusted-types-for": "'script'",
            "frame-ancestors": "'none'",
        }
        [meta] = site.tree(path).xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        assert reply.policy == f"{meta}; frame-ancestors 'none'"


def test_no_page_has_a_script_an_inline_style_or_anything_from_elsewhere(site: Site) -> None:
    for path in site.pages.addresses():
        if not re.match(r"/(id|en)/", path) or "feed." in path:
            continue
        page = site.tree(path)
        assert not page.xpath(
            "//script[not(@type='application/ld+json')]|//@style|//iframe|//img|//object|//embed"
        )
        assert not [name for name in page.xpath("//@*") if name.attrname.startswith("on")]
        loaded = page.xpath("//link[@rel='icon' or @rel='stylesheet' or @rel='preload']/@href|//@src")
        assert all(address.startswith("data:") for address in loaded)


@pytest.fixture(scope="module")
def port(filled_store: Store, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    home = tmp_path_factory.mktemp("home")
    settings = Settings(home=home, base_url=BASE, timezone="Asia/Jakarta")
    with serving(lambda _: create_app(filled_store, settings)) as port:
        yield port


def test_over_http_a_page_is_compressed_kept_and_asked_for_again_cheaply(port: int, site: Site) -> None:
    first = ask(port, "/id/")
    assert first.headers["content-encoding"] == "gzip"
    assert first.headers["vary"] == "Accept-Encoding"
    assert first.headers["cache-control"] == "public, max-age=60, s-maxage=60, stale-while-revalidate=600"
    assert not {"set-cookie", "server"} & set(first.headers)
    again = ask(port, "/id/", If_None_Match=first.headers["etag"])
    assert (again.status, again.raw) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    plain = ask(port, "/id/", Accept_Encoding="identity")
    assert "content-encoding" not in plain.headers
    assert plain.raw == first.body == site.get("/id/").body


def test_head_says_what_get_would(port: int) -> None:
    for path in ("/id/", "/en/nope", "/id/feed.atom"):
        got, head = ask(port, path), ask(port, path, "HEAD")
        assert head.raw == b""
        assert head.headers | {"date": ""} == got.headers | {"date": ""}


def test_strange_methods_and_addresses_get_an_answer_with_all_headers(port: int) -> None:
    for method, path in (
        ("PUT", "/id/"),
        ("BREW", "/id/"),
        ("GET", "/%00"),
        ("GET", "/id/b/%ff%fe"),
        ("GET", "/id/search?q=%ff&page=-1"),
        ("GET", "/id/search?" + "&".join("q=1" for _ in range(3_000))),
        ("GET", "//evil.example/id/"),
        ("OPTIONS", "*"),
    ):
        reply = ask(port, path, method)
        assert reply.status in (200, 400, 404, 405), (method, path)
        assert "frame-ancestors 'none'" in reply.headers["content-security-policy"]


def test_a_form_larger_than_any_of_ours_is_not_taken_in(port: int) -> None:
    reply = ask(port, "/en/correction", "POST", b"message=" + b"a" * 300_000)
    assert reply.status == 413
    assert b"Your message is too long" in reply.body


def test_a_normal_brief_fits_the_first_round_trip(site: Site) -> None:
    sizes = {
        path: len(gzip.compress(site.get(f"/{ui}{path}").body, 5))
        for ui in ("id", "en")
        for path in site.brief_paths()
    }
    assert max(sizes.values()) <= 14 * 1024, sizes


def test_a_head_that_never_ends_is_cut_off(filled_store: Store) -> None:
    settings = Settings(base_url=BASE, timezone="Asia/Jakarta")
    with (
        serving(lambda _: create_app(filled_store, settings)) as port,
        socket.create_connection(("127.0.0.1", port), timeout=20) as reader,
    ):
        reader.sendall(b"GET /id/ HTTP/1.1\r\nHost: kilas.example\r\nX: ")
        with pytest.raises(OSError, match=r"reset|[Bb]roken"):
            reader.sendall(b"x" * 50_000_000)
        assert ask(port, "/id/").status == 200
