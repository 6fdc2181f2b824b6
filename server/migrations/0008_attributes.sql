-- What values of a dimension are, beside what records say: which supplier a batch came from, and until when. Looked up at
-- reading, so that a table brought later explains records brought earlier.
CREATE TABLE attribute (
    workspace BLOB NOT NULL REFERENCES workspace (id),
    -- The dimension whose values are explained, and the value.
    dimension TEXT NOT NULL,
    value TEXT NOT NULL,
    -- What is said of it.
    name TEXT NOT NULL,
    -- Days since 1970-01-01, both included; the first and last day there are where nobody said.
    first_day INTEGER NOT NULL,
    last_day INTEGER NOT NULL,
    says TEXT NOT NULL,
    PRIMARY KEY (workspace, dimension, value, name, first_day)
) STRICT, WITHOUT ROWID;
