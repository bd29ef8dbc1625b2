-- Whether somebody said no to counting in figures. Such a case counts in none, and only how many they are is told.
ALTER TABLE reporting.journey ADD COLUMN refused boolean NOT NULL DEFAULT false;
ALTER TABLE reporting.placement ADD COLUMN refused boolean NOT NULL DEFAULT false;
