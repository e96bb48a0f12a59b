"""A chatbot that explains job, occupation and career, and guides people to see which one they have."""

import os

# Before numpy is imported anywhere: the matcher's products are small, and on a busy machine BLAS threads wait for each
# other longer than one alone would take (measured with both cores busy: 12 s instead of 1.5 s to learn 850 examples).
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
