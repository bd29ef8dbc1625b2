-- Who else has a part in an arrest or holds people. A coalition that added such an entry of its own keeps its own.
INSERT INTO catalog.item (id, kind, list, code, english, spanish, position, valid_from, valid_to, source)
SELECT added.id::uuid, 'ENTRY', 'AGENCY', added.code, added.english, added.spanish, added.position, '2024-01-01', NULL, 'Coalition, in common use'
FROM (VALUES
  ('f69c7d56-3a5f-54b8-acdf-8b88bd8dc0ba', 'LOCAL_287G', 'Local agency under a 287(g) agreement with ICE', 'Agencia local con un acuerdo 287(g) con ICE', 115),
  ('ce94b0d6-0595-5112-9e38-66e0f99f8199', 'MILITARY', 'National Guard or military', 'Guardia Nacional o militares', 75),
  ('f6a55005-360e-58b7-a063-f9b0305ddfb6', 'CONTRACTOR', 'Private company that runs a place of detention', 'Empresa privada que administra un lugar de detención', 155))
    AS added (id, code, english, spanish, position)
WHERE NOT EXISTS (SELECT 1 FROM catalog.item WHERE list = 'AGENCY' AND code = added.code);
