"""The pipeline: joins the edges and the core, from named sources to published briefs."""
