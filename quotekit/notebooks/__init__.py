"""What a notebook shows and computes with: cells of HTML, data frames.

In: an `Analysis`, a `Quote`, an `Article`, a `Summary`, a `VariantGroup`. Out: fragments of HTML without a script, data
frames. What a cell looks like is decided by the template and the styles in this folder.
"""
