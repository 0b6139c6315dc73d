"""Who says what in the headlines of an article: its title and its headings.

In: an article, its view and who speaks in its text. Out: drafts in views of the headlines, each with an entity or None.
How a headline is printed (case, colons, dashes, marks without a verb) belongs here; what is running text, to `text`.
"""
