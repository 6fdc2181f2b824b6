-- The records of a source by day and time: so that a page of them costs what it shows, not what there is.
CREATE INDEX record_day ON record (workspace, source, day, at);
