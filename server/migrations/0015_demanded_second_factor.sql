-- Whether everybody who comes into the workspace by a password needs a second factor.
ALTER TABLE workspace ADD COLUMN second_factor INTEGER NOT NULL DEFAULT 0;
