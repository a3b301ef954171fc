"""Runs the command line: `python -m kilas` does the same as `kilas`."""

from kilas.cli import main

main()
