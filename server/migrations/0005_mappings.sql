-- Files that were sent and wait to be imported, the mappings that are kept, and why an import came to nothing.

-- The bytes are in a file beside the database, named by the id.
CREATE TABLE upload (
    workspace BLOB NOT NULL REFERENCES workspace (id),
    id BLOB NOT NULL,
    -- The name it was sent with.
    file TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    -- Of its headers, in whatever case, spacing and order.
    headers TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (workspace, id)
) STRICT;

CREATE TABLE mapping (
    workspace BLOB NOT NULL REFERENCES workspace (id),
    name TEXT NOT NULL,
    -- Of the headers of the files that it is offered for; NULL until one was imported through it.
    headers TEXT,
    -- Versioned JSON of shared::record::MappingDocument.
    document TEXT NOT NULL,
    changed_at INTEGER NOT NULL,
    PRIMARY KEY (workspace, name),
    UNIQUE (workspace, headers)
) STRICT;

-- What stopped a discarded import; NULL where its program died.
ALTER TABLE import_batch ADD COLUMN problem TEXT;
