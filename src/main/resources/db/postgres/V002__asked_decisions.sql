-- Decisions that people made through a bridge that does not learn. The learner deletes the row in the transaction that stores
-- what it decided, so that none is carried out twice, or says why it refused. Who asked deletes the row when it has waited long
-- enough, and then nobody carries it out.
CREATE TABLE asked_decisions (
  id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  suggestion_id TEXT NOT NULL,
  action TEXT NOT NULL,
  note TEXT,
  asked_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  refused TEXT,
  reason TEXT
);
