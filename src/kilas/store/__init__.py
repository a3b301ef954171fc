"""What Kilas keeps: feeds, entries, articles, briefs, published items, on SQLite or PostgreSQL."""
