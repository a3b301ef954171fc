"""`kilas db`: the command as a user runs it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Run


def test_a_backup_comes_back_into_another_database(kilas: Run, tmp_path: Path) -> None:
    assert kilas("db", "upgrade").returncode == 0
    assert kilas("db", "upgrade", "--reindex").returncode == 0
    saved = kilas("db", "backup", "kilas.zip")
    assert saved.returncode == 0
    assert "SHA-256" in saved.stderr
    back = kilas("db", "restore", "kilas.zip", "--data", "other")
    assert back.returncode == 0, back.stderr
    assert (tmp_path / "other" / "kilas.db").exists()
    assert saved.stderr.split()[-1] == back.stderr.split()[-1]
    checked = kilas("db", "check", "--data", "other")
    assert (checked.returncode, checked.stdout) == (0, "no problems found: 0 feeds, 0 briefs, 0 links\n")


def test_what_is_wrong_is_told_with_its_mend_and_code_1(kilas: Run, tmp_path: Path) -> None:
    import sqlite3

    kilas("db", "upgrade")
    with sqlite3.connect(tmp_path / "home" / "kilas.db") as database:
        database.execute("UPDATE facts SET value = 'old' WHERE name = 'search-cut'")
    database.close()
    checked = kilas("db", "check")
    assert checked.returncode == 1
    assert "Try: rebuild the search index" in checked.stdout


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("db", "check"), "there is no Kilas data in"),
        (("db", "backup", "x.zip"), "there is no Kilas data in"),
        (("db", "restore", "nowhere.zip"), "cannot be read"),
    ],
)
def test_what_cannot_be_done_ends_with_code_2_and_a_mend(
    kilas: Run, args: tuple[str, ...], said: str
) -> None:
    done = kilas(*args)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Try:" in done.stderr


def test_nothing_is_restored_under_a_running_service(kilas: Run, tmp_path: Path) -> None:
    from kilas.pipeline.locks import FolderLock

    kilas("db", "upgrade")
    kilas("db", "backup", "kilas.zip")
    with FolderLock(tmp_path / "home"):
        done = kilas("db", "restore", "kilas.zip", "--replace")
        assert kilas("db", "check").returncode == 0
    assert done.returncode == 2
    assert "already running" in done.stderr


def test_a_backup_takes_the_place_of_a_database_that_cannot_be_used(kilas: Run, tmp_path: Path) -> None:
    import sqlite3

    kilas("db", "upgrade")
    kilas("db", "backup", "kilas.zip")
    path = tmp_path / "home" / "kilas.db"
    sound = path.read_bytes()

    def newer() -> None:
        with sqlite3.connect(path) as database:
            database.execute("UPDATE alembic_version SET version_num = '9999'")
        database.close()

    for spoil in (
        lambda: path.write_bytes(b"no database " * 500),
        lambda: path.write_bytes(sound[:4096] + bytes(len(sound) - 4096)),
        newer,
    ):
        spoil()
        spoiled = path.read_bytes()
        assert kilas("db", "restore", "kilas.zip").returncode == 2
        assert kilas("db", "restore", "nowhere.zip", "--replace").returncode == 2
        assert path.read_bytes() == spoiled
        done = kilas("db", "restore", "kilas.zip", "--replace")
        assert done.returncode == 0, done.stderr
        assert f"the unusable database was moved to {path}.set-aside" in done.stderr
        assert path.with_name("kilas.db.set-aside").read_bytes() == spoiled
        assert kilas("db", "check").stdout.startswith("no problems found")


def test_help_loads_no_database() -> None:
    code = (
        "import sys\nfrom typer.testing import CliRunner\nfrom kilas.cli.app import app\n"
        "CliRunner().invoke(app, ['db', '--help'])\n"
        "print(' '.join(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {"sqlalchemy", "alembic", "psycopg"} & {name.split(".")[0] for name in done.stdout.split()}
