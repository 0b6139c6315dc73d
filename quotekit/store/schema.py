"""The tables of a store, as numbered steps from an empty file to those of today.

They are meant to be read by other programs too: `docs/decisions/store.md` says what stands in them.
"""

from __future__ import annotations

from quotekit.store.counts import STEP as COUNTS
from quotekit.store.keeping.tables import COPY_TABLES, KEPT_TABLES, with_copies

TOKENS = 'tokenize="unicode61 remove_diacritics 2"'
"""How FTS5 tells words apart: without case and accents."""


def _quotes_columns(acts: str) -> str:
    """The columns that the quotes had first, with the acts that a quote may have."""
    return f"""  id INTEGER PRIMARY KEY AUTOINCREMENT,  -- never given twice: `_quote_keys` may outlive a quote
  article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  number INTEGER NOT NULL,  -- in the order of the text
  name TEXT NOT NULL,  -- the id with which it was found; not unique
  kind TEXT NOT NULL CHECK (kind IN ('direct', 'mixed', 'indirect')),
  act TEXT NOT NULL CHECK (act IN ({acts})),
  quote TEXT NOT NULL,
  content TEXT NOT NULL,  -- JSON list of [start, end], code points of the article's text, half-open
  cue TEXT NOT NULL,
  source TEXT NOT NULL,
  source_text TEXT,
  confidence REAL NOT NULL,
  rule TEXT NOT NULL,
  outlet TEXT,  -- the article's, here too because most searches ask for it
  day TEXT,
  appearance_id INTEGER REFERENCES appearances (id),
  speaker_id INTEGER REFERENCES speakers (id),
  variant_id INTEGER REFERENCES variants (id) ON DELETE SET NULL,
  is_grouped INTEGER NOT NULL DEFAULT 0,  -- 0 until it has been compared with all others"""


_QUOTES_INDEXES = """CREATE INDEX quotes_day ON quotes (day, outlet, act, kind);
CREATE INDEX quotes_outlet ON quotes (outlet, day, act, kind);
CREATE INDEX quotes_speaker ON quotes (speaker_id, day, outlet, act, kind);
CREATE INDEX quotes_facets ON quotes (id, speaker_id, outlet, day, act, kind);  -- read for every find of a word
CREATE INDEX quotes_appearance ON quotes (appearance_id);
CREATE INDEX quotes_variant ON quotes (variant_id) WHERE variant_id IS NOT NULL;
CREATE INDEX quotes_ungrouped ON quotes (id) WHERE is_grouped = 0;
"""

_QUOTES_TRIGGERS = """CREATE TRIGGER quotes_inserted AFTER INSERT ON quotes BEGIN
  INSERT INTO quotes_fts (rowid, quote) VALUES (new.id, new.quote);
END;
CREATE TRIGGER quotes_deleted AFTER DELETE ON quotes BEGIN
  INSERT INTO quotes_fts (quotes_fts, rowid, quote) VALUES ('delete', old.id, old.quote);
END;
CREATE TRIGGER quotes_changed AFTER UPDATE OF quote ON quotes BEGIN
  INSERT INTO quotes_fts (quotes_fts, rowid, quote) VALUES ('delete', old.id, old.quote);
  INSERT INTO quotes_fts (rowid, quote) VALUES (new.id, new.quote);
END;
"""

_SPEAKERS_VIEW = """CREATE VIEW speakers_view AS
SELECT speakers.id, speakers.name, speakers.kind, speakers.gender, speakers.quotes, speakers.articles, speakers.roles,
  (SELECT json_group_array(alias) FROM aliases WHERE speaker_id = speakers.id AND alias != speakers.name) AS aliases
FROM speakers;
"""

_VARIANTS_VIEW = """CREATE VIEW variants_view AS
SELECT variants.id, quotes.quote, variants.speaker, variants.outlets, variants.quotes, variants.day,
  variants.is_disputed
FROM variants JOIN quotes ON quotes.id = variants.quote_id;
"""


