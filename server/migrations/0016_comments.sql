-- What people say to each other about something. Texts hold ids of people, never names.

-- Counts the changes of comments in the workspace: what somebody lacks is what changed after the number they know.
ALTER TABLE workspace ADD COLUMN comment_changes INTEGER NOT NULL DEFAULT 0;

CREATE TABLE comment_thread (
    workspace BLOB NOT NULL REFERENCES workspace (id),
    id BLOB NOT NULL,
    kind TEXT NOT NULL,
    about BLOB NOT NULL,
    -- The journey whose board it stands on; NULL where it stands on none.
    journey BLOB,
    created_at INTEGER NOT NULL,
    resolved_at INTEGER,
    resolved_by BLOB,
    -- The number of its last change.
    changed INTEGER NOT NULL,
    PRIMARY KEY (workspace, id),
    FOREIGN KEY (workspace, journey) REFERENCES journey (workspace, id)
) STRICT;
CREATE INDEX comment_thread_journey ON comment_thread (workspace, journey, changed);
CREATE INDEX comment_thread_about ON comment_thread (workspace, about);

CREATE TABLE comment (
    workspace BLOB NOT NULL,
    id BLOB NOT NULL,
    thread BLOB NOT NULL,
    -- From 1 in its thread.
    seq INTEGER NOT NULL,
    author BLOB NOT NULL,
    at INTEGER NOT NULL,
    changed_at INTEGER,
    -- NULL once it was removed.
    text TEXT,
    PRIMARY KEY (workspace, id),
    UNIQUE (workspace, thread, seq),
    FOREIGN KEY (workspace, thread) REFERENCES comment_thread (workspace, id)
) STRICT;
CREATE INDEX comment_author ON comment (workspace, author);

CREATE TABLE comment_mention (
    workspace BLOB NOT NULL,
    actor BLOB NOT NULL,
    comment BLOB NOT NULL,
    PRIMARY KEY (workspace, actor, comment),
    FOREIGN KEY (workspace, comment) REFERENCES comment (workspace, id) ON DELETE CASCADE
) STRICT;

-- How far somebody has seen a thread.
CREATE TABLE comment_seen (
    workspace BLOB NOT NULL,
    actor BLOB NOT NULL,
    thread BLOB NOT NULL,
    seq INTEGER NOT NULL,
    PRIMARY KEY (workspace, actor, thread),
    FOREIGN KEY (workspace, thread) REFERENCES comment_thread (workspace, id)
) STRICT;
