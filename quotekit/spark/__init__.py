"""Quotes, speakers and variants of more articles than one machine takes, with Spark: data frames in, data frames out.

In: a data frame with a text a row, or files. Out: the rows of the Parquet export, who is one, what renders one
utterance. How a row is found is the business of other rooms; here is only what goes where. Needs the extra `spark`.
"""

from quotekit.plugins import lazy

__getattr__, __dir__ = lazy(
    "quotekit.spark", {"problems": "articles", "quotes": "articles", "speakers": "people", "variants": "utterances"}
)
