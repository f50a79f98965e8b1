package ai.openclaw.lightning.http.exchange;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Who may ask: a browser page of another origin may not, nor one whose name was rebound to this address, nor, where a
 * key is configured, anyone without it. For one event loop.
 */
final class RequestGuards {

    private static final CharSequence API_KEY = HttpHeaders.createOptimized("x-api-key");
    private static final String BEARER = "bearer ";
    private static final int ACCEPTED_MAX = 1_000;

    private final Set<String> names;
    private final String scheme;
    private final byte[] key;
    /** Host headers that were found good, so that the usual one costs one look-up. */
    private final Set<String> accepted = new HashSet<>();

    /** {@code names} are lower-case hosts beside those of loopback; {@code key} may be null. */
    RequestGuards(Set<String> names, boolean tls, String key) {
        this.names = Set.copyOf(names);
        this.scheme = tls ? "https" : "http";
        this.key = key == null ? null : key.getBytes(StandardCharsets.UTF_8);
    }

    /** Throws the refusal of the first guard that says no. */
    void check(HttpServerRequest request) {
        String host = request.getHeader(HttpHeaders.HOST);
        if (host == null || !(accepted.contains(host) || isOwn(host, request))) {
            throw Refusal.of(403, "the Host header is not an address of this bridge");
        }
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        if (origin != null && !origin.equalsIgnoreCase(scheme + "://" + host)) {
            throw Refusal.of(403, "requests from other origins are refused");
        }
        if (key != null && !"/health".equals(request.path())) {
            checkKey(request);
        }
    }

    private boolean isOwn(String host, HttpServerRequest request) {
        if (request.headers().getAll(HttpHeaders.HOST).size() > 1) {
            return false;
        }
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

    private void checkKey(HttpServerRequest request) {
        String given = request.getHeader(API_KEY);
        String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (given == null
                && authorization != null
                && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            given = authorization.substring(BEARER.length()).strip();
        }
        // Takes as long for a wrong key that begins well as for any other.
        if (given == null || !MessageDigest.isEqual(key, given.getBytes(StandardCharsets.UTF_8))) {
            throw Refusal.withHeader(401, "an API key is needed", "WWW-Authenticate", "Bearer");
        }
    }
}
