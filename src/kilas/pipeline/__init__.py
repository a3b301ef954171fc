"""The steps joined: from what a user names to briefs."""
