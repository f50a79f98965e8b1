package ai.openclaw.lightning.otlp;

import ai.openclaw.lightning.TestJson;
import ai.openclaw.lightning.otlp.Recorded.Request;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Takes requests apart into one for each record, and puts them together again in another way. */
public final class Requests {

    private Requests() {}

    static List<Request> apart(List<Request> requests) {
        List<Request> single = new ArrayList<>();
        for (Request request : requests) {
            single.addAll(isJson(request) ? apartJson(request) : apartProtobuf(request));
        }
        return single;
    }

    private static boolean isJson(Request request) {
        return request.contentType().equals("application/json");
    }

    /** Requests of one kind become one: in protobuf, one after the other is both. */
    static Request together(List<Request> requests) {
        Request first = requests.get(0);
        try {
            if (!isJson(first)) {
                ByteArrayOutputStream all = new ByteArrayOutputStream();
                for (Request request : requests) {
                    all.write(request.body());
                }
                return new Request(first.path(), first.contentType(), all.toByteArray());
            }
            ObjectNode all = TestJson.MAPPER.createObjectNode();
            for (Request request : requests) {
                JsonNode body = TestJson.MAPPER.readTree(request.body());
                String name = body.fieldNames().next();
                all.withArray(name).addAll((ArrayNode) body.path(name));
            }
            return new Request(first.path(), first.contentType(), TestJson.MAPPER.writeValueAsBytes(all));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Request> apartJson(Request request) {
        boolean traces = request.path().equals("/v1/traces");
        String[] names = traces
                ? new String[] {"resourceSpans", "scopeSpans", "spans"}
                : new String[] {"resourceLogs", "scopeLogs", "logRecords"};
        List<Request> single = new ArrayList<>();
        try {
            for (JsonNode resource : TestJson.MAPPER.readTree(request.body()).path(names[0])) {
                for (JsonNode scope : resource.path(names[1])) {
                    for (JsonNode record : scope.path(names[2])) {
                        ObjectNode body = TestJson.MAPPER.createObjectNode();
                        ObjectNode ofResource = body.putArray(names[0]).addObject();
                        ofResource.set("resource", resource.path("resource"));
                        ofResource
                                .putArray(names[1])
                                .addObject()
                                .putArray(names[2])
                                .add(record);
                        single.add(new Request(
                                request.path(), request.contentType(), TestJson.MAPPER.writeValueAsBytes(body)));
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return single;
    }

    private static List<Request> apartProtobuf(Request request) {
        List<Request> single = new ArrayList<>();
        for (byte[] ofResource : fields(request.body(), 1)) {
            byte[] resource = fields(ofResource, 1).get(0);
            for (byte[] ofScope : fields(ofResource, 2)) {
                for (byte[] record : fields(ofScope, 2)) {
                    byte[] body = field(1, joined(field(2, field(2, record)), field(1, resource)));
                    single.add(new Request(request.path(), request.contentType(), body));
                }
            }
        }
        return single;
    }

    /** The contents of that field; all fields at this level have a length. */
    private static List<byte[]> fields(byte[] message, int number) {
        List<byte[]> found = new ArrayList<>();
        int[] at = {0};
        while (at[0] < message.length) {
            int tag = varint(message, at);
            int length = varint(message, at);
            if (tag >>> 3 == number) {
                found.add(Arrays.copyOfRange(message, at[0], at[0] + length));
            }
            at[0] += length;
        }
        return found;
    }

    private static int varint(byte[] bytes, int[] at) {
        int value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = bytes[at[0]++];
            value |= (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }

    /** A field with a length, as a message of its own. */
    public static byte[] field(int number, byte[] content) {
        return joined(varint((number << 3) | 2), varint(content.length), content);
    }

    static byte[] varint(long value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            out.write((int) ((rest & 0x7f) | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
        return out.toByteArray();
    }

    /** One after the other. */
    public static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
