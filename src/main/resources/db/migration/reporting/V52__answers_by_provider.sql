-- Answers are counted by provider from now on. The counts without one go; a recount from the facts, which are all there, brings them back.
DELETE FROM reporting.figure WHERE measure = 'ANSWERS';
