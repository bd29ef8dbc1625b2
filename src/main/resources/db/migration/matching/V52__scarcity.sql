-- How badly each provider's places are expected to be needed, by the forecast that is made with a plan.
ALTER TABLE matching.docket_plan ADD COLUMN scarcity jsonb NOT NULL DEFAULT '[]';

-- Scarcity becomes a part of the score: three fifths of every weight stay as they were against each other, the rest is its own.
INSERT INTO matching.routing_settings (version, weights, routes, changed_at)
SELECT version + 1, scaled.weights || jsonb_build_object('SCARCITY', 100 - scaled.sum), routes, now()
FROM matching.routing_settings,
     LATERAL (SELECT jsonb_object_agg(key, value::int * 3 / 5) AS weights, sum(value::int * 3 / 5) AS sum FROM jsonb_each_text(weights)) AS scaled
ORDER BY version DESC LIMIT 1;
