"""The fitted decisions between spans, a file each, from what the sequence model labels to how sure a find is.

In: `stage.Decided`, what has been decided before. Out: the same with one record more. `stages.py`, in the room outside,
lists them in order; what a decision is, is in `stage.py`, where ranges lie, in `ranges.py`.
"""
