"""One module per migration. Each is self-contained, and is never edited once released."""
