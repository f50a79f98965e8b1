package ai.openclaw.lightning.bus;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageCodec;

/**
 * Passes immutable records by reference. Without this codec Vert.x would refuse them or, for JSON, copy them deeply.
 */
final class ByReferenceCodec implements MessageCodec<Object, Object> {

    @Override
    public void encodeToWire(Buffer buffer, Object value) {
        throw new UnsupportedOperationException("records never leave the process");
    }

    @Override
    public Object decodeFromWire(int position, Buffer buffer) {
        throw new UnsupportedOperationException("records never leave the process");
    }

    @Override
    public Object transform(Object value) {
        return value;
    }

    @Override
    public String name() {
        return "by-reference";
    }

    @Override
    public byte systemCodecID() {
        return -1;
    }
}
