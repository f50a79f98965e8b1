package ai.openclaw.lightning.http.exchange;

import io.vertx.core.http.HttpServerRequest;

/** How a route tells failures, where its clients don't read problems of RFC 9457. */
@FunctionalInterface
public interface ErrorFormat {

    /** The answer to a request that is refused. */
    Answer.Whole of(HttpServerRequest request, Refusal refusal);
}
