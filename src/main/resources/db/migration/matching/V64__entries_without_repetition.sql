-- What rules, funds and parts say of many providers is kept once, and named by its number.
SET amparo.reach = 'system';

UPDATE matching.shortlist
SET entries = (
    WITH entry AS (
        SELECT value, ordinality AS place FROM jsonb_array_elements(entries) WITH ORDINALITY),
    said AS (
        SELECT entry.place, kind.name, one.value,
               row_number() OVER (PARTITION BY kind.name ORDER BY entry.place, one.ordinality) - 1 AS number
        FROM entry
             CROSS JOIN (VALUES ('verdicts'), ('funds'), ('parts')) AS kind (name)
             CROSS JOIN LATERAL jsonb_array_elements(entry.value -> kind.name) WITH ORDINALITY AS one),
    known AS (
        SELECT name, jsonb_agg(value ORDER BY number) AS each FROM said GROUP BY name),
    named AS (
        SELECT place, name, string_agg(number::text, ' ' ORDER BY number) AS numbers FROM said GROUP BY place, name)
    SELECT jsonb_build_object(
        'verdicts', coalesce((SELECT each FROM known WHERE name = 'verdicts'), '[]'),
        'checks', coalesce((SELECT each FROM known WHERE name = 'funds'), '[]'),
        'parts', coalesce((SELECT each FROM known WHERE name = 'parts'), '[]'),
        'lines', coalesce((
            SELECT jsonb_agg(jsonb_build_object(
                'provider', entry.value -> 'provider',
                'eligibility', entry.value -> 'eligibility',
                'fund', entry.value -> 'fund',
                'verdicts', coalesce((SELECT numbers FROM named WHERE named.place = entry.place AND name = 'verdicts'), ''),
                'checks', coalesce((SELECT numbers FROM named WHERE named.place = entry.place AND name = 'funds'), ''),
                'parts', coalesce((SELECT numbers FROM named WHERE named.place = entry.place AND name = 'parts'), ''))
                ORDER BY entry.place)
            FROM entry), '[]')))
WHERE jsonb_typeof(entries) = 'array';
