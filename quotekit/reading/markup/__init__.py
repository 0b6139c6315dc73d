"""What the markup of a web page tells.

In: the markup of one page. Out: the text of its article with the layout that tells who speaks, what the page says of
itself, the updates of a live blog. No files are known here: `reading.pages` makes drafts of it. Where layout means
something that it should not, `settling` is changed; where a page has something else around its article, `surroundings`.
"""
