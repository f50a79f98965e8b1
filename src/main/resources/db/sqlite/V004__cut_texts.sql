-- Which texts were cut. Such a text is the JSON object {"truncated":true,"bytes":…,"head":"…"}, but a client may send one
-- that looks like it, so each text has a mark of its own.

ALTER TABLE traces ADD COLUMN message_cut BOOLEAN NOT NULL DEFAULT 0;
ALTER TABLE traces ADD COLUMN metadata_cut BOOLEAN NOT NULL DEFAULT 0;
ALTER TABLE traces ADD COLUMN end_metadata_cut BOOLEAN NOT NULL DEFAULT 0;
ALTER TABLE tool_calls ADD COLUMN params_cut BOOLEAN NOT NULL DEFAULT 0;
ALTER TABLE tool_calls ADD COLUMN result_cut BOOLEAN NOT NULL DEFAULT 0;
ALTER TABLE tool_calls ADD COLUMN error_cut BOOLEAN NOT NULL DEFAULT 0;
ALTER TABLE rewards ADD COLUMN metadata_cut BOOLEAN NOT NULL DEFAULT 0;

-- Older rows can only be told by their look. What was cut says that it was longer than what is left, which is more than
-- most texts that happen to begin alike. Rows without such a text are not written again.

UPDATE traces SET
  message_cut = CASE WHEN substr(message, 1, 26) = '{"truncated":true,"bytes":' AND json_valid(message)
    THEN json_type(message, '$.head') IS 'text' AND json_type(message, '$.bytes') IS 'integer'
      AND message ->> 'bytes' > octet_length(message)
    ELSE 0 END,
  metadata_cut = CASE WHEN substr(metadata, 1, 26) = '{"truncated":true,"bytes":' AND json_valid(metadata)
    THEN json_type(metadata, '$.head') IS 'text' AND json_type(metadata, '$.bytes') IS 'integer'
      AND metadata ->> 'bytes' > octet_length(metadata)
    ELSE 0 END,
  end_metadata_cut = CASE WHEN substr(end_metadata, 1, 26) = '{"truncated":true,"bytes":' AND json_valid(end_metadata)
    THEN json_type(end_metadata, '$.head') IS 'text' AND json_type(end_metadata, '$.bytes') IS 'integer'
      AND end_metadata ->> 'bytes' > octet_length(end_metadata)
    ELSE 0 END
WHERE substr(message, 1, 26) = '{"truncated":true,"bytes":'
  OR substr(metadata, 1, 26) = '{"truncated":true,"bytes":'
  OR substr(end_metadata, 1, 26) = '{"truncated":true,"bytes":';

UPDATE tool_calls SET
  params_cut = CASE WHEN substr(params, 1, 26) = '{"truncated":true,"bytes":' AND json_valid(params)
    THEN json_type(params, '$.head') IS 'text' AND json_type(params, '$.bytes') IS 'integer'
      AND params ->> 'bytes' > octet_length(params)
    ELSE 0 END,
  result_cut = CASE WHEN substr(result, 1, 26) = '{"truncated":true,"bytes":' AND json_valid(result)
    THEN json_type(result, '$.head') IS 'text' AND json_type(result, '$.bytes') IS 'integer'
      AND result ->> 'bytes' > octet_length(result)
    ELSE 0 END,
  error_cut = CASE WHEN substr(error, 1, 26) = '{"truncated":true,"bytes":' AND json_valid(error)
    THEN json_type(error, '$.head') IS 'text' AND json_type(error, '$.bytes') IS 'integer'
      AND error ->> 'bytes' > octet_length(error)
    ELSE 0 END
WHERE substr(params, 1, 26) = '{"truncated":true,"bytes":'
  OR substr(result, 1, 26) = '{"truncated":true,"bytes":'
  OR substr(error, 1, 26) = '{"truncated":true,"bytes":';

UPDATE rewards SET
  metadata_cut = CASE WHEN substr(metadata, 1, 26) = '{"truncated":true,"bytes":' AND json_valid(metadata)
    THEN json_type(metadata, '$.head') IS 'text' AND json_type(metadata, '$.bytes') IS 'integer'
      AND metadata ->> 'bytes' > octet_length(metadata)
    ELSE 0 END
WHERE substr(metadata, 1, 26) = '{"truncated":true,"bytes":';
