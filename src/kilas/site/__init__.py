"""The public site: pages, feeds, sitemaps and JSON of the published items, served or exported as files."""
