"""Whom a source may mean, and what is true of each: what the rankers of speakers choose by."""
