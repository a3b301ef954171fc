"""The embedded engine: which sentences tell an article, and how they are set as a brief (`compose.brief`)."""