def _speakers_columns(kinds: str) -> str:
    """The columns that the speakers had first, with the kinds that they may be of."""
    return f"""  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,  -- person:ana-reyes
  name TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ({kinds})),
  gender TEXT CHECK (gender IN ('m', 'f')),
  roles TEXT NOT NULL,  -- JSON list, those of most articles first
  quotes INTEGER NOT NULL,  -- statements
  beliefs INTEGER NOT NULL,  -- and articles with statements:
  articles INTEGER NOT NULL"""


_SPEAKERS_INDEX = "CREATE INDEX speakers_quotes ON speakers (quotes DESC, name);"

_FIRST = f"""
CREATE TABLE articles (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,  -- its address, else its file, else the id that it was given
  name TEXT NOT NULL,  -- the id with which it was read; not unique
  title TEXT, url TEXT, outlet TEXT, author TEXT,
  published TEXT,  -- as given
  day TEXT,  -- 2025-04-10; NULL where `published` is no ISO date
  text TEXT NOT NULL,
  digest TEXT NOT NULL,  -- of all that was read
  found TEXT NOT NULL  -- digest of all that was found
);
CREATE INDEX articles_day ON articles (day);
CREATE INDEX articles_outlet ON articles (outlet);

CREATE TABLE speakers (
{_speakers_columns("'person', 'organization', 'group', 'unnamed'")}
);
{_SPEAKERS_INDEX}

CREATE TABLE aliases (
  speaker_id INTEGER NOT NULL REFERENCES speakers (id) ON DELETE CASCADE,
  alias TEXT NOT NULL,
  folded TEXT NOT NULL,  -- without case and accents
  PRIMARY KEY (speaker_id, alias)
) WITHOUT ROWID;
CREATE INDEX aliases_folded ON aliases (folded);

CREATE TABLE _name_words (
  word TEXT NOT NULL, speaker_id INTEGER NOT NULL REFERENCES speakers (id) ON DELETE CASCADE,
  PRIMARY KEY (word, speaker_id)
) WITHOUT ROWID;
CREATE INDEX name_words_speaker ON _name_words (speaker_id);

CREATE TABLE appearances (  -- a speaker in one article, under the name that it uses
  id INTEGER PRIMARY KEY,
  article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  gender TEXT,
  aliases TEXT NOT NULL,  -- JSON list
  roles TEXT NOT NULL,  -- JSON list
  statements INTEGER NOT NULL, beliefs INTEGER NOT NULL,
  kin TEXT,  -- all who may be one speaker with this one have it too; NULL for who is somebody else in each article
  is_full INTEGER NOT NULL,  -- a person with first and last name
  speaker_id INTEGER REFERENCES speakers (id),  -- NULL until it is settled who this is
  UNIQUE (article_id, number)
);
CREATE INDEX appearances_kin ON appearances (kin) WHERE kin IS NOT NULL;
CREATE INDEX appearances_speaker ON appearances (speaker_id);

CREATE TABLE variants (  -- groups of quotes that render one utterance
  id INTEGER PRIMARY KEY,
  quotes INTEGER NOT NULL, outlets INTEGER NOT NULL,
  speaker TEXT,  -- NULL where nobody is named, or outlets disagree
  is_disputed INTEGER NOT NULL,
  day TEXT,  -- of the first
  quote_id INTEGER NOT NULL  -- the longest form that most outlets support
);
CREATE INDEX variants_outlets ON variants (outlets DESC, quotes DESC, id);

CREATE TABLE quotes (
{_quotes_columns("'statement', 'belief'")}
  UNIQUE (article_id, number)
);
{_QUOTES_INDEXES}
CREATE TABLE _quote_keys (  -- what is telling in a quote, hashed: quotes that may render one utterance share some
  key INTEGER NOT NULL, quote_id INTEGER NOT NULL, PRIMARY KEY (key, quote_id)
) WITHOUT ROWID;

CREATE TABLE _stale_kin (kin TEXT PRIMARY KEY) WITHOUT ROWID;  -- of speakers to be told apart anew

CREATE VIRTUAL TABLE quotes_fts USING fts5 (
  quote, content="quotes", content_rowid="id", {TOKENS}
);
{_QUOTES_TRIGGERS}
CREATE VIEW quotes_view AS
SELECT quotes.id, quotes.quote, coalesce(speakers.name, appearances.name) AS speaker, speakers.kind AS speaker_kind,
  json_extract(appearances.roles, '$[0]') AS role, quotes.kind, quotes.act, articles.outlet, articles.published,
  articles.title, articles.url, articles.name AS article, quotes.confidence, quotes.rule,
  coalesce(variants.outlets, 1) AS outlets, quotes.article_id, quotes.speaker_id, quotes.variant_id
FROM quotes
JOIN articles ON articles.id = quotes.article_id
LEFT JOIN appearances ON appearances.id = quotes.appearance_id
LEFT JOIN speakers ON speakers.id = quotes.speaker_id
LEFT JOIN variants ON variants.id = quotes.variant_id;

{_SPEAKERS_VIEW}
{_VARIANTS_VIEW}"""

