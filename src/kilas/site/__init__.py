"""The public site: pages, feeds, sitemaps and JSON of what the store has published, served or written as files."""
