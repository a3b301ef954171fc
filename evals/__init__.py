"""How good Kilas is, measured on data nobody here wrote. Needs the shared benches beside the checkout."""
