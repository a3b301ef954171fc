"""A folder of articles is a feed; nothing outside it is read."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kilas.core.article import Article
from kilas.core.extract import extract
from kilas.errors import SourceError
from kilas.sources.source_kinds import folder


def test_articles_come_newest_file_first_with_their_text(tmp_path: Path) -> None:
    for age, (name, text) in enumerate(
        [("baru.html", "<title>Baru &amp; segar</title><p>x"), ("lama.md", "# Lama\n\nIsi."), ("README.md", "no"), (".x.html", "no"),
         ("gambar.png", "no")]
    ):  # fmt: skip
        (tmp_path / name).write_text(text, encoding="utf-8")
        os.utime(tmp_path / name, (2_000_000_000 - age * 100, 2_000_000_000 - age * 100))
    feed = folder.read(f"folder:{tmp_path}")
    assert (feed.kind, feed.title, feed.left_out) == ("folder", tmp_path.name, 0)
    assert [(one.guid, one.title) for one in feed.entries] == [
        ("baru.html", "Baru & segar"),
        ("lama.md", "lama"),
    ]
    assert feed.entries[1].content == "# Lama\n\nIsi."


def test_an_edited_file_is_the_same_entry_with_another_digest(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("satu")
    (before,) = folder.read(f"folder:{tmp_path}").entries
    (tmp_path / "a.txt").write_text("dua")
    (after,) = folder.read(f"folder:{tmp_path}").entries
    assert before.key == after.key
    assert before.digest != after.digest


def test_links_that_lead_out_are_passed_over(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "secret.txt").write_text("secret")
    (tmp_path / "in" / "a.txt").write_text("satu")
    (tmp_path / "in" / "b.txt").symlink_to(tmp_path / "secret.txt")
    (tmp_path / "in" / "c.txt").symlink_to("c.txt")
    assert [one.guid for one in folder.read(f"folder:{tmp_path / 'in'}").entries] == ["a.txt"]


def test_a_folder_without_articles_and_no_folder_are_refused_by_name(tmp_path: Path) -> None:
    reasons = []
    (tmp_path / "file.txt").write_text("x")
    (tmp_path / "empty").mkdir()
    for place in ("missing", "file.txt", "empty", "a\0b"):
        with pytest.raises(SourceError) as caught:
            folder.read(f"folder:{tmp_path / place}")
        reasons.append(caught.value.reason)
    assert reasons == ["unreadable", "unreadable", "no_articles", "unreadable"]


def test_more_files_than_the_cap_are_counted(tmp_path: Path) -> None:
    for n in range(5):
        (tmp_path / f"{n}.txt").write_text("x")
    feed = folder.read(f"folder:{tmp_path}", max_entries=2)
    assert (len(feed.entries), feed.left_out) == (2, 3)


def test_the_bundled_samples_are_a_feed_of_whole_articles() -> None:
    feed = folder.read("samples:")
    assert len(feed.entries) == 16
    for entry in feed.entries:
        assert entry.url
        article = extract((entry.content or "").encode(), url=entry.url)
        assert isinstance(article, Article), entry.guid
        assert article.title == entry.title


def test_only_folders_and_samples_are_local() -> None:
    assert folder.address_of("samples:") == "samples:"
    assert folder.address_of("folder:/x") == "folder:/x"
    assert not any(map(folder.address_of, ("file:///x", "http://a.example/", "samples", "/x")))
