"""How the tables came to be, step by step. Run by `kilas.store.schema`."""

REVISIONS = ("0001", "0002", "0003", "0004")  # what the steps lead to, in order
