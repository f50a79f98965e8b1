package ai.openclaw.lightning.http.exchange;

import ai.openclaw.lightning.access.Caller;
import ai.openclaw.lightning.access.KeyRing;
import ai.openclaw.lightning.model.Scope;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who may ask: a browser page of another origin or site may not, nor one whose name was rebound to this address, nor,
 * where a key is configured, anyone without it. Who may decide: a person, so whoever can read the key that is kept for
 * that, and not the agent that decisions are about. For one event loop.
 */
final class RequestGuards {

    private static final CharSequence API_KEY = HttpHeaders.createOptimized("x-api-key");

    /** Browsers send it with every request and no page can change it; a form or an image sends no Origin. */
    private static final CharSequence FETCH_SITE = HttpHeaders.createOptimized("sec-fetch-site");

    private static final CharSequence FETCH_MODE = HttpHeaders.createOptimized("sec-fetch-mode");

    /** Given twice, each of these could mean one thing here and another to a proxy on the way. */
    private static final List<CharSequence> ONCE_ONLY = List.of(
            HttpHeaders.HOST,
            HttpHeaders.ORIGIN,
            FETCH_SITE,
            HttpHeaders.CONTENT_TYPE,
            HttpHeaders.CONTENT_ENCODING,
            HttpHeaders.AUTHORIZATION,
            API_KEY);

    private static final String BEARER = "bearer ";
    private static final int ACCEPTED_MAX = 1_000;

    private final Set<String> names;
    private final String scheme;
    private final KeyRing keys;
    /** Host headers that were found good, so that the usual one costs one look-up. */
    private final Set<String> accepted = new HashSet<>();

    /** {@code names} are lower-case hosts beside those of loopback. */
    RequestGuards(Set<String> names, boolean tls, KeyRing keys) {
        this.names = Set.copyOf(names);
        this.scheme = tls ? "https" : "http";
        this.keys = keys;
    }

    /** Throws the refusal of the first guard that says no. */
    void check(HttpServerRequest request) {
        requireSingle(request);
        String host = request.getHeader(HttpHeaders.HOST);
        if (host == null || !isOwn(host, request)) {
            throw Refusal.of(403, "the Host header is not an address of this bridge");
        }
        checkTarget(request);
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        if (origin != null && !origin.equalsIgnoreCase(scheme + "://" + host)) {
            throw Refusal.of(403, "requests from pages of other origins are refused");
        }
        String site = request.getHeader(FETCH_SITE);
        if (site != null && !site.equals("same-origin") && !site.equals("none") && !isLinkToPage(request)) {
            throw Refusal.of(403, "requests from pages of other sites are refused");
        }
        String key = keyOf(request);
        if (!isOpen(request) && keys.caller(key) == null) {
            throw unauthorized(
                    key == null
                            ? "an API key is required"
                            : "an API key is required; the one that came is not known, or was revoked");
        }
        if (!isPlain(request.path())) {
            throw Refusal.of(404, Dispatcher.NO_SUCH_ROUTE);
        }
    }

    /** Supervisors ask without a key, and while there is no place for anything else. */
    static boolean asksForHealth(HttpServerRequest request) {
        return "/health".equals(request.path());
    }

    /** The router would take a path with empty, dot or trailing segments for the route it resembles. */
    private static boolean isPlain(String path) {
        return path != null
                && !path.contains("//")
                && !path.contains("/../")
                && !path.contains("/./")
                && (path.length() == 1 || !path.endsWith("/"));
    }

    /** A link in a chat or a mail may lead to the page, which is empty until its own requests are answered. */
    private static boolean isLinkToPage(HttpServerRequest request) {
        return "/".equals(request.path()) && "navigate".equals(request.getHeader(FETCH_MODE));
    }

