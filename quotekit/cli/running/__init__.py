"""What commands have in common: their options, the articles that they read, the lines and files that they write.

In: arguments that click has read. Out: articles, streams, lines, exit statuses. An option of several commands is added
in `options`; nothing below `run` prints or exits.
"""
