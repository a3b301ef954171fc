"""The hostile suite: other people's worst inputs inside sound articles of our own."""
