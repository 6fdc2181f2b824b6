-- Whatever is stored in a form of its own says which form that is, so that a later one can be told from it.
-- By string functions that every database has.

-- Text: the version, then item:value for each answer, as `1 3:5 17:-1`. No JSON: it is read for every record counted.
-- In place, because another column would make the file grow by half; the column's default, still that of 0003, is never
-- used.
UPDATE record
SET answers = replace(replace(replace(replace(replace(answers, '{}', '1'), '{"', '1 '), ',"', ' '), '":', ':'), '}', '');

-- A JSON object with type, version and content: names in order, and their values.
UPDATE dimension_set
SET dimensions = '{"type":"dimensions","version":1,"content":' || dimensions || '}';

-- The same around an array of names in order.
UPDATE rollup_list
SET dimensions = '{"type":"dimension_names","version":1,"content":' || dimensions || '}';

-- These had both already; the content has one name everywhere.
UPDATE import_batch
SET counts = replace(counts, '{"counts":{', '{"content":{');
