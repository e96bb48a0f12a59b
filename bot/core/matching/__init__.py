"""The fuzzy matcher: from a sentence to a score for each intent, learned from the authors' examples.

The way of a sentence, one module a step: `lookalikes` → `words` → `spelling` and `stems` → `features` and
`similarity` → `matcher` → `families`. The way of the examples: `learning` with `softmax`, and `calibration`
on what it held back.
"""
