"""Schema migrations, run by `kilas.store.schema`."""

REVISIONS = ("0001", "0002", "0003", "0004", "0005")  # schema revisions, in order
