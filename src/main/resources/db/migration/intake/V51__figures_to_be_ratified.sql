-- A yes to figures alone lapses as one to sharing does.
DROP INDEX intake.case_file_to_ratify;
CREATE INDEX case_file_to_ratify ON intake.case_file ((consents -> -1 ->> 'ratifyBy'))
    WHERE consents -> -1 ->> 'answer' = 'GIVEN' AND closed_at IS NULL AND consents -> -1 ->> 'ratifiedAt' IS NULL
        AND consents -> -1 ->> 'ratifyBy' IS NOT NULL;
