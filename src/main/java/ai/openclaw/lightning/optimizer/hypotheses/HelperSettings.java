package ai.openclaw.lightning.optimizer.hypotheses;

import ai.openclaw.lightning.config.setting.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;

/**
 * How the helper is asked.
 *
 * @param url of its chat completions
 * @param model as the helper knows it
 * @param key sent as a bearer token if set
 * @param inputTokensMax of one call, as estimated
 * @param excerpts whether it sees the beginnings of two requests
 * @param timeout of one call, from the connection to the last byte
 * @param memory the file that remembers how often it was asked
 */
public record HelperSettings(
        URI url,
        String model,
        Secret key,
        int callsPerDay,
        int inputTokensMax,
        boolean excerpts,
        Duration timeout,
        Path memory) {

    public HelperSettings {
        Objects.requireNonNull(url, "url");
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(key, "key");
        if (callsPerDay < 1 || inputTokensMax < 1) {
            throw new IllegalArgumentException("a helper needs calls and tokens");
        }
    }
}
