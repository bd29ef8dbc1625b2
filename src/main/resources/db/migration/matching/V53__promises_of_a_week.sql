-- A provider may promise room week by week: from the week that begins on by_week_since, until it says a standing room again. What it said of the
-- last few weeks and of those to come, and what was accepted in each, stands in weeks: codes and numbers.
ALTER TABLE matching.practice ADD COLUMN by_week_since date CHECK (extract(isodow FROM by_week_since) = 1);
ALTER TABLE matching.practice ADD COLUMN weeks jsonb NOT NULL DEFAULT '[]';
