-- The proof of what was destroyed is found without reading everything else.
CREATE INDEX entry_shredded ON ledger.entry (at) WHERE act LIKE '%Shredded';
