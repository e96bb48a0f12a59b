"""A chatbot that explains job, occupation and career, and guides people to see which one they have."""

import os

# The matrices here are small: a second BLAS thread only waits, and it waits by spinning, which doubled the processor time
# of a start and made it eight times as long on a busy machine. Must be said before numpy is first imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
