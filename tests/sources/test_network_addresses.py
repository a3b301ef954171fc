from __future__ import annotations

from collections.abc import Iterator
from ipaddress import IPv4Address, IPv6Address, ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kilas.errors import SettingsError, SourceError
from kilas.sources.network_addresses import (
    SETTING,
    Address,
    Exemption,
    check_answers,
    closed_block,
    judge,
    parse_address,
    parse_exemptions,
)

# One or two addresses of every block that is no place for a public site.
SPECIAL_V4 = (
    "0.0.0.0 0.1.2.3 10.0.0.1 10.255.255.255 100.64.0.1 100.127.255.254 127.0.0.1 127.255.255.254 168.63.129.16 "
    "169.254.169.254 172.16.0.1 172.31.255.255 192.0.0.8 192.0.0.170 192.0.0.192 192.0.2.1 192.168.1.1 198.18.0.1 "
    "198.19.255.255 198.51.100.7 203.0.113.9 224.0.0.1 239.255.255.250 240.0.0.1 255.255.255.255"
).split()
SPECIAL_V6 = (
    ":: ::1 ::ffff:8.8.8.8 ::8.8.8.8 64:ff9b::808:808 64:ff9b:1::808:808 100::1 2001::1 2001:2::1 2001:10::1 "
    "2001:20::1 2001:db8::1 2002:808:808::1 3fff::1 5f00::1 fc00::1 fd00:ec2::254 fe80::1 fec0::1 ff02::1 4000::1 "
    "2a00:1450::5efe:8.8.8.8 2a00:1450::200:5efe:8.8.8.8"
).split()
PUBLIC = "1.1.1.1 8.8.8.8 100.63.255.255 100.128.0.1 172.32.0.1 192.88.99.1 223.255.255.255 2606:4700::1111".split()


def reason(text: str, base: Address | None = None) -> str:
    with pytest.raises(SourceError) as caught:
        parse_address(text, base)
    return caught.value.reason


def number_forms(ip: IPv4Address) -> Iterator[str]:
    whole, parts = int(ip), list(ip.packed)
    yield str(ip)
    yield f"{ip}."
    yield from (str(whole), oct(whole).replace("o", ""), hex(whole))
    yield f"{parts[0]}.{whole & 0xFFFFFF}"
    yield f"{parts[0]}.{parts[1]}.{whole & 0xFFFF}"
    yield ".".join(f"0{part:o}" for part in parts)
    yield ".".join(f"000000{part:o}" for part in parts)
    yield ".".join(f"0x{part:x}" for part in parts)
    yield f"0X{parts[0]:X}.0{parts[1]:o}.{whole & 0xFFFF}"
    yield str(ip).translate({ord(digit): ord(digit) + 0xFEE0 for digit in "0123456789"})  # full-width
    yield str(ip).replace(".", "。")
    yield "".join(f"%{ord(char):02x}" for char in str(ip))


def embedded_forms(ip: IPv4Address) -> Iterator[str]:
    high, low = int(ip) >> 16, int(ip) & 0xFFFF
    turned = int(ip) ^ 0xFFFF_FFFF
    for form in (
        f"::{ip}",
        f"::ffff:{ip}",
        f"64:ff9b::{ip}",
        f"64:ff9b:1::{ip}",
        f"2002:{high:x}:{low:x}::",
        f"2001:0:{high:x}:{low:x}::1",
        f"2001::{turned >> 16:x}:{turned & 0xFFFF:x}",
        f"fe80::5efe:{ip}",
        f"2a00:1450::200:5efe:{ip}",
    ):
        yield f"[{form}]"
        yield f"[{IPv6Address(form).exploded.upper()}]"


@pytest.mark.parametrize("special", SPECIAL_V4)
def test_no_form_of_a_special_ipv4_address_passes(special: str) -> None:
    ip = IPv4Address(special)
    for host in [*number_forms(ip), *embedded_forms(ip)]:
        with pytest.raises(SourceError) as caught:
            judge(f"http://{host}/")
        assert caught.value.reason in ("blocked_address", "bad_address"), host


@pytest.mark.parametrize("public", [one for one in PUBLIC if ":" not in one])
def test_every_number_form_means_the_same_public_address(public: str) -> None:
    for host in number_forms(IPv4Address(public)):
        assert judge(f"http://{host}/").ip == IPv4Address(public), host


@pytest.mark.parametrize("special", SPECIAL_V6)
def test_no_special_ipv6_address_passes(special: str) -> None:
    with pytest.raises(SourceError) as caught:
        judge(f"https://[{special}]/")
    assert caught.value.reason == "blocked_address"


@pytest.mark.parametrize("public", PUBLIC)
def test_global_unicast_is_open(public: str) -> None:
    assert closed_block(ip_address(public)) is None


