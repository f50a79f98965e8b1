package ai.openclaw.lightning.page;

import ai.openclaw.lightning.http.exchange.Answer;
import ai.openclaw.lightning.http.exchange.Call;
import ai.openclaw.lightning.http.exchange.MediaTypes;
import ai.openclaw.lightning.http.exchange.Refusal;
import ai.openclaw.lightning.http.exchange.Route;
import ai.openclaw.lightning.intake.json.LinkBody;
import ai.openclaw.lightning.model.Scope;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The page's own routes. Its files hold nothing of the user's, so they need no key; what the page shows comes from the
 * same routes as for every client.
 */
public final class PageRoutes {

    private static final int BODY_BYTES_MAX = 4 * 1024;

    private static final Map<String, String> FOR_ALL = Map.of(
            "cross-origin-opener-policy", "same-origin",
            "referrer-policy", "no-referrer",
            "vary", "accept-encoding");

    private final PageFiles files = new PageFiles();
    private final LinkCodes codes;
    private final String decisionKey;

    /**
     * @param decisionKey what the page gets for a code
     * @param ids makes texts that nobody can guess
     */
    public PageRoutes(String decisionKey, LongSupplier clock, Supplier<String> ids) {
        this.decisionKey = decisionKey;
        this.codes = new LinkCodes(clock, ids);
    }

    /** All of them. */
    public List<Route> routes() {
        return List.of(
                Route.get("/", call -> file(call, PageFiles.DOCUMENT, "no-cache"))
                        .allowing(),
                // The code gives the key for everything, which no other key may lead to.
                Route.decision("/dashboard/link", MediaTypes.JSON, BODY_BYTES_MAX, this::link)
                        .allowing(Scope.ADMIN),
                Route.post("/page/key", MediaTypes.JSON, BODY_BYTES_MAX, this::key)
                        .allowing(),
                // The name of a file changes with its content.
                Route.get("/page/:name", call -> file(call, call.parameter(), "public, max-age=31536000, immutable"))
                        .allowing());
    }

    private Future<Answer> file(Call call, String name, String caching) {
        PageFile file = files.find(name).orElseThrow(() -> Refusal.of(404, "the page has no such file"));
        Map<String, String> headers = new HashMap<>(FOR_ALL);
        headers.put("content-security-policy", contentSecurityPolicy());
        headers.put("cache-control", caching);
        if (!takesGzip(call)) {
            return Future.succeededFuture(new Answer.Whole(200, file.mediaType(), file.unpacked(), headers));
        }
        headers.put("content-encoding", "gzip");
        return Future.succeededFuture(new Answer.Whole(200, file.mediaType(), file.packed(), headers));
    }

    /** Nothing runs, loads or connects but this bridge's own, and nothing turns text into markup. */
    private String contentSecurityPolicy() {
        return "default-src 'none'; script-src 'self' 'sha256-" + files.hash("script") + "'; style-src 'sha256-"
                + files.hash("style")
                + "'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none';"
                + " frame-ancestors 'none'; require-trusted-types-for 'script'";
    }

    private static boolean takesGzip(Call call) {
        String accepted = call.request().getHeader(HttpHeaders.ACCEPT_ENCODING);
        return accepted != null && accepted.toLowerCase(Locale.ROOT).contains("gzip");
    }

    private Future<Answer> link(Call call) {
        String code = codes.create();
        return Future.succeededFuture(Answer.ok(json -> {
            json.writeStringField("code", code);
            json.writeNumberField("seconds", LinkCodes.LIFE_MS / 1_000);
        }));
    }

    private Future<Answer> key(Call call) {
        call.body().inflate();
        String code = LinkBody.decode(call.body().bytes(), call.body().length()).code();
        if (!codes.use(code)) {
            throw Refusal.of(403, "this link was used already or is too old; for another: lightning dashboard");
        }
        return Future.succeededFuture(Answer.ok(json -> json.writeStringField("key", decisionKey)));
    }
}
