"""The `quotekit` command, one module for each theme.

In: arguments. Out: files and lines on a terminal, messages on standard error, an exit status. Commands read, call one
function of the library and write; they decide nothing themselves.
"""
