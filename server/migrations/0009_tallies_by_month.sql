-- Tallies by month: the days of a month stand in one row beside their sum, so that an answer over years reads a row a month,
-- not a row for each day and group. Those of `rollup` are moved here when the program starts; it stays empty from then on.

CREATE TABLE rollup_month (
    workspace BLOB NOT NULL,
    batch INTEGER NOT NULL,
    list INTEGER NOT NULL,
    item INTEGER NOT NULL,
    -- Months since January 1970.
    month INTEGER NOT NULL,
    -- By group, the month's sum; packed (server::record::store::packed), its first byte says the version.
    total BLOB NOT NULL,
    -- By day and group, packed likewise.
    days BLOB NOT NULL,
    PRIMARY KEY (workspace, batch, list, item, month)
) STRICT;
