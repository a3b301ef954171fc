"""The form: kept, bounded, and of no use to other sites and to machines."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from asking import BASE, Site, site_on

from kilas.site.exchange import Reply, Request
from kilas.store import Store


def send(site: Site, told: dict[str, str], client: str = "203.0.113.9", **headers: str) -> Reply:
    return site.pages.answer(
        Request(
            path="/id/correction",
            method="POST",
            body=urlencode(told).encode(),
            client=client,
            headers={name.replace("_", "-"): value for name, value in headers.items()},
        )
    )


def test_what_a_reader_writes_is_kept_and_thanked_for(empty_store: Store) -> None:
    site = site_on(empty_store)
    reply = send(site, {"message": "Tarifnya Rp3.000 — bukan Rp2.000", "contact": "ani@contoh.example"})
    assert (reply.status, reply.headers["Location"]) == (303, "/id/correction/thanks")
    [kept] = empty_store.moderation.corrections()
    assert (kept.message, kept.contact) == ("Tarifnya Rp3.000 — bukan Rp2.000", "ani@contoh.example")
    assert "Terima kasih" in site.get(reply.headers["Location"]).body.decode()


def test_a_report_about_a_brief_names_it(site: Site) -> None:
    item = site.store.items.list(kind="brief", limit=1)[0]
    page = site.tree(f"/en/correction?b={item.id}")
    assert page.xpath("//input[@name='b']/@value") == [item.id]
    assert item.headline in page.text_content()
    assert not site.tree("/en/correction?b=nonsense").xpath("//input[@name='b']")
    assert not site.tree("/en/correction?b=<x>").xpath("//input[@name='b']")


@pytest.mark.parametrize(
    ("told", "status", "words"),
    [
        ({"message": "  "}, 422, "Kolomnya masih kosong"),
        ({}, 422, "Kolomnya masih kosong"),
        ({"message": "a" * 4_001}, 413, "4.000 karakter"),
        ({"message": "é" * 20_000}, 413, "4.000 karakter"),
    ],
)
def test_what_cannot_be_kept_is_told_and_the_words_stay(
    empty_store: Store, told: dict[str, str], status: int, words: str
) -> None:
    reply = send(site_on(empty_store), told | {"contact": "ani"})
    assert reply.status == status
    assert words in reply.body.decode()
    assert reply.cache == "no-store"
    assert not empty_store.moderation.corrections()


def test_machines_that_fill_the_hidden_field_are_thanked_for_nothing(empty_store: Store) -> None:
    reply = send(site_on(empty_store), {"message": "buy", "website": "https://spam.example"})
    assert reply.status == 303
    assert not empty_store.moderation.corrections()


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"sec_fetch_site": "cross-site"}, 403),
        ({"sec_fetch_site": "same-site"}, 403),
        ({"origin": "https://evil.example"}, 403),
        ({"origin": BASE}, 303),
        ({"origin": "null", "sec_fetch_site": "same-origin"}, 303),
        ({"origin": "http://192.168.1.5:8000", "host": "192.168.1.5:8000"}, 303),
    ],
)
def test_forms_of_other_sites_are_refused(empty_store: Store, headers: dict[str, str], status: int) -> None:
    assert send(site_on(empty_store), {"message": "Salah"}, **headers).status == status


def test_floods_are_stopped_and_told_when_to_come_again(empty_store: Store) -> None:
    site = site_on(empty_store)
    replies = [send(site, {"message": f"no {n}"}) for n in range(7)]
    assert [reply.status for reply in replies] == [303] * 5 + [429] * 2
    assert int(replies[-1].headers["Retry-After"]) > 0
    assert send(site, {"message": "another reader"}, client="198.51.100.7").status == 303
    assert len(empty_store.moderation.corrections()) == 6
