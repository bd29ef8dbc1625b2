-- Provisional consents, by the day they lapse; a day is written as ISO 8601 does, so its text sorts.
CREATE INDEX case_file_to_ratify ON intake.case_file ((consents -> -1 ->> 'ratifyBy'))
    WHERE consented AND closed_at IS NULL AND consents -> -1 ->> 'ratifiedAt' IS NULL AND consents -> -1 ->> 'ratifyBy' IS NOT NULL;