    /**
     * The page's files are the same for everyone, and a browser has no key before they run. The router resolves {@code
     * %2e%2e}, so a path that leads elsewhere could begin like one of theirs; their names have no such thing.
     */
    private static boolean isOpen(HttpServerRequest request) {
        String path = request.path();
        return asksForHealth(request)
                || "/".equals(path)
                || (path != null && path.startsWith("/page/") && !path.contains("%") && !path.contains(".."));
    }

    private static void requireSingle(HttpServerRequest request) {
        for (CharSequence name : ONCE_ONLY) {
            if (request.headers().getAll(name).size() > 1) {
                throw Refusal.badRequest("the header " + name + " is given more than once", null);
            }
        }
    }

    /** A target may also be a whole URL, as proxies are sent; then it is what counts, and Host only comes along. */
    private void checkTarget(HttpServerRequest request) {
        String target = request.uri();
        if (target.startsWith("/")) {
            return;
        }
        String start = scheme + "://";
        if (!target.regionMatches(true, 0, start, 0, start.length())) {
            throw Refusal.badRequest("the request's target is neither a path nor a URL of this bridge", null);
        }
        String authority = target.substring(start.length()).split("[/?#]", 2)[0];
        if (!isOwn(authority, request)) {
            throw Refusal.of(403, "the request's target is not an address of this bridge");
        }
    }

    private boolean isOwn(String host, HttpServerRequest request) {
        return accepted.contains(host) || isFoundOwn(host, request);
    }

    private boolean isFoundOwn(String host, HttpServerRequest request) {
        String lower = host.toLowerCase(Locale.ROOT);
        int colon = lower.lastIndexOf(':');
        boolean withPort = colon > lower.lastIndexOf(']');
        String name = withPort ? lower.substring(0, colon) : lower;
        String port = withPort ? lower.substring(colon + 1) : defaultPort();
        boolean own = port.equals(String.valueOf(request.localAddress().port())) && (isLoopback(name) || isNamed(name));
        if (own && accepted.size() < ACCEPTED_MAX) {
            accepted.add(host);
        }
        return own;
    }

    private String defaultPort() {
        return scheme.equals("https") ? "443" : "80";
    }

    private boolean isNamed(String name) {
        return names.contains(name);
    }

    private static boolean isLoopback(String name) {
        return name.equals("localhost") || name.equals("[::1]") || isLoopbackV4(name);
    }

    private static boolean isLoopbackV4(String name) {
        String[] parts = name.split("\\.", -1);
        if (parts.length != 4 || !parts[0].equals("127")) {
            return false;
        }
        for (String part : parts) {
            boolean number =
                    !part.isEmpty() && part.length() <= 3 && part.chars().allMatch(c -> c >= '0' && c <= '9');
            if (!number || Integer.parseInt(part) > 255) {
                return false;
            }
        }
        return true;
    }

    /** Who sent that request, which passed {@link #check}; throws a refusal unless one of the route's scopes is theirs. */
    Caller admitted(HttpServerRequest request, Route route) {
        Caller caller = route.scopes().isEmpty() ? Caller.NOBODY : keys.caller(keyOf(request));
        if (caller.hasAny(route.scopes())) {
            return caller;
        }
        if (caller.name() != null) {
            String wanted =
                    route.scopes().stream().map(Scope::jsonName).sorted().collect(Collectors.joining(" or "));
            throw Refusal.of(403, "this key lacks the scope " + wanted);
        }
        String how = "use the commands, such as lightning suggestions, or the key that lightning key show --decisions"
                + " prints";
        if (keys.isLocked()) {
            throw Refusal.of(403, "the API key is not enough for decisions: " + how);
        }
        throw unauthorized("decisions require a key: " + how);
    }

    private static Refusal unauthorized(String detail) {
        return Refusal.withHeader(401, detail, "WWW-Authenticate", "Bearer");
    }

    /** Null where none is given. */
    private static String keyOf(HttpServerRequest request) {
        String given = request.getHeader(API_KEY);
        String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        boolean bears = authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length());
        return given != null || !bears
                ? given
                : authorization.substring(BEARER.length()).strip();
    }
}
