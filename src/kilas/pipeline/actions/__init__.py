"""The owner's actions, one function each, for the command line and for scripts.

An action takes a store (or the settings, if it opens one itself), its arguments and the time. It returns a
frozen value with the result, or raises a KilasError. It prints nothing. Modules by subject: `following`
(feeds), `rebrief`, `takedowns`, `corrections`, `upkeep` (status, schema, backup).

Two actions live elsewhere: briefs of documents that are not kept in `kilas.pipeline.batch`, and the export
of the site in `kilas.site.export`, because it uses the site's pages, which the pipeline may not import.
"""
