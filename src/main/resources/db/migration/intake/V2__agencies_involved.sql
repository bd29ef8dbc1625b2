-- Several agencies have a part in what happens to a person. The one known so far made the arrest.
UPDATE intake.case_file
SET arrest = (arrest - 'agency') || jsonb_build_object('agencies',
        CASE WHEN arrest ->> 'agency' IS NULL THEN '[]'::jsonb
             ELSE jsonb_build_array(jsonb_build_object('agency', arrest -> 'agency', 'part', 'ARRESTED')) END)
WHERE NOT jsonb_exists(arrest, 'agencies');

-- The same in intakes being written, field by field.
UPDATE intake.draft
SET sections = jsonb_set(sections, '{PLACE,fields}',
        ((sections #> '{PLACE,fields}') - 'arrest.agency') || jsonb_build_object(
            'arrest.agencies.0.agency', sections #> '{PLACE,fields,arrest.agency}',
            'arrest.agencies.0.part', (sections #> '{PLACE,fields,arrest.agency}') || jsonb_build_object(
                'before', '[]'::jsonb,
                'value', CASE WHEN jsonb_array_length(sections #> '{PLACE,fields,arrest.agency,value}') = 0 THEN '[]'::jsonb
                              ELSE '["ARRESTED"]'::jsonb END)))
WHERE sections #> '{PLACE,fields,arrest.agency}' IS NOT NULL;
