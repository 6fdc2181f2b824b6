-- Items are rated, or measured in a unit: number, hours, days, or a currency; empty for ratings. The unit belongs to what
-- makes an item the same, so the table is made anew with it.
CREATE TABLE item_with_unit (
    workspace BLOB NOT NULL,
    key INTEGER NOT NULL,
    source INTEGER NOT NULL,
    item TEXT NOT NULL,
    -- The raw key of the touchpoint, empty without one. The catalogue says at reading which touchpoint that is.
    touchpoint TEXT NOT NULL,
    measure TEXT NOT NULL,
    -- The metric it feeds, empty without one.
    metric TEXT NOT NULL,
    -- The scale of ratings; where an amount says how many gave one rating, that rating, twice; else 0.
    low INTEGER NOT NULL,
    high INTEGER NOT NULL,
    unit TEXT NOT NULL,
    PRIMARY KEY (workspace, key),
    UNIQUE (workspace, source, item, touchpoint, measure, metric, low, high, unit)
) STRICT;

INSERT INTO item_with_unit (workspace, key, source, item, touchpoint, measure, metric, low, high, unit)
SELECT workspace, key, source, item, touchpoint, measure, metric, low, high, '' FROM item;

DROP TABLE item;
ALTER TABLE item_with_unit RENAME TO item;

-- What somebody wrote, and who, as the source names them. Neither is of use without the record, so they stand in its row.
ALTER TABLE record ADD COLUMN comment TEXT;
ALTER TABLE record ADD COLUMN customer TEXT;
