-- What may have to be paid for attempts that nobody knows the end of: few, and summed every few seconds.
CREATE INDEX attempt_unconfirmed ON attempt (provider, model) WHERE outcome = 'unconfirmed';
