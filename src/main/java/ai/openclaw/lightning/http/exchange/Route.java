package ai.openclaw.lightning.http.exchange;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;

/**
 * What is done about one method and path.
 *
 * @param path exact, or with one {@code {name}} for a whole segment
 */
public record Route(HttpMethod method, String path, BodyRule body, Handler handler) {

    /**
     * What body a route takes.
     *
     * @param bytesMax after decompression; 0 when it takes none
     */
    public record BodyRule(int bytesMax, boolean required) {

        public static final BodyRule NONE = new BodyRule(0, false);

        boolean allowed() {
            return bytesMax > 0;
        }
    }

    /** Serves a call; a failure, thrown or of the future, becomes a problem. */
    @FunctionalInterface
    public interface Handler {
        /** The answer, now or later. */
        Future<Answer> handle(Call call);
    }

    /** A route for reading. */
    public static Route get(String path, Handler handler) {
        return new Route(HttpMethod.GET, path, BodyRule.NONE, handler);
    }

    /** A route for writing, with a body. */
    public static Route post(String path, int bytesMax, Handler handler) {
        return new Route(HttpMethod.POST, path, new BodyRule(bytesMax, true), handler);
    }

    /** A route for writing that can do without a body. */
    public static Route postWithOptionalBody(String path, int bytesMax, Handler handler) {
        return new Route(HttpMethod.POST, path, new BodyRule(bytesMax, false), handler);
    }
}
