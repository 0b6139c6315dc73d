"""Commands of `quotekit store` that keep a store in order, and what all commands of it have in common.

In: arguments that click has read. Out: a store that is changed, rows of what changed in it, a line on what was done.
A command is added here or in `cli.store`, and to its group there.
"""
