"""What a notebook shows and computes with: cells of HTML, data frames, a network of who is quoted beside whom.

In: an `Analysis`, a `Quote`, an `Article`, a `Summary`, a `VariantGroup`. Out: fragments of HTML without a script, data
frames, a graph of networkx. What a cell looks like is decided by the template and the styles in this folder.
"""
