"""Who speaks each quote of an article, chosen of all who may be meant.

In: drafts of quotes, the cast of their article, rankers. Out: an entity for each draft, or None. What may be meant by a
source and what is true of each candidate belongs here.
"""
