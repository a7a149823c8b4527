-- What operators did is forgotten by its age.
CREATE INDEX audit_age ON audit (at);
