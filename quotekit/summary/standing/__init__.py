"""Whether some sentences of an article can stand without the others, and what names they need for that.

In: an article and the numbers of its sentences. Out: a `Stand`: nothing that misleads, or names in brackets that
explain, or that the passage cannot be printed alone. What a pointer is, is said in `pronouns`, `surnames` and `nouns`;
what is no sentence of an article at all, in `fragments` and `notices`.
"""
