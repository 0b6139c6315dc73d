"""Who and what is named in a text: people, organizations and places, with the roles beside them.

In: the `View` of an article. Out: `Name`s, and the view with their tokens marked. What is known of words alone belongs
to `text`; who is meant by a name, to `speakers`.
"""
