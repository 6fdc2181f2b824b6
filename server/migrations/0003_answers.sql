-- The answers of a record stand in its row: a row for each of them made an import wait for a million rows where there
-- were forty thousand records, and nothing reads an answer without its record.

-- A JSON object: the keys of items, and the values given to them.
ALTER TABLE record ADD COLUMN answers TEXT NOT NULL DEFAULT '{}';

UPDATE record SET answers = (
    SELECT json_group_object(CAST(answer.item AS TEXT), answer.value) FROM answer
    WHERE answer.workspace = record.workspace AND answer.record = record.key
);

DROP TABLE answer;
