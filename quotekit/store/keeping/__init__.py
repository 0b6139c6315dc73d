"""What a store keeps beside what was found in its articles.

In: a connection to a store, inside a transaction. Out: who found the quotes, the names that the user gave, and what an
article was before it changed. What is a row of a quote or a speaker is the business of `store`.
"""
