package ai.openclaw.lightning.http.exchange;

import io.vertx.core.http.HttpMethod;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the route of a request: paths by hash, then the few with a parameter. The contract fixes which refusal comes
 * before which, so routing is one step of that order and not a framework around it.
 */
public final class RouteTable {

    private final Map<String, ByMethod> exact = new HashMap<>();
    private final List<Template> templates = new ArrayList<>();

    public RouteTable(List<Route> routes) {
        for (Route route : routes) {
            byMethod(route.path()).put(route);
        }
    }

    /** A route and the value of its path's parameter, or null. */
    record Match(Route route, String parameter) {}

    Match match(HttpMethod method, String path) {
        ByMethod found = path == null ? null : exact.get(path);
        if (found != null) {
            return new Match(found.route(method), null);
        }
        for (Template template : templates) {
            if (path != null && template.matches(path)) {
                return new Match(template.routes.route(method), template.parameter(path));
            }
        }
        throw Refusal.of(404, "there is no such route");
    }

    private ByMethod byMethod(String path) {
        int open = path.indexOf('{');
        if (open < 0) {
            return exact.computeIfAbsent(path, key -> new ByMethod());
        }
        String before = path.substring(0, open);
        String after = path.substring(path.indexOf('}') + 1);
        for (Template template : templates) {
            if (template.before.equals(before) && template.after.equals(after)) {
                return template.routes;
            }
        }
        Template template = new Template(before, after, new ByMethod());
        templates.add(template);
        return template.routes;
    }

    private record Template(String before, String after, ByMethod routes) {

        boolean matches(String path) {
            int end = path.length() - after.length();
            return end > before.length()
                    && path.startsWith(before)
                    && path.endsWith(after)
                    && path.lastIndexOf('/', end - 1) < before.length();
        }

        String parameter(String path) {
            String raw = path.substring(before.length(), path.length() - after.length());
            try {
                // In a path a plus is a plus; this decoder is made for forms, where it is a space.
                return URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
            } catch (IllegalArgumentException malformed) {
                throw Refusal.badRequest("the path is not percent-encoded", null);
            }
        }
    }

    private static final class ByMethod {

        private Route get;
        private Route post;

        void put(Route route) {
            if (route.method().equals(HttpMethod.GET)) {
                get = route;
            } else {
                post = route;
            }
        }

        Route route(HttpMethod method) {
            if (post != null && method.equals(HttpMethod.POST)) {
                return post;
            }
            if (get != null && (method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD))) {
                return get;
            }
            throw Refusal.withHeader(405, "this route does not take that method", "Allow", allowed());
        }

        private String allowed() {
            if (get == null) {
                return "POST";
            }
            return post == null ? "GET, HEAD" : "GET, HEAD, POST";
        }
    }
}
