package ai.openclaw.lightning.http.exchange;

import ai.openclaw.lightning.model.Scope;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.util.Set;

/**
 * The handler of one method and path.
 *
 * @param path exact, or with one {@code :name} for a whole segment
 * @param scopes of which whoever asks needs one; none where it is open to everyone
 * @param errors how failures are told; null for the usual way
 */
public record Route(
        HttpMethod method, String path, Set<Scope> scopes, BodyRule body, Handler handler, ErrorFormat errors) {

    /**
     * The body that a route accepts.
     *
     * @param types the accepted media types; any other is refused with 415
     * @param bytesMax the limit after decompression; 0 if it accepts no body
     */
    public record BodyRule(MediaTypes types, int bytesMax, boolean required) {

        public static final BodyRule NONE = new BodyRule(MediaTypes.NONE, 0, false);

        boolean allowed() {
            return bytesMax > 0;
        }
    }

    /** The same route, which tells failures in another way. */
    public Route failing(ErrorFormat format) {
        return new Route(method, path, scopes, body, handler, format);
    }

    /** The same route for whoever has one of these scopes; without any, for everyone. */
    public Route allowing(Scope... any) {
        return new Route(method, path, Set.of(any), body, handler, errors);
    }

    /** The methods that it supports: HEAD wherever GET is. */
    Set<HttpMethod> methods() {
        return method.equals(HttpMethod.GET) ? Set.of(HttpMethod.GET, HttpMethod.HEAD) : Set.of(method);
    }

    /** The name of the path's parameter, or null. */
    String parameter() {
        int colon = path.indexOf(':');
        int end = path.indexOf('/', colon);
        return colon < 0 ? null : path.substring(colon + 1, end < 0 ? path.length() : end);
    }

    /** Serves a call; a failure, thrown or of the future, becomes a problem. */
    @FunctionalInterface
    public interface Handler {
        /** The answer, now or later. */
        Future<Answer> handle(Call call);
    }

    /** A route for reading. */
    public static Route get(String path, Handler handler) {
        return new Route(HttpMethod.GET, path, Set.of(Scope.READ), BodyRule.NONE, handler, null);
    }

    /** A route for writing, with a body. */
    public static Route post(String path, MediaTypes types, int bytesMax, Handler handler) {
        return new Route(
                HttpMethod.POST, path, Set.of(Scope.INGEST), new BodyRule(types, bytesMax, true), handler, null);
    }

    /** A route for taking something back. */
    public static Route delete(String path, Handler handler) {
        return new Route(HttpMethod.DELETE, path, Set.of(Scope.ADMIN), BodyRule.NONE, handler, null);
    }

    /** A route for deciding, with a body or without. */
    public static Route decision(String path, MediaTypes types, int bytesMax, Handler handler) {
        return new Route(
                HttpMethod.POST, path, Set.of(Scope.DECIDE), new BodyRule(types, bytesMax, false), handler, null);
    }
}
