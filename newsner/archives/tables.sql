-- The tables of an archive. Everything a view, a query or Datasette needs is in here.
CREATE TABLE IF NOT EXISTS archive (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;

-- An article as it was extracted; "whole" is its JSON, deflated.
CREATE TABLE IF NOT EXISTS articles (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  title TEXT,
  byline TEXT,
  published TEXT,
  text TEXT NOT NULL,
  context TEXT NOT NULL,
  warnings TEXT,
  model TEXT NOT NULL,
  whole BLOB NOT NULL
);
CREATE INDEX IF NOT EXISTS articles_published ON articles (published);

-- Texts that could not be read, with the reason.
CREATE TABLE IF NOT EXISTS errors (
  article TEXT PRIMARY KEY,
  type TEXT NOT NULL,
  message TEXT NOT NULL,
  text TEXT NOT NULL
);

-- Somebody or something, over all articles. "uncertain" says why it may be one with another, or two.
CREATE TABLE IF NOT EXISTS entities (
  id INTEGER PRIMARY KEY,
  type TEXT NOT NULL,
  name TEXT NOT NULL,
  normal TEXT NOT NULL,
  country TEXT,
  wikidata TEXT,
  uncertain TEXT
);
CREATE INDEX IF NOT EXISTS entities_normal ON entities (type, normal);

-- Ids from gazetteers and elsewhere.
CREATE TABLE IF NOT EXISTS ids (
  entity INTEGER NOT NULL REFERENCES entities (id),
  scheme TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (entity, scheme, value)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS ids_value ON ids (scheme, value);

-- An entity in an article: by what it was taken for this one ("why"), how surely, and what the
-- article says of it ("profile", JSON).
CREATE TABLE IF NOT EXISTS appearances (
  entity INTEGER NOT NULL REFERENCES entities (id),
  article INTEGER NOT NULL REFERENCES articles (id),
  local TEXT NOT NULL,
  name TEXT NOT NULL,
  mentions INTEGER NOT NULL,
  certainty REAL NOT NULL,
  why TEXT NOT NULL,
  profile TEXT NOT NULL,
  PRIMARY KEY (article, local)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS appearances_entity ON appearances (entity);

-- What is said between two entities, however often; "value" is a date that stands as the object.
CREATE TABLE IF NOT EXISTS relations (
  id INTEGER PRIMARY KEY,
  type TEXT NOT NULL,
  subject INTEGER REFERENCES entities (id),
  object INTEGER REFERENCES entities (id),
  value TEXT,
  status TEXT NOT NULL
);
CREATE UNIQUE INDEX IF NOT EXISTS relations_same
  ON relations (type, ifnull(subject, -1), ifnull(object, -1), ifnull(value, ''), status);
CREATE INDEX IF NOT EXISTS relations_subject ON relations (subject);
CREATE INDEX IF NOT EXISTS relations_object ON relations (object);

-- Where an article says it, in which words, and who says so.
CREATE TABLE IF NOT EXISTS evidence (
  relation INTEGER NOT NULL REFERENCES relations (id),
  article INTEGER NOT NULL REFERENCES articles (id),
  local TEXT NOT NULL,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  words TEXT NOT NULL,
  sentence TEXT,
  trigger TEXT NOT NULL,
  role TEXT,
  "by" TEXT,
  amounts TEXT,
  date_text TEXT,
  date_value TEXT,
  earliest TEXT,
  latest TEXT,
  place INTEGER REFERENCES entities (id),
  source INTEGER REFERENCES entities (id),
  confidence REAL NOT NULL,
  rule TEXT NOT NULL,
  PRIMARY KEY (article, local)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS evidence_relation ON evidence (relation);

-- Relations in words, a row for each time one is said: what to browse first.
CREATE VIEW IF NOT EXISTS facts AS
SELECT
  r.id AS relation, s.name AS subject, r.type, coalesce(o.name, r.value) AS object, r.status,
  e.date_value AS "when", p.name AS "where", w.name AS source, e.role, e."by", e.amounts,
  e.confidence, e.sentence, a.published, a.title, a.key AS article
FROM evidence e
JOIN relations r ON r.id = e.relation
JOIN articles a ON a.id = e.article
LEFT JOIN entities s ON s.id = r.subject
LEFT JOIN entities o ON o.id = r.object
LEFT JOIN entities p ON p.id = e.place
LEFT JOIN entities w ON w.id = e.source;

-- Full-text search, without accents; Datasette finds these by itself.
CREATE VIRTUAL TABLE IF NOT EXISTS articles_fts USING fts5 (
  title, text, content="articles", content_rowid="id", tokenize="unicode61 remove_diacritics 2"
);
CREATE TRIGGER IF NOT EXISTS articles_added AFTER INSERT ON articles BEGIN
  INSERT INTO articles_fts (rowid, title, text) VALUES (new.id, new.title, new.text);
END;
CREATE TRIGGER IF NOT EXISTS articles_removed AFTER DELETE ON articles BEGIN
  INSERT INTO articles_fts (articles_fts, rowid, title, text)
  VALUES ('delete', old.id, old.title, old.text);
END;
CREATE VIRTUAL TABLE IF NOT EXISTS entities_fts USING fts5 (
  name, content="entities", content_rowid="id", tokenize="unicode61 remove_diacritics 2"
);
CREATE TRIGGER IF NOT EXISTS entities_added AFTER INSERT ON entities BEGIN
  INSERT INTO entities_fts (rowid, name) VALUES (new.id, new.name);
END;
CREATE TRIGGER IF NOT EXISTS entities_renamed AFTER UPDATE OF name ON entities BEGIN
  INSERT INTO entities_fts (entities_fts, rowid, name) VALUES ('delete', old.id, old.name);
  INSERT INTO entities_fts (rowid, name) VALUES (new.id, new.name);
END;
CREATE TRIGGER IF NOT EXISTS entities_removed AFTER DELETE ON entities BEGIN
  INSERT INTO entities_fts (entities_fts, rowid, name) VALUES ('delete', old.id, old.name);
END;
