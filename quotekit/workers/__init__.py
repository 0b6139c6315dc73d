"""workers: a function asked in processes of their own.

In: a function, chunks of what it takes, and how many processes may be at work. Out: what it gives, in the order of the
chunks, as one process would give it. It knows nothing of articles; how a process is started, fed and ended is decided
here and nowhere else.
"""

from quotekit.plugins import lazy

__getattr__, __dir__ = lazy(__name__, {"each": "pool", "jobs_of": "number"})
