-- What waits behind an earlier message of its stream is found without reading what was delivered long ago.
create index outbox_stream on outbox (stream, seq) where done_at is null;
