-- The day of the next hearing others told of last: another one is news for the attorney.
ALTER TABLE representation.matter ADD COLUMN hearing_told date;
