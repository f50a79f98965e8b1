package ai.openclaw.lightning.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.json.jackson.DatabindCodec;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StreamedJsonTest {

    private static final JsonObject OBJECT = new JsonObject(Map.of(
            "text",
            "ä \"quoted\" \u0001 😀",
            "whole",
            7,
            "long",
            9_007_199_254_740_993L,
            "fraction",
            0.1,
            "yes",
            true,
            "inner",
            new JsonArray(List.of("a", 2, new JsonObject().putNull("nothing")))));

    @Test
    void vertx_itsJson_isStreamed() {
        assertThat(Json.CODEC).isNotInstanceOf(DatabindCodec.class);
    }

    @Test
    void encode_anObject_sameTextAsWithDataBinding() {
        assertThat(OBJECT.encode()).isEqualTo(new DatabindCodec().toString(OBJECT));
    }

    @Test
    void decode_anObject_sameValuesAsWithDataBinding() {
        String text = OBJECT.encode();

        assertThat(new JsonObject(text).getMap()).isEqualTo(new DatabindCodec().fromString(text, Map.class));
        assertThat(new JsonObject(text)).isEqualTo(OBJECT);
    }
}
