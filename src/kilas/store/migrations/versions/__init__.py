"""One module a step; each stands by itself and is never edited once released."""