def test_an_address_with_a_zone_is_closed() -> None:
    assert closed_block(ip_address("2606:4700::1%eth0")) is not None
    assert reason("http://[fe80::1%25eth0]/") == "bad_address"


@given(number=st.integers(0, 2**128 - 1))
def test_an_open_ipv6_address_is_global_in_the_standard_library_too(number: int) -> None:
    ip = IPv6Address(number)
    assert closed_block(ip) is not None or ip.is_global


@given(number=st.integers(0, 2**32 - 1))
def test_an_open_ipv4_address_is_global_in_the_standard_library_too(number: int) -> None:
    ip = IPv4Address(number)
    assert closed_block(ip) is not None or (ip.is_global and not ip.is_multicast)


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("https://example.com", "https://example.com/"),
        ("  HTTPS://Example.COM:443/A?b=c#d ", "https://example.com/A?b=c"),
        ("http://example.com:8080", "http://example.com:8080/"),
        ("http://example.com:/x", "http://example.com/x"),
        ("http:example.com", "http://example.com/"),
        ("http:\\\\example.com\\a\\..\\b", "http://example.com/b"),
        ("http://example.com./", "http://example.com/"),
        ("ht\ntp://exa\tmple.com/", "http://example.com/"),
        ("http://example.com/%7Eberita/ü?q=é 'x'", "http://example.com/%7Eberita/%C3%BC?q=%C3%A9%20%27x%27"),
        ("http://example.com/a/%2e%2E/b/./c/..", "http://example.com/b/"),
        ("http://bücher.example/", "http://xn--bcher-kva.example/"),
        ("http://ｅｘａｍｐｌｅ．com/", "http://example.com/"),
        ("http://under_score.example/", "http://under_score.example/"),
        ("http://[2606:4700:0::1111]:80/", "http://[2606:4700::1111]/"),
        ("http://example.com\\@evil.test/", "http://example.com/@evil.test/"),
        ("http://example.com?@evil.test/", "http://example.com/?@evil.test/"),
    ],
)
def test_an_address_is_read_as_a_browser_reads_it(text: str, url: str) -> None:
    assert parse_address(text).url == url


@pytest.mark.parametrize(
    ("link", "url"),
    [
        ("/top", "http://example.com/top"),
        ("next?p=2", "http://example.com/a/next?p=2"),
        ("?p=2", "http://example.com/a/b?p=2"),
        ("", "http://example.com/a/b?q"),
        ("../../up", "http://example.com/up"),
        ("//other.example/x", "http://other.example/x"),
        ("\\\\other.example/x", "http://other.example/x"),
        ("/\\other.example", "http://other.example/"),
        ("http:c", "http://example.com/a/c"),
        ("https:other.example", "https://other.example/"),
        ("http://example.org", "http://example.org/"),
    ],
)
def test_a_link_is_read_against_the_page_it_stands_on(link: str, url: str) -> None:
    assert parse_address(link, base=parse_address("http://example.com/a/b?q#f")).url == url


@pytest.mark.parametrize(
    "text",
    [
        "",
        "example.com/news",
        "/path",
        "//example.com",
        "http://",
        "http:///",
        "http://./",
        "http://a..b/",
        "http://exa mple.com/",
        "http://exa%00mple.com/",
        "http://example.com%2f/",
        "http://example.com:80x/",
        "http://example.com:65536/",
        "http://example.com:99999999999999999999/",
        "http://[::1/",
        "http://[::1]x/",
        "http://[1::2::3]/",
        "http://1.2.3.4.5/",
        "http://256.1.1.1/",
        "http://08.1.1.1/",
        "http://0xg.1/",
        "http://1..2/",
        "http://4294967296/",
        "http://-.example/",
        "http://xn--/",
        "http://xn--a/",
        "http://xn--pokxncvks/",
        "http://10.0.0.xn--pokxncvks/",
        "http://\u200d/",
        "http://\u0301a.example/",
        "http://\u00ad/",
        "http://\ud800.example/",
        "http://" + "a" * 64 + ".example/",
        "http://" + "a." * 130 + "example/",
        "http://example.com/" + "a" * 8_000,
    ],
)
def test_what_a_browser_cannot_read_is_refused(text: str) -> None:
    assert reason(text) == "bad_address"


@pytest.mark.parametrize(
    "text",
    ["file:///etc/passwd", "ftp://example.com/", "javascript:alert(1)", "data:text/html,x", "jar:http://a!/"],
)
def test_only_http_and_https_are_fetched(text: str) -> None:
    assert reason(text) == "bad_scheme"
    assert reason(text, parse_address("http://example.com/")) == "bad_scheme"


