"""Articles in files of offices and of feed readers: Word, PDF, Excel, RSS and Atom.

In: the stream of one file. Out: drafts of articles and what is wrong, as from any reader. The libraries that open the
files come with extras; what makes an article of what they give is here.
"""
