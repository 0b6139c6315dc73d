"""`quotekit serve`: a page and a REST API on this machine.

In: HTTP requests. Out: pages and JSON, made by workers that have a time limit. What is taken and given is said in
`schemas`, what is done in `jobs`; needs the extra `web`.
"""

from quotekit.plugins import lazy

__getattr__, __dir__ = lazy("quotekit.web", {"serve_on": "server"})
