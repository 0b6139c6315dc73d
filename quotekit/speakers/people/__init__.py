"""Who is one person, or one organization, across articles.

In: the speakers of many articles, with outlet and day where they are known, and names that the user gives. Out: an
`Identity` for each speaker, a `Person` and a row for each identity. No text is read here.
"""
