-- The organization that holds the file alone, if one does.
ALTER TABLE intake.case_file ADD COLUMN held_by uuid;
