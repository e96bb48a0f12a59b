"""The fuzzy matcher: from a sentence to a score for each intent, learned from the authors' examples.

The way of a sentence, one module a step: `lookalikes` → `words` → `stems` and `spelling` → `features` and
`similarity` → `matcher`. The way of the examples: `learning`, with `gram` and `softmax` (few examples) or `primal` (many).
"""
