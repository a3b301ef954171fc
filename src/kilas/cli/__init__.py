"""The command line: thin commands over the library."""

from __future__ import annotations

import sys


def main() -> None:
    """Entry point of `kilas`.

    Exit codes: 0 everything done, 1 some sources refused or problems found, 2 nothing done or invalid options, 130 Ctrl-C, 141 the
    program that reads our output has ended.
    """
    from kilas.errors import KilasError

    try:
        from kilas.cli.app import app

        app()
    except KilasError as error:
        print(f"kilas: {error}", file=sys.stderr)  # noqa: T201  # the terminal is this face's page
        sys.exit(2)
    except KeyboardInterrupt:
        sys.exit(130)
    except SystemExit:
        _end_on_ctrl_c()
        raise
    except BrokenPipeError:
        # `kilas … | head`: the reader is gone, and the interpreter must not complain when it flushes
        import os

        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(141)


def _end_on_ctrl_c() -> None:
    """Makes Ctrl-C during interpreter shutdown exit with code 130; by default it is shown as an error or ignored."""
    import os
    import signal
    from contextlib import suppress

    with suppress(ValueError):  # not in the main thread, which alone handles Ctrl-C
        signal.signal(signal.SIGINT, lambda *_: os._exit(130))
