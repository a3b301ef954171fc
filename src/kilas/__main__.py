"""`python -m kilas` is `kilas`."""

from kilas.cli import main

main()
