"""The commands that count who is quoted: `audit` and `speakers`.

In: arguments. Out: tables, pages, a network, an exit status.
"""
