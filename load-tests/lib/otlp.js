// Spans of OpenTelemetry in protobuf, as far as the load needs it.

function varint(value) {
  const bytes = [];
  let rest = BigInt(value);
  for (; rest > 0x7fn; rest >>= 7n) bytes.push(Number(rest & 0x7fn) | 0x80);
  bytes.push(Number(rest));
  return Buffer.from(bytes);
}

const field = (number, content) => Buffer.concat([varint((number << 3) | 2), varint(content.length), content]);
const text = (number, value) => field(number, Buffer.from(value));

function fixed64(number, value) {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(value);
  return Buffer.concat([varint((number << 3) | 1), bytes]);
}

const valueOf = (value) =>
  typeof value === "number" ? Buffer.concat([varint(3 << 3), varint(value)]) : text(1, String(value));

const attribute = ([key, value]) => field(9, Buffer.concat([text(1, key), field(2, valueOf(value))]));

/** `from` and `to` are nanoseconds since 1970; `error` is the message of a failure, or absent. */
export function span({ traceId, id, parent, name, from, to, error }, attributes) {
  return Buffer.concat([
    field(1, traceId),
    field(2, id),
    ...(parent ? [field(4, parent)] : []),
    text(5, name),
    fixed64(7, from),
    fixed64(8, to),
    ...Object.entries(attributes).map(attribute),
    ...(error ? [field(15, Buffer.concat([text(2, String(error)), varint(3 << 3), varint(2)]))] : []),
  ]);
}

/** ExportTraceServiceRequest > ResourceSpans > ScopeSpans > spans. */
export const spansRequest = (spans) => field(1, field(2, Buffer.concat(spans.map((one) => field(2, one)))));
