package ai.openclaw.lightning.http.exchange;

import ai.openclaw.lightning.access.Caller;
import io.vertx.core.http.HttpServerRequest;

/**
 * A request that passed the guards.
 *
 * @param parameter the value of the path's parameter, or null
 * @param body complete and within its limits; null when there is none
 * @param caller who sent it
 */
public record Call(HttpServerRequest request, String parameter, Body body, Caller caller) {

    /** The first value of a query parameter, or null when it is absent or empty. */
    public String query(String name) {
        String value;
        try {
            value = request.getParam(name);
        } catch (IllegalArgumentException malformed) {
            throw Refusal.badRequest("the query is not percent-encoded", null);
        }
        return value == null || value.isEmpty() ? null : value;
    }
}
