-- Images, by the SHA-256 of their bytes: what was sent twice is kept once. The small columns stand before the bytes, so that
-- adding up what is kept reads none of them.
CREATE TABLE image (
    workspace BLOB NOT NULL REFERENCES workspace (id),
    hash BLOB NOT NULL,
    -- `image/jpeg` or `image/png`.
    media TEXT NOT NULL,
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    -- Of both, the image and its thumbnail.
    bytes INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    content BLOB NOT NULL,
    thumbnail_media TEXT NOT NULL,
    thumbnail BLOB NOT NULL,
    PRIMARY KEY (workspace, hash)
) STRICT;
