"""The command line: thin commands over the library."""

from __future__ import annotations

import sys


def main() -> None:
    """Entry point of `kilas`.

    Exit codes: 0 everything done, 1 some sources refused or problems found, 2 nothing done or invalid options, 70 a fault
    of Kilas's own, 130 Ctrl-C, 141 the program that reads our output has ended.
    """
    from kilas.errors import KilasError

    try:
        from kilas.cli.app import app

        _accept_every_letter()
        try:
            app()
        finally:
            sys.stdout.flush()  # here, where a full disk can still be told
    except KilasError as error:
        _end(f"kilas: {error}", 2)
    except KeyboardInterrupt:
        sys.exit(130)
    except SystemExit:
        _end_on_ctrl_c()
        raise
    except BrokenPipeError:
        # `kilas … | head`: the reader is gone, and the interpreter must not complain when it flushes
        _close_output()
        sys.exit(141)
    except OSError as error:
        if error.filename is not None or not error.errno:
            _end(_report(error), 70)
        _close_output()
        _end(
            f"kilas: the output cannot be written: {error.strerror}\n  Try: make room there, or write elsewhere",
            2,
        )
    except Exception as error:
        _end(_report(error), 70)


def _accept_every_letter() -> None:
    """Prints "?" for what the terminal's character set lacks, instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def _close_output() -> None:
    """Keeps the interpreter from complaining when it flushes an output that nobody can take."""
    import os

    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _end(message: str, code: int) -> None:
    print(message, file=sys.stderr)  # noqa: T201  # the terminal is this face's page
    sys.exit(code)


def _report(error: Exception) -> str:
    """Writes what broke to a dated file, and returns the sentence that names it."""
    from kilas.cli.fault_reports import write_report

    path = write_report(error, sys.argv)
    where = f"; {path} tells where" if path else ""
    return f"kilas: a fault of Kilas's own ended this command{where}\n  Try: run it again; if it ends so again, report the fault with that file"


def _end_on_ctrl_c() -> None:
    """Makes Ctrl-C during interpreter shutdown exit with code 130; by default it is shown as an error or ignored."""
    import os
    import signal
    from contextlib import suppress

    with suppress(ValueError):  # not in the main thread, which alone handles Ctrl-C
        signal.signal(signal.SIGINT, lambda *_: os._exit(130))
