"""Package data: the table of providers, and the commented sample of a configuration."""
