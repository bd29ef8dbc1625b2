-- What a provider's answers put in question about its practice, until it says whether that is still right: kinds and codes.
ALTER TABLE matching.practice ADD COLUMN questions jsonb NOT NULL DEFAULT '[]';
-- A decline teaches once, however often it is told.
ALTER TABLE matching.asked ADD COLUMN taught_at timestamptz;
