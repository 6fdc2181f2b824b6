-- The file that an import came from, where it was sent: while it waits, it can be read again.
ALTER TABLE import_batch ADD COLUMN upload BLOB;
