"""`kilas db`: the schema brought up to date, backups, and whether all that is kept holds together."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path

from kilas.cli.session import PATIENCE_S, counted, now, open_store, say, settings_with, tell
from kilas.errors import StoreError, UnusableStoreError
from kilas.pipeline.locks import FolderLock
from kilas.store import Store
from kilas.store.records import Counts


def upgrade(data: Path | None, *, reindex: bool) -> int:
    """Make the schema, or bring it up to date."""
    with Store.open(Store.url_for(settings_with(data)), migrate=True, patience_s=PATIENCE_S) as store:
        tell(f"{store.name} has the schema of this Kilas")
        if reindex:
            tell(f"{store.care.reindex(now())} items indexed anew for search")
    return 0


def backup(file: Path, data: Path | None) -> int:
    """Write everything that is kept to `file`."""
    with open_store(settings_with(data)) as store:
        digest = store.care.backup(file, now())
    tell(f"{file} holds everything, {file.stat().st_size / 1e6:.1f} MB; what it says has SHA-256 {digest}")
    return 0


def restore(file: Path, data: Path | None, *, replace: bool) -> int:
    """Fill the database from `file`."""
    settings = settings_with(data)
    at_rest = nullcontext() if settings.database_url else FolderLock(settings.home)
    with at_rest:
        try:
            digest, counts = _filled(Store.url_for(settings), file, replace=replace)
        except UnusableStoreError:
            if settings.database_url or not replace:
                raise
            digest, counts = _in_its_place(settings.home / "kilas.db", file)
    tell(f"all of it is back: {_what_is_kept(counts)}; SHA-256 {digest}")
    return 0


def _filled(url: str, file: Path, *, replace: bool) -> tuple[str, Counts]:
    with Store.open(url, migrate=True, patience_s=PATIENCE_S) as store:
        return store.care.restore(file, replace=replace, now=now()), store.care.counts()


def _in_its_place(path: Path, file: Path) -> tuple[str, Counts]:
    """Restore into a new database, and set aside the one at `path`, which nothing can be written to any more."""
    made, aside = (path.with_name(f"{path.name}.{word}") for word in ("restored", "set-aside"))
    _clear(made)
    try:
        back = _filled(f"sqlite:///{made}", file, replace=False)
        _clear(aside)
        for suffix in _SUFFIXES:
            if (part := Path(f"{path}{suffix}")).exists():
                part.replace(f"{aside}{suffix}")
        made.replace(path)
    except OSError as error:
        raise StoreError(
            f"{path} cannot be replaced: {error.strerror}", "see that its folder may be written"
        ) from error
    finally:
        _clear(made)
    tell(f"what could not be used is set aside as {aside}")
    return back


_SUFFIXES = ("", "-wal", "-shm")  # the files of a SQLite database


def _clear(path: Path) -> None:
    for suffix in _SUFFIXES:
        Path(f"{path}{suffix}").unlink(missing_ok=True)


def check(data: Path | None) -> int:
    """Say what does not hold together; exit code 1 when anything does not."""
    with open_store(settings_with(data)) as store:
        problems, counts = store.care.check(), store.care.counts()
    for problem in problems:
        say(f"{problem.what}\n  To mend it: {problem.mend}")
    if not problems:
        say(f"all is well: {_what_is_kept(counts)}")
    return 1 if problems else 0


def _what_is_kept(counts: Counts) -> str:
    return ", ".join(
        counted(number, word)
        for number, word in ((counts.feeds, "feed"), (counts.briefs, "brief"), (counts.links, "link"))
    )
