"""The source audit: how many statements, words and sources are whose, by gender, kind, role, outlet, month.

In: analyses, or a store. Out: an `Audit` of counts, as rows, a table, Markdown or a page. What is counted is decided in
`sources.divisions`, and which role is of which group in the table `role_groups`; `docs/audit.md` says what the figures
mean.
"""

from quotekit.plugins import lazy

__getattr__, __dir__ = lazy(
    "quotekit.auditing",
    {
        "Audit": "records",
        "audit": "counting",
        "audit_page": "page",
        "fragment": "page",
        "read_genders": "sources.genders",
    },
)
