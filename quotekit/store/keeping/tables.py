"""The tables of what a store keeps beside what was found: who read it and where, what it was before, names, copies."""

from __future__ import annotations

KEPT_TABLES = """
CREATE TABLE readings (  -- what found the quotes of articles
  id INTEGER PRIMARY KEY,
  quotekit TEXT NOT NULL,  -- its version
  model TEXT NOT NULL,  -- digest of the model and its word tables
  UNIQUE (quotekit, model)
);
ALTER TABLE articles ADD COLUMN reading_id INTEGER REFERENCES readings (id);  -- NULL where that is not known
ALTER TABLE articles ADD COLUMN place TEXT;  -- where it was read; NULL where it was not
CREATE INDEX articles_reading ON articles (reading_id);

CREATE TABLE _superseded (  -- what other places tell of an article, which what is stored took the place of
  article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  place TEXT NOT NULL,
  digest TEXT NOT NULL,
  PRIMARY KEY (article_id, place)
) WITHOUT ROWID;

CREATE TABLE versions (  -- what stood in an article before it changed
  id INTEGER PRIMARY KEY,
  article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  number INTEGER NOT NULL,  -- from 1 on; what `articles` has is the one behind the last
  title TEXT, published TEXT,
  text TEXT NOT NULL,
  quotes TEXT NOT NULL,  -- JSON list of its statements: [words, speaker]
  replaced TEXT NOT NULL,  -- when the next one was read, UTC
  reading_id INTEGER REFERENCES readings (id),
  UNIQUE (article_id, number)
);
CREATE INDEX versions_reading ON versions (reading_id);

CREATE TABLE names (  -- what the user wants speakers to be called
  alias TEXT PRIMARY KEY,  -- its words without case and accents; the name's own ones too
  name TEXT NOT NULL,
  ref TEXT
) WITHOUT ROWID;
ALTER TABLE appearances ADD COLUMN called TEXT;  -- the name of `names` for this one; NULL where there is none
CREATE INDEX appearances_called ON appearances (called) WHERE called IS NOT NULL;
"""
"""One of the steps of `schema.MIGRATIONS`: never to be changed."""

COPY_TABLES = """
ALTER TABLE articles ADD COLUMN wire TEXT;  -- the news agency that it says it is from
-- the earliest article whose text this one has, whole, cut or lightly edited; NULL where it is a text of its own
ALTER TABLE articles ADD COLUMN copy_of INTEGER REFERENCES articles (id) ON DELETE SET NULL;
ALTER TABLE articles ADD COLUMN is_compared INTEGER NOT NULL DEFAULT 0;  -- 0 until both are known
CREATE INDEX articles_copies ON articles (copy_of) WHERE copy_of IS NOT NULL;
CREATE INDEX articles_uncompared ON articles (day, key) WHERE is_compared = 0;

CREATE TABLE _text_keys (  -- what is telling in a text, hashed: copies share some
  key INTEGER NOT NULL, article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  PRIMARY KEY (key, article_id)
) WITHOUT ROWID;
CREATE INDEX text_keys_article ON _text_keys (article_id);
"""
"""Another one."""


def with_copies(view: str) -> str:
    """The view of quotes with the columns of copies."""
    shown = view.replace("articles.url,", "articles.url, originals.key AS copy_of, articles.wire,")
    join = "JOIN articles ON articles.id = quotes.article_id\n"
    return shown.replace(join, f"{join}LEFT JOIN articles AS originals ON originals.id = articles.copy_of\n")
