-- What a member signed in with before that moment is worth nothing, on any device and for any script.
ALTER TABLE membership.member ADD COLUMN signed_out_at timestamptz;
