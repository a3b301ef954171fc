"""The embedded engine: chooses sentences of an article and arranges them as the drafts of a brief."""
