-- Records: what other systems and surveys wrote down, the imports that brought it, and its day tallies.
-- A record is seen when its import is live and no live import replaced it.

CREATE TABLE source (
    workspace BLOB NOT NULL REFERENCES workspace (id),
    key INTEGER NOT NULL,
    name TEXT NOT NULL,
    title TEXT NOT NULL,
    kind TEXT NOT NULL,
    -- customers, or people: what is about people is shown in groups only.
    privacy TEXT NOT NULL,
    PRIMARY KEY (workspace, key),
    UNIQUE (workspace, name)
) STRICT;

CREATE TABLE import_batch (
    workspace BLOB NOT NULL,
    key INTEGER NOT NULL,
    -- The UUID that people and programs name it by.
    id BLOB NOT NULL,
    source INTEGER NOT NULL,
    -- loading, live, undone, discarded.
    state TEXT NOT NULL,
    file TEXT NOT NULL,
    started_at INTEGER NOT NULL,
    -- While loading: until when its importer is taken to be alive.
    lease_until INTEGER NOT NULL,
    -- Its records have keys from this one on …
    first_record INTEGER NOT NULL,
    -- … to this one.
    last_record INTEGER NOT NULL,
    -- Versioned JSON of shared::api::RowCounts.
    counts TEXT NOT NULL,
    -- 1 when its rows are gone from the other tables (undone and discarded ones only).
    swept INTEGER NOT NULL,
    PRIMARY KEY (workspace, key),
    UNIQUE (workspace, id),
    FOREIGN KEY (workspace, source) REFERENCES source (workspace, key)
) STRICT;

-- What could not be read, the first of each import.
CREATE TABLE import_reject (
    workspace BLOB NOT NULL,
    batch INTEGER NOT NULL,
    number INTEGER NOT NULL,
    line INTEGER NOT NULL,
    column_name TEXT,
    reason TEXT NOT NULL,
    found TEXT NOT NULL,
    PRIMARY KEY (workspace, batch, number)
) STRICT;

-- Each combination of dimension values once.
CREATE TABLE dimension_set (
    workspace BLOB NOT NULL,
    key INTEGER NOT NULL,
    -- A JSON object, names in order.
    dimensions TEXT NOT NULL,
    PRIMARY KEY (workspace, key),
    UNIQUE (workspace, dimensions)
) STRICT;

-- What was asked or counted, the same for all answers to it.
CREATE TABLE item (
    workspace BLOB NOT NULL,
    key INTEGER NOT NULL,
    source INTEGER NOT NULL,
    item TEXT NOT NULL,
    -- The raw key of the touchpoint, empty without one. The catalogue says at reading which touchpoint that is.
    touchpoint TEXT NOT NULL,
    measure TEXT NOT NULL,
    -- The metric it feeds, empty without one.
    metric TEXT NOT NULL,
    low INTEGER NOT NULL,
    high INTEGER NOT NULL,
    PRIMARY KEY (workspace, key),
    UNIQUE (workspace, source, item, touchpoint, measure, metric, low, high)
) STRICT;

CREATE TABLE record (
    workspace BLOB NOT NULL,
    key INTEGER NOT NULL,
    source INTEGER NOT NULL,
    external_id TEXT NOT NULL,
    content_hash INTEGER NOT NULL,
    -- Days since 1970-01-01 in the workspace's zone.
    day INTEGER NOT NULL,
    -- Milliseconds since 1970 UTC, and minutes east of UTC.
    at INTEGER NOT NULL,
    utc_offset INTEGER NOT NULL,
    -- day or instant.
    precision TEXT NOT NULL,
    -- Millionths; the square is rounded once, here.
    weight INTEGER NOT NULL,
    weight_squared INTEGER NOT NULL,
    dimension_set INTEGER NOT NULL,
    batch INTEGER NOT NULL,
    -- The import that brought its newer version.
    replaced_by INTEGER,
    PRIMARY KEY (workspace, key)
) STRICT, WITHOUT ROWID;

CREATE INDEX record_identity ON record (workspace, source, external_id);
CREATE INDEX record_replaced ON record (workspace, replaced_by) WHERE replaced_by IS NOT NULL;

-- The answers of a record: one for each item it says something about.
CREATE TABLE answer (
    workspace BLOB NOT NULL,
    record INTEGER NOT NULL,
    item INTEGER NOT NULL,
    value INTEGER NOT NULL,
    PRIMARY KEY (workspace, record, item)
) STRICT, WITHOUT ROWID;

-- Records deleted on purpose: an import that brings them again leaves them deleted.
CREATE TABLE tombstone (
    workspace BLOB NOT NULL,
    source INTEGER NOT NULL,
    external_id TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (workspace, source, external_id)
) STRICT;

-- The lists of dimensions that day tallies are kept for.
CREATE TABLE rollup_list (
    workspace BLOB NOT NULL,
    key INTEGER NOT NULL,
    -- A JSON array of names in order.
    dimensions TEXT NOT NULL,
    PRIMARY KEY (workspace, key),
    UNIQUE (workspace, dimensions)
) STRICT;

-- Which lists an import keeps tallies for; those that would not be worth their rows are left out.
CREATE TABLE rollup_kept (
    workspace BLOB NOT NULL,
    batch INTEGER NOT NULL,
    list INTEGER NOT NULL,
    PRIMARY KEY (workspace, batch, list)
) STRICT;

-- What an import added less what it replaced, by list, item, day and group. Live imports add up.
CREATE TABLE rollup (
    workspace BLOB NOT NULL,
    batch INTEGER NOT NULL,
    list INTEGER NOT NULL,
    item INTEGER NOT NULL,
    day INTEGER NOT NULL,
    -- The dimension set of the list's dimensions only.
    dimension_set INTEGER NOT NULL,
    -- Versioned JSON of shared::tally::AnyTally.
    tally TEXT NOT NULL,
    PRIMARY KEY (workspace, batch, list, item, day, dimension_set)
) STRICT, WITHOUT ROWID;
