"""checkpoints: long work that can be stopped.

In: a folder, what all results depend on, and steps: a name and what finds its arrays. Out: the arrays, read where an
earlier run has kept them, else found now and kept. What the steps are is not known here.
"""
