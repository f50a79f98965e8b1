-- What came with one key is deleted when its owner wants it back, in small steps, each of which must find the next of it at once.
-- Most databases have no trace with a sender, and pay nothing.
CREATE INDEX traces_sender ON traces (sender, received_at) WHERE sender IS NOT NULL;
