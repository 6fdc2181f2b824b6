-- The workspace, its logs, and what is derived from them to be listed quickly.
-- Every primary key begins with the workspace. Times are milliseconds since 1970-01-01T00:00:00Z.

CREATE TABLE workspace (
    id BLOB NOT NULL PRIMARY KEY,
    -- The actor that acts without an account, on this machine.
    owner BLOB NOT NULL,
    -- IANA name: days are counted in this zone.
    zone TEXT NOT NULL,
    -- Of texts that the server writes by itself.
    language TEXT NOT NULL,
    -- Changes when the workspace was restored or redacted; replicas of another lineage start anew.
    lineage INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    -- Written by the readiness check, to know that the store can be written.
    checked_at INTEGER NOT NULL
) STRICT;

-- One per journey, and one for the catalogue, whose id is the workspace's.
CREATE TABLE log (
    workspace BLOB NOT NULL REFERENCES workspace (id),
    id BLOB NOT NULL,
    -- The number of its last entry; 0 while it is empty.
    head_seq INTEGER NOT NULL,
    PRIMARY KEY (workspace, id)
) STRICT;

CREATE TABLE log_entry (
    workspace BLOB NOT NULL,
    log BLOB NOT NULL,
    seq INTEGER NOT NULL,
    client_id BLOB NOT NULL,
    client_seq INTEGER NOT NULL,
    actor BLOB NOT NULL,
    at INTEGER NOT NULL,
    -- Versioned JSON, as shared::log::to_stored writes it.
    changes TEXT NOT NULL,
    PRIMARY KEY (workspace, log, seq),
    FOREIGN KEY (workspace, log) REFERENCES log (workspace, id)
) STRICT;

-- A state after an entry, so that a log need not be read from its beginning. Never the only copy of anything.
CREATE TABLE log_snapshot (
    workspace BLOB NOT NULL,
    log BLOB NOT NULL,
    seq INTEGER NOT NULL,
    state TEXT NOT NULL,
    hash TEXT NOT NULL,
    PRIMARY KEY (workspace, log, seq),
    FOREIGN KEY (workspace, log) REFERENCES log (workspace, id)
) STRICT;

-- What became of the last pushes of each replica, so that a repeated push is answered and not done twice.
CREATE TABLE push_outcome (
    workspace BLOB NOT NULL,
    log BLOB NOT NULL,
    actor BLOB NOT NULL,
    client_id BLOB NOT NULL,
    client_seq INTEGER NOT NULL,
    outcome TEXT NOT NULL,
    PRIMARY KEY (workspace, log, actor, client_id, client_seq),
    FOREIGN KEY (workspace, log) REFERENCES log (workspace, id)
) STRICT;

-- The portfolio: what a journey's line shows, kept with every entry.
CREATE TABLE journey (
    workspace BLOB NOT NULL,
    id BLOB NOT NULL,
    slug TEXT NOT NULL,
    -- Versioned JSON of shared::api::JourneySummary.
    summary TEXT NOT NULL,
    changed_at INTEGER NOT NULL,
    PRIMARY KEY (workspace, id),
    UNIQUE (workspace, slug),
    FOREIGN KEY (workspace, id) REFERENCES log (workspace, id)
) STRICT;
