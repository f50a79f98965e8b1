package ai.openclaw.lightning.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.openclaw.lightning.access.Keys;
import ai.openclaw.lightning.bus.Bus;
import ai.openclaw.lightning.config.Config;
import ai.openclaw.lightning.config.Home;
import ai.openclaw.lightning.guidance.ActiveGuidance;
import ai.openclaw.lightning.intake.Intake;
import ai.openclaw.lightning.masking.Masker;
import ai.openclaw.lightning.masking.MaskingRules;
import ai.openclaw.lightning.model.OptimizerView;
import ai.openclaw.lightning.model.SharingView;
import ai.openclaw.lightning.model.TraceOrigin;
import ai.openclaw.lightning.otlp.OtlpSettings;
import ai.openclaw.lightning.setup.Setup;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** The real server on a free port, with a stand-in for the writer behind it. */
final class ServerUnderTest implements AutoCloseable {

    static final long NOW = 1_790_000_000_000L;
    static final String DECISION_KEY = "decision-key-of-the-tests";

    /** Where anybody may ask and decide. */
    static final Keys OPEN = new Keys(null, DECISION_KEY, true);

    static final HttpSettings SETTINGS = new HttpSettings(
            "127.0.0.1",
            0,
            Set.of("lightning.example"),
            OPEN,
            null,
            HttpSettings.Limits.DEFAULT,
            HttpSettings.Timeouts.DEFAULT);

    private static final int FIELD_BYTES_MAX = 16 << 10;

    /** Masks one word more than every bridge does. */
    private static final Masker MASKER = new Masker(new MaskingRules(true, List.of(), List.of("sesame")));

    final Vertx vertx = Vertx.vertx();
    final StandInWriter writer = new StandInWriter();
    final StandInStore store = new StandInStore();
    final HttpVerticle verticle;
    /** On which kinds of threads ids were made; those of traces are made while a body is decoded. */
    final Set<String> idsMadeOn = ConcurrentHashMap.newKeySet();

    volatile SharingView sharing;
    volatile OptimizerView optimizer = OptimizerView.EMPTY;
    volatile ActiveGuidance guidance = ActiveGuidance.EMPTY;

    ServerUnderTest() {
        this(settings -> settings);
    }

    static final String CONFIG_SECRET = "a-key-that-nobody-shows";

    /** What {@code GET /settings} shows; this server takes its own settings from elsewhere. */
    static final Config CONFIG = Config.of(
            Map.of("bridge.api_key", CONFIG_SECRET, "retention.days", "7", "page.price_per_million_tokens", "2.5"));

    ServerUnderTest(UnaryOperator<HttpSettings> change) {
        Bus bus = new Bus(vertx, Duration.ofSeconds(30));
        writer.serve(bus);
        store.keys = writer.keys;
        Random random = new Random(1);
        Supplier<String> ids = () -> {
            idsMadeOn.add(Context.isOnEventLoopThread() ? "event loop" : "worker");
            return randomId(random);
        };
        Intake intake = new Intake(MASKER, FIELD_BYTES_MAX, () -> NOW, ids, () -> guidance, Set.of(TraceOrigin.USER));
        OtlpSettings otlp = new OtlpSettings(0, 1, 1_000, temporaryFolder().resolve("open-traces.journal"));
        HttpParts parts = new HttpParts(
                bus,
                store,
                intake,
                () -> NOW,
                ids,
                "1.2.3-test",
                () -> guidance,
                () -> optimizer,
                () -> sharing,
                otlp,
                new Setup(CONFIG, new Home(temporaryFolder())),
                true);
        verticle = new HttpVerticle(change.apply(SETTINGS), parts);
        try {
            vertx.deployVerticle(verticle).await(60, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new IllegalStateException("the server does not start", e);
        }
    }

    /** Gives up soon: for the tests of just that, as a slow machine may need longer elsewhere. */
    static ServerUnderTest impatient() {
        return new ServerUnderTest(timeouts(3, 1, 1));
    }

    static UnaryOperator<HttpSettings> timeouts(int idleSeconds, int bodySeconds, int statusSeconds) {
        HttpSettings.Timeouts timeouts = new HttpSettings.Timeouts(idleSeconds, bodySeconds, statusSeconds);
        return usual -> new HttpSettings(
                usual.host(), usual.port(), usual.allowedHosts(), usual.keys(), usual.tls(), usual.limits(), timeouts);
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("otlp");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static synchronized String randomId(Random random) {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    int port() {
        return verticle.port();
    }

    RawConnection connect() throws IOException {
        return new RawConnection(port());
    }

    /** The lines of a request's head. {@code more} are further headers, each ending in CRLF. */
    String head(String method, String path, String more) {
        return method + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port() + "\r\n" + more + "\r\n";
    }

    RawConnection.Reply get(String path) throws IOException {
        return send(head("GET", path, ""));
    }

    /** Sends that on a connection of its own. */
    RawConnection.Reply send(String request) throws IOException {
        try (RawConnection connection = connect()) {
            connection.send(request);
            return connection.receive();
        }
    }

    RawConnection.Reply post(String path, String json) throws IOException {
        return post(path, json.getBytes(UTF_8), "");
    }

    RawConnection.Reply post(String path, byte[] body, String more) throws IOException {
        try (RawConnection connection = connect()) {
            connection.send(head(
                    "POST", path, "Content-Type: application/json\r\nContent-Length: " + body.length + "\r\n" + more));
            connection.send(body);
            return connection.receive();
        }
    }

    @Override
    public void close() throws TimeoutException {
        vertx.close().await(60, TimeUnit.SECONDS);
    }
}
