-- What every question has to know beside tallies (items, sources, lists, attributes, which imports are live) is kept in
-- memory until this number grows. Triggers count, so that no writer can forget to, in whichever process it is.
ALTER TABLE workspace ADD COLUMN known INTEGER NOT NULL DEFAULT 0;

CREATE TRIGGER item_added AFTER INSERT ON item
BEGIN UPDATE workspace SET known = known + 1 WHERE id = NEW.workspace; END;

CREATE TRIGGER source_added AFTER INSERT ON source
BEGIN UPDATE workspace SET known = known + 1 WHERE id = NEW.workspace; END;
CREATE TRIGGER source_changed AFTER UPDATE ON source
BEGIN UPDATE workspace SET known = known + 1 WHERE id = NEW.workspace; END;

CREATE TRIGGER rollup_list_added AFTER INSERT ON rollup_list
BEGIN UPDATE workspace SET known = known + 1 WHERE id = NEW.workspace; END;

CREATE TRIGGER attribute_added AFTER INSERT ON attribute
BEGIN UPDATE workspace SET known = known + 1 WHERE id = NEW.workspace; END;
CREATE TRIGGER attribute_removed AFTER DELETE ON attribute
BEGIN UPDATE workspace SET known = known + 1 WHERE id = OLD.workspace; END;

CREATE TRIGGER import_batch_added AFTER INSERT ON import_batch WHEN NEW.state = 'live'
BEGIN UPDATE workspace SET known = known + 1 WHERE id = NEW.workspace; END;
CREATE TRIGGER import_batch_turned AFTER UPDATE OF state ON import_batch
BEGIN UPDATE workspace SET known = known + 1 WHERE id = NEW.workspace; END;

CREATE TRIGGER record_removed AFTER INSERT ON tombstone
BEGIN UPDATE workspace SET known = known + 1 WHERE id = NEW.workspace; END;
