-- Which images the entries of each log name, so that those that nothing names can be removed without reading all logs again.
-- Entries are looked through once, after they were written (`image::sweep`); what a log names goes with the log.
CREATE TABLE image_use (
    workspace BLOB NOT NULL,
    log BLOB NOT NULL,
    hash BLOB NOT NULL,
    PRIMARY KEY (workspace, log, hash),
    FOREIGN KEY (workspace, log) REFERENCES log (workspace, id) ON DELETE CASCADE
) STRICT;

-- The last entry that was looked through for images.
ALTER TABLE log ADD COLUMN images_seq INTEGER NOT NULL DEFAULT 0;
