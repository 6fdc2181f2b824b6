-- People and how they come in. Accounts belong to the installation; what they are, to a workspace.
-- Secrets are kept as fingerprints (SHA-256 of 256 random bits; argon2id of passwords). Times are milliseconds since 1970.

ALTER TABLE workspace ADD COLUMN name TEXT NOT NULL DEFAULT '';

CREATE TABLE account (
    -- The actor that logs keep.
    id BLOB NOT NULL PRIMARY KEY,
    -- NULL once the person was erased.
    name TEXT,
    email TEXT,
    -- The address in small letters: what tells accounts apart.
    email_key TEXT UNIQUE,
    -- PHC format; NULL: comes in by the provider of identities only.
    password TEXT,
    totp BLOB,
    -- The last step whose code was used.
    totp_step INTEGER,
    -- A second factor that waits for its first code.
    totp_waiting BLOB,
    issuer TEXT,
    subject TEXT,
    created_at INTEGER NOT NULL,
    erased_at INTEGER,
    UNIQUE (issuer, subject)
) STRICT;

CREATE TABLE recovery_code (
    account BLOB NOT NULL REFERENCES account (id),
    fingerprint BLOB NOT NULL,
    used_at INTEGER,
    PRIMARY KEY (account, fingerprint)
) STRICT;

-- Links that are used once: for setting up ('setup', without an account) and for another password ('reset').
CREATE TABLE entrance_link (
    fingerprint BLOB NOT NULL PRIMARY KEY,
    purpose TEXT NOT NULL,
    account BLOB REFERENCES account (id),
    created_at INTEGER NOT NULL,
    ends_at INTEGER NOT NULL
) STRICT;

CREATE TABLE member (
    workspace BLOB NOT NULL REFERENCES workspace (id),
    account BLOB NOT NULL REFERENCES account (id),
    role TEXT NOT NULL,
    -- Named for numbers about people who work here.
    people INTEGER NOT NULL,
    -- Versioned JSON: a list of ids.
    departments TEXT NOT NULL,
    since INTEGER NOT NULL,
    PRIMARY KEY (workspace, account)
) STRICT;
CREATE INDEX member_account ON member (account);

-- What a member is on one journey, where that is less.
CREATE TABLE member_journey (
    workspace BLOB NOT NULL,
    account BLOB NOT NULL,
    journey BLOB NOT NULL,
    role TEXT NOT NULL,
    PRIMARY KEY (workspace, account, journey),
    FOREIGN KEY (workspace, account) REFERENCES member (workspace, account) ON DELETE CASCADE,
    FOREIGN KEY (workspace, journey) REFERENCES journey (workspace, id)
) STRICT;

CREATE TABLE invitation (
    workspace BLOB NOT NULL REFERENCES workspace (id),
    id BLOB NOT NULL,
    fingerprint BLOB NOT NULL UNIQUE,
    email TEXT NOT NULL,
    email_key TEXT NOT NULL,
    role TEXT NOT NULL,
    people INTEGER NOT NULL,
    departments TEXT NOT NULL,
    invited_by BLOB NOT NULL,
    created_at INTEGER NOT NULL,
    ends_at INTEGER NOT NULL,
    PRIMARY KEY (workspace, id),
    UNIQUE (workspace, email_key)
) STRICT;

CREATE TABLE api_token (
    id BLOB NOT NULL PRIMARY KEY,
    fingerprint BLOB NOT NULL UNIQUE,
    account BLOB NOT NULL REFERENCES account (id),
    workspace BLOB NOT NULL REFERENCES workspace (id),
    name TEXT NOT NULL,
    scope TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    ends_at INTEGER NOT NULL,
    used_at INTEGER
) STRICT;
CREATE INDEX api_token_account ON api_token (account);

CREATE TABLE guest_link (
    workspace BLOB NOT NULL,
    id BLOB NOT NULL,
    journey BLOB NOT NULL,
    role TEXT NOT NULL,
    fingerprint BLOB NOT NULL UNIQUE,
    -- A short code that stands in for it for a while: its fingerprint.
    code BLOB UNIQUE,
    code_ends_at INTEGER,
    most_uses INTEGER NOT NULL,
    made_by BLOB NOT NULL,
    created_at INTEGER NOT NULL,
    ends_at INTEGER NOT NULL,
    revoked_at INTEGER,
    PRIMARY KEY (workspace, id),
    FOREIGN KEY (workspace, journey) REFERENCES journey (workspace, id)
) STRICT;

CREATE TABLE guest (
    workspace BLOB NOT NULL,
    -- The actor that logs keep.
    id BLOB NOT NULL,
    link BLOB NOT NULL,
    -- NULL once erased.
    name TEXT,
    joined_at INTEGER NOT NULL,
    PRIMARY KEY (workspace, id),
    FOREIGN KEY (workspace, link) REFERENCES guest_link (workspace, id)
) STRICT;
CREATE INDEX guest_link_guests ON guest (workspace, link);

CREATE TABLE session (
    id BLOB NOT NULL PRIMARY KEY,
    fingerprint BLOB NOT NULL UNIQUE,
    -- One of the two: somebody with an account, or a guest of the workspace.
    account BLOB REFERENCES account (id),
    guest BLOB,
    workspace BLOB REFERENCES workspace (id),
    agent TEXT NOT NULL,
    address TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    seen_at INTEGER NOT NULL,
    ends_at INTEGER NOT NULL,
    FOREIGN KEY (workspace, guest) REFERENCES guest (workspace, id)
) STRICT;
CREATE INDEX session_account ON session (account);
CREATE INDEX session_guest ON session (workspace, guest);

-- Who did what. It holds ids and kinds, never names or addresses of people; what it holds is never changed.
CREATE TABLE audit_event (
    seq INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    -- NULL: of the installation, before anybody was in a workspace.
    workspace BLOB REFERENCES workspace (id),
    at INTEGER NOT NULL,
    actor BLOB,
    kind TEXT NOT NULL,
    way TEXT NOT NULL,
    -- The address that it came from on the network; empty on the command line.
    address TEXT NOT NULL,
    -- JSON: to whom or what, as texts by name.
    about TEXT NOT NULL
) STRICT;
CREATE INDEX audit_event_workspace ON audit_event (workspace, seq);
CREATE TRIGGER audit_event_stays BEFORE UPDATE ON audit_event
BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
CREATE TRIGGER audit_event_is_kept BEFORE DELETE ON audit_event
BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
