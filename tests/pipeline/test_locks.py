from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from kilas.errors import SettingsError
from kilas.pipeline.locks import FolderLock, take_first_free

HOLDER = """
import sys, time
from pathlib import Path
from kilas.pipeline.locks import FolderLock
with FolderLock(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(600)
"""


def test_a_second_holder_is_refused_and_told_who_has_it(tmp_path: Path) -> None:
    with FolderLock(tmp_path), pytest.raises(SettingsError, match=r"already running on .*process \d+"):
        FolderLock(tmp_path).__enter__()


def test_the_lock_is_free_at_once_after_its_holder_is_killed(tmp_path: Path) -> None:
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(tmp_path)], stdout=subprocess.PIPE, text=True
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    with pytest.raises(SettingsError, match=str(holder.pid)):
        FolderLock(tmp_path).__enter__()
    holder.kill()
    holder.wait()
    holder.stdout.close()
    with FolderLock(tmp_path):
        pass


def test_a_lock_given_back_can_be_taken_again(tmp_path: Path) -> None:
    for _ in range(2):
        with FolderLock(tmp_path / "new" / "folder"):
            pass


def test_workers_are_numbered_and_a_restarted_one_has_its_old_number(tmp_path: Path) -> None:
    first, one = take_first_free(tmp_path, "worker")
    second, two = take_first_free(tmp_path, "worker")
    assert (one, two) == ("worker-1", "worker-2")
    first.__exit__(None, None, None)
    again, name = take_first_free(tmp_path, "worker")
    assert name == "worker-1"
    for lock in (second, again):
        lock.__exit__(None, None, None)


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(SettingsError, match="cannot be written to"):
        FolderLock(tmp_path / "file" / "folder").__enter__()
