package ai.openclaw.lightning.optimizer.hypotheses;

import ai.openclaw.lightning.json.OwnJson;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** How JSON to and from the helper is written and read: strictly, because what a model writes may be anything. */
final class HelperJson {

    /** Thread-safe. */
    static final JsonMapper MAPPER = JsonMapper.builder(OwnJson.FACTORY.copy())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private HelperJson() {}
}
