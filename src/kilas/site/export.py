"""The site as static files for any web server, byte for byte as served."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from kilas.errors import OutputError
from kilas.files import write_whole
from kilas.settings import Settings
from kilas.site.asgi import options
from kilas.site.exchange import Request
from kilas.site.public_site import PublicSite
from kilas.store import Store

LIST = ".kilas-export.json"  # files written by an export, so that the next can delete obsolete ones
_UNSET = "http://127.0.0.1:8000"  # the default address of `kilas up`
_ROOT = """<!doctype html>
<html lang="en" dir="ltr"><head><meta charset="utf-8"><title>Kilas</title><meta name="robots" content="noindex,follow">\
<meta http-equiv="refresh" content="0;url=en/"></head><body><p><a href="id/" lang="id">Indonesia</a> <a href="en/">English</a></p></body></html>
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """Result of an export."""

    files: int
    written: int  # new or changed
    removed: int  # from an earlier export, and obsolete
    base_url: str  # base of all absolute addresses
    is_placed: bool  # True: set by the user; False: the default address of `kilas up`


def export_site(
    store: Store, settings: Settings, folder: Path, progress: Callable[[int], None] = lambda _: None
) -> Exported:
    """Writes the site, as the public may see it, into `folder`; calls `progress` with the number of files written so far.

    Action of `kilas export site`; it uses the site's pages, so it cannot live in `kilas.pipeline.actions`.

    Leaves unchanged files alone and deletes obsolete files of an earlier export; touches nothing else in
    `folder`. Raises OutputError when it cannot write, or when a file that no export wrote is in the way.
    """
    is_placed = bool(settings.base_url)
    if not is_placed:
        settings = settings.model_copy(update={"base_url": _UNSET})
    _claim(folder)
    pages = PublicSite(store, replace(options(settings), is_export=True, settle_s=0.0, audience="public"))
    before, stand, written = _listed(folder), set[str](), 0
    for name, body in _files(pages):
        stand.add(name)
        written += _write(folder / name, body)
        progress(len(stand))
    gone = before - stand
    for name in gone:
        _remove(folder, name)
    _write(folder / LIST, json.dumps(sorted(stand), indent=0).encode())
    return Exported(
        files=len(stand),
        written=written,
        removed=len(gone),
        base_url=settings.base_url,
        is_placed=is_placed,
    )


def file_name(path: str) -> str:
    """Name of the file for the address `path`.

    `/id/search` becomes an index page in a folder, which every server can serve.

    >>> file_name("/id/"), file_name("/id/b/7f3a-angkot"), file_name("/id/feed.atom")
    ('id/index.html', 'id/b/7f3a-angkot/index.html', 'id/feed.atom')
    """
    whole = PurePosixPath(path.lstrip("/"))
    is_file = whole.suffix in _FILES and not path.endswith("/")
    return str(whole if is_file else whole / "index.html")


_TOPS = (
    "index.html",
    "404.html",
    "robots.txt",
    "sitemap.xml",
    "news-sitemap.xml",
    "id",
    "en",
)  # names that an export overwrites
_FILES = frozenset((".atom", ".rss", ".json", ".xml", ".txt", ".png"))


def _files(pages: PublicSite) -> Iterator[tuple[str, bytes]]:
    yield "index.html", _ROOT.encode()
    missing = pages.answer(Request(path="/en/404"))
    yield "404.html", missing.body
    for path in pages.addresses():
        reply = pages.answer(Request(path=path))
        if reply.status == 200:  # skips items taken down during the export
            yield file_name(path), reply.body
        elif reply.status >= 500:
            raise OutputError(
                f"the page {path} could not be made", "see the log, fix the problem it names and export again"
            )


def _write(path: Path, body: bytes) -> bool:
    """True if the file changed. Written atomically."""
    try:
        with contextlib.suppress(FileNotFoundError):
            if path.read_bytes() == body:
                return False
        write_whole(path, body)
    except OSError as error:
        raise OutputError(
            f"{path} cannot be written: {error.strerror}", "choose a writable folder with free space"
        ) from error
    return True


def _claim(folder: Path) -> None:
    """Creates the list of written files in `folder`, so that an interrupted export can be resumed."""
    if (folder / LIST).exists():
        return
    if strange := [name for name in _TOPS if (folder / name).exists()]:
        raise OutputError(
            f"{folder} contains {', '.join(strange)}, which does not come from a Kilas export",
            "choose an empty folder or an earlier export, or move these files away",
        )
    _write(folder / LIST, b"[]")


def _listed(folder: Path) -> set[str]:
    try:
        names = json.loads((folder / LIST).read_bytes())
    except (OSError, ValueError):
        return set()
    return {name for name in names if isinstance(name, str)} if isinstance(names, list) else set()


def _remove(folder: Path, name: str) -> None:
    """Deletes a file of an earlier export and the folders left empty; never anything above `folder`."""
    path = folder / name
    if ".." in PurePosixPath(name).parts or PurePosixPath(name).is_absolute():
        return
    with contextlib.suppress(OSError):
        path.unlink(missing_ok=True)
        for above in path.parents:
            if above == folder:
                break
            above.rmdir()
