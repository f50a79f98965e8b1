package ai.openclaw.lightning.json;

import io.vertx.core.json.jackson.JacksonCodec;
import io.vertx.core.spi.JsonFactory;
import io.vertx.core.spi.json.JsonCodec;

/**
 * How Vert.x writes and reads its JSON objects and arrays: as streams. By itself it takes Jackson's data binding, and the
 * first write of a bridge would load 400 classes for an array of ids.
 */
public final class StreamedJson implements JsonFactory {

    /** For the service loader. */
    public StreamedJson() {}

    @Override
    public int order() {
        return 0;
    }

    @Override
    public JsonCodec codec() {
        return new JacksonCodec();
    }
}
