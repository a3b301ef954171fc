"""Schema migrations, run by `kilas.store.schema`."""

REVISIONS = ("0001", "0002", "0003", "0004", "0005", "0006")  # schema revisions, in order
