-- The last decision on the rules when a plan was made, and when every pair was looked at once more to be offered.
ALTER TABLE matching.docket_plan
    ADD COLUMN rules_version         int NOT NULL DEFAULT 1,
    ADD COLUMN checked_rules_version int;
