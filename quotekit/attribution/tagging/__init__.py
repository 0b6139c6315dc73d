"""The sequence model: every token as source, cue, content or none of them.

In: documents. Out: labels and scores, as arrays of numpy. Nothing here knows what a quotation is; what may be
changed without a new fit is only how fast it is.
"""
