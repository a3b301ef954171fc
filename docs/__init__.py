"""The documentation, and what keeps it true: `generate` writes what the code knows, `examples` runs what is shown."""