_QUOTES_VIEW = """CREATE VIEW quotes_view AS
SELECT quotes.id, quotes.quote, coalesce(speakers.name, appearances.name) AS speaker, speakers.kind AS speaker_kind,
  json_extract(appearances.roles, '$[0]') AS role, quotes.kind, quotes.act, quotes.denied, quotes.via, articles.outlet,
  articles.published, articles.title, articles.url, articles.name AS article, quotes.confidence, quotes.rule,
  coalesce(variants.outlets, 1) AS outlets, quotes.article_id, quotes.speaker_id, quotes.variant_id
FROM quotes
JOIN articles ON articles.id = quotes.article_id
LEFT JOIN appearances ON appearances.id = quotes.appearance_id
LEFT JOIN speakers ON speakers.id = quotes.speaker_id
LEFT JOIN variants ON variants.id = quotes.variant_id;
"""

_PARTED_VIEW = _QUOTES_VIEW.replace("quotes.via,", "quotes.via, quotes.part,")
_REFERRED_VIEW = _PARTED_VIEW.replace("AS role,", "AS role, appearances.ref AS speaker_ref,")

_DENIED_AND_VIA = f"""
ALTER TABLE quotes ADD COLUMN denied INTEGER NOT NULL DEFAULT 0;  -- 1: the speaker says that it is not so
ALTER TABLE quotes ADD COLUMN via TEXT;  -- who relays it; NULL where the article does
DROP VIEW quotes_view;
{_QUOTES_VIEW}"""

_MOVED = """id, article_id, number, name, kind, act, quote, content, cue, source, source_text, confidence,
  rule, outlet, day, appearance_id, speaker_id, variant_id, is_grouped, denied, via"""


def _moved(acts: str, further: str, names: str, view: str) -> str:
    """The quotes in a new table: no CHECK can be altered. Their numbers, and with them the words, stay."""
    return f"""
DROP VIEW quotes_view;
DROP VIEW variants_view;
CREATE TABLE _quotes (
{_quotes_columns(acts)}
{further}
  UNIQUE (article_id, number)
);
-- the highest number ever given, which may be that of a quote that is gone
INSERT INTO sqlite_sequence (name, seq) SELECT '_quotes', seq FROM sqlite_sequence WHERE name = 'quotes';
INSERT INTO _quotes ({names})
SELECT {names} FROM quotes;
DROP TABLE quotes;
ALTER TABLE _quotes RENAME TO quotes;
{_QUOTES_INDEXES}
{_QUOTES_TRIGGERS}
{view}
{_VARIANTS_VIEW}
"""


_DENIED = """  denied INTEGER NOT NULL DEFAULT 0,  -- 1: the speaker says that it is not so
  via TEXT,  -- who relays it; NULL where the article does"""

_MENTIONS = f"""
ALTER TABLE speakers ADD COLUMN mentions INTEGER NOT NULL DEFAULT 0;  -- only that they spoke, not what they said
ALTER TABLE appearances ADD COLUMN mentions INTEGER NOT NULL DEFAULT 0;
{_moved("'statement', 'mention', 'belief'", _DENIED, _MOVED, _QUOTES_VIEW)}"""

