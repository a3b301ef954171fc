"""Pure values and functions, from received bytes to rendered pages: no network, disk, clock or randomness."""
