-- Nothing new is offered for a round whose case is linked to another file about the same person.
ALTER TABLE referrals.docket ADD COLUMN paused boolean NOT NULL DEFAULT false;
