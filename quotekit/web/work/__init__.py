"""Processes that do the work of the server, each job within a time limit.

In: jobs as JSON. Out: text. Which jobs there are is said by the module that the processes run: `web.jobs` finds quotes,
`web.work.lookups` looks up in a store.
"""
