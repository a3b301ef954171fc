"""How good Kilas is, measured on data nobody here wrote. Needs the shared benches beside the checkout."""

import os

# One thread: sums come out the same twice, whatever the machine. Must stand before numpy is imported.
for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ.setdefault(_name, "1")
