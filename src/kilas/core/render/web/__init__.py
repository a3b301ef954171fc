"""Renders the public site: pages, feeds, sitemaps and share images. Pure: the same values give the same bytes."""
