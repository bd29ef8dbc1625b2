-- The hours of the night (Pacific time) that are kept for an offer: what is told of it waits for the morning. Until its case becomes urgent.
ALTER TABLE correspondence.offer
    ADD COLUMN case_file uuid,
    ADD COLUMN quiet     text;

CREATE INDEX offer_quiet ON correspondence.offer (case_file) WHERE quiet IS NOT NULL AND NOT ended;
