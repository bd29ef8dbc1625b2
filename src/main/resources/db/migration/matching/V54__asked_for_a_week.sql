-- The last week a provider was asked to promise for, so that it is asked once.
ALTER TABLE matching.practice ADD COLUMN asked_for date;