@pytest.mark.parametrize(
    "text", ["http://user:geheim@example.com/", "http://@example.com/", "http:a@b@example.com"]
)
def test_a_user_name_or_password_is_refused_and_never_repeated(text: str) -> None:
    with pytest.raises(SourceError) as caught:
        parse_address(text)
    assert caught.value.reason == "userinfo"
    assert "geheim" not in str(caught.value)


@given(text=st.text() | st.text("ht:/\\@[]%?#.0x1e\t。７", min_size=1).map(lambda rest: "http:" + rest))
def test_any_text_is_an_address_in_normal_form_or_a_named_refusal(text: str) -> None:
    reasons: set[str] = set()
    try:
        address = parse_address(text)
    except SourceError as error:
        reasons.add(error.reason)
        return
    finally:
        assert reasons <= {"bad_address", "bad_scheme", "userinfo"}
    assert address.url.isascii()
    assert address.url.isprintable()
    assert " " not in address.url
    assert parse_address(address.url) == address


def test_a_message_shows_neither_query_nor_what_may_be_a_password() -> None:
    for text in ("http://u:geheim@[/", "nothing/at/all?key=geheim", "http://h ost/?geheim", "x@geheim"):
        with pytest.raises(SourceError) as caught:
            parse_address(text)
        assert "geheim" not in str(caught.value), text
    assert parse_address("http://example.com/a?key=geheim").shown == "http://example.com/a"


def test_odd_ports_are_refused_before_any_look_up() -> None:
    for port in (22, 25, 8080, 1):
        with pytest.raises(SourceError) as caught:
            judge(f"http://example.com:{port}/")
        assert caught.value.reason == "blocked_port"
    assert judge("https://example.com:80/").port == 80


def test_one_private_answer_among_public_ones_refuses_the_name() -> None:
    address = parse_address("http://news.example/")
    with pytest.raises(SourceError) as caught:
        check_answers(address, [ip_address("8.8.8.8"), ip_address("10.0.0.1")], ())
    assert caught.value.reason == "blocked_address"
    assert "10.0.0.1" not in caught.value.problem
    assert check_answers(address, [ip_address("8.8.8.8")], ()) == (ip_address("8.8.8.8"),)


def test_a_name_without_any_answer_is_refused() -> None:
    with pytest.raises(SourceError) as caught:
        check_answers(parse_address("http://news.example/"), [], ())
    assert caught.value.reason == "dns"


def test_an_exemption_opens_just_its_place_and_port() -> None:
    allow = parse_exemptions("wiki.lan:8080,10.0.0.0/8:80, [::1]:9000 ,")
    assert judge("http://[::1]:9000/", allow).port == 9000
    assert judge("http://10.1.2.3/", allow).host == "10.1.2.3"
    wiki, private = parse_address("http://wiki.lan:8080/"), ip_address("192.168.0.9")
    assert check_answers(wiki, [private], allow) == (private,)
    for other in ("http://[::1]/", "http://10.1.2.3:8080/", "http://11.0.0.1:9000/", "https://10.1.2.3/"):
        with pytest.raises(SourceError):
            judge(other, allow)
    with pytest.raises(SourceError):
        check_answers(parse_address("http://other.lan:8080/"), [private], allow)
    with pytest.raises(SourceError) as caught:
        check_answers(parse_address("http://other.lan:8080/"), [ip_address("8.8.8.8")], allow)
    assert caught.value.reason == "blocked_port"


def test_an_exemption_is_read_as_addresses_are() -> None:
    assert parse_exemptions("0x7f.1:80") == parse_exemptions("127.0.0.1/32:80")
    assert parse_exemptions("WIKI.lan.:80") == (Exemption(place="wiki.lan", port=80),)
    assert parse_exemptions("") == parse_exemptions(" , ") == ()


@pytest.mark.parametrize(
    "text",
    [
        "127.0.0.1",
        "127.0.0.1:",
        "127.0.0.1:0",
        "127.0.0.1:65536",
        "127.0.0.1:http",
        "::1:80",
        "[::1:80",
        "[127.0.0.1]:80",
        "10.0.0.1/8:80",
        "10.0.0.0/40:80",
        "fd00::/8:80",
        "*:80",
        ":80",
        "http://a:80",
        "wiki.lan#a:80",
        "wiki.lan?a:80",
        "wiki\t.lan:80",
        "\\\\wiki.lan:80",
        "a@wiki.lan:80",
        "wiki.lan:80 10.0.0.0/8:80",
    ],
)
def test_an_exemption_that_cannot_be_read_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(SettingsError) as caught:
        parse_exemptions(text)
    assert SETTING in caught.value.problem
    assert "127.0.0.1:8000" in caught.value.mend