_PARTS = "part TEXT NOT NULL DEFAULT 'body' CHECK (part IN ('title', 'heading', 'body', 'caption'))"

_PART = f"""
-- positions in a title are those of `articles.title` where `articles.text` does not begin with it
ALTER TABLE quotes ADD COLUMN {_PARTS};
DROP VIEW quotes_view;
{_PARTED_VIEW}"""

_ASKS = _moved("'statement', 'mention', 'belief', 'asks'", f"{_DENIED}\n  {_PARTS},", f"{_MOVED}, part", _PARTED_VIEW)
"""What an outlet asks is an act."""

# Who is one speaker is told otherwise than before, by outlet and day too: all people are compared anew.
_REFERENCES = f"""
ALTER TABLE appearances ADD COLUMN ref TEXT;  -- the id that the user gave
ALTER TABLE speakers ADD COLUMN ref TEXT;
ALTER TABLE speakers ADD COLUMN is_open INTEGER NOT NULL DEFAULT 0;  -- 1: a bare surname, not known whose
UPDATE appearances SET is_full = 0 WHERE instr(name, ' ') = 0;
INSERT OR IGNORE INTO _stale_kin SELECT DISTINCT kin FROM appearances WHERE kin LIKE 'person:%';
DROP VIEW quotes_view;
DROP VIEW speakers_view;
{_REFERRED_VIEW}
{_SPEAKERS_VIEW.replace("AS aliases", "AS aliases, speakers.is_open, speakers.ref")}"""

# No CHECK can be altered. With the old table other names are dropped too; references are looked at when all is done.
_SPEAKERS = "id, key, name, kind, gender, roles, quotes, beliefs, articles, mentions, ref, is_open"
_DOCUMENTS = f"""
PRAGMA defer_foreign_keys = ON;
CREATE TABLE _kept_speakers AS SELECT * FROM speakers;
CREATE TABLE _kept_aliases AS SELECT * FROM aliases;
CREATE TABLE _kept_words AS SELECT * FROM _name_words;
DROP TABLE speakers;
CREATE TABLE speakers (
{_speakers_columns("'person', 'organization', 'group', 'document', 'unnamed'")},
  mentions INTEGER NOT NULL DEFAULT 0,  -- only that they spoke, not what they said
  ref TEXT,
  is_open INTEGER NOT NULL DEFAULT 0  -- 1: a bare surname, not known whose
);
{_SPEAKERS_INDEX}
INSERT INTO speakers ({_SPEAKERS}) SELECT {_SPEAKERS} FROM _kept_speakers;
INSERT INTO aliases (speaker_id, alias, folded) SELECT speaker_id, alias, folded FROM _kept_aliases;
INSERT INTO _name_words (word, speaker_id) SELECT word, speaker_id FROM _kept_words;
DROP TABLE _kept_speakers;
DROP TABLE _kept_aliases;
DROP TABLE _kept_words;
"""

# Of groups from before, prints are taken for texts until one of their articles is read anew.
_VOICES = """
ALTER TABLE variants ADD COLUMN voices INTEGER NOT NULL DEFAULT 1;  -- outlets whose texts are no copies of each other
UPDATE variants SET voices = outlets;
"""

_SECTIONS = "ALTER TABLE articles ADD COLUMN section TEXT;  -- the section of the outlet, or the topic\n"

_KEPT_VIEW = _REFERRED_VIEW.replace("appearances.ref AS", "coalesce(appearances.ref, speakers.ref) AS")

_KEPT = f"{KEPT_TABLES}DROP VIEW quotes_view;\n{_KEPT_VIEW}"
"""What a store keeps beside what was found."""

_COPIES = f"{COPY_TABLES}DROP VIEW quotes_view;\n{with_copies(_KEPT_VIEW)}"

MIGRATIONS: list[str] = [
    *(_FIRST, _DENIED_AND_VIA, _MENTIONS, _PART, _ASKS, _REFERENCES, _DOCUMENTS, _VOICES, _SECTIONS, COUNTS, _KEPT),
    _COPIES,
]
"""Steps from an empty file to the tables of today; `PRAGMA user_version` is how many a file has had. Append only."""
