"""Language models: one question, the routes that may answer it, and what each answer cost."""
