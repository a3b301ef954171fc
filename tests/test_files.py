"""A file is written whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from kilas.files import replacing, write_whole


def test_whatever_breaks_off_the_writing_the_file_holds_what_it_held(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"before")

    def break_off() -> None:
        with replacing(path) as file:
            file.write(b"half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        break_off()
    assert path.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [path]


def test_folders_above_are_made_and_others_may_read_what_is_not_private(tmp_path: Path) -> None:
    usual = tmp_path / "usual"
    usual.touch()
    for is_private, mode in ((False, usual.stat().st_mode & 0o777), (True, 0o600)):
        path = tmp_path / "new" / str(is_private)
        write_whole(path, b"all of it", is_private=is_private)
        assert path.read_bytes() == b"all of it"
        assert path.stat().st_mode & 0o777 == mode


def test_what_cannot_be_written_is_an_error_of_the_system(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(OSError, match="file"):
        write_whole(tmp_path / "file" / "below", b"x")
