package ai.openclaw.lightning.http;

import static ai.openclaw.lightning.http.BadInputTest.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.access.Keys;
import ai.openclaw.lightning.http.exchange.Route;
import ai.openclaw.lightning.model.Scope;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may decide: whoever has the key for that, and not whoever may ask, such as the agent. */
class DecisionRoutesTest {

    private static final String API_KEY = "api-key-of-the-tests";
    private static final String DECISION_KEY = ServerUnderTest.DECISION_KEY;
    private static final String ID = StandInWriter.KNOWN;

    private static ServerUnderTest usual;
    private static ServerUnderTest locked;
    private static ServerUnderTest open;
    private static ServerUnderTest openToTheApiKey;

    @BeforeAll
    static void start() throws Exception {
        usual = with(new Keys(null, DECISION_KEY, false));
        locked = with(new Keys(API_KEY, DECISION_KEY, false));
        open = with(new Keys(null, DECISION_KEY, true));
        openToTheApiKey = with(new Keys(API_KEY, DECISION_KEY, true));
    }

    private static ServerUnderTest with(Keys keys) throws Exception {
        return new ServerUnderTest(settings -> new HttpSettings(
                settings.host(), 0, settings.allowedHosts(), keys, null, settings.limits(), settings.timeouts()));
    }

    @AfterAll
    static void stop() throws TimeoutException {
        for (ServerUnderTest server : List.of(usual, locked, open, openToTheApiKey)) {
            server.close();
        }
    }

    static Stream<String> decisions() {
        return Stream.of(
                "/dashboard/link",
                "/optimize/run",
                "/optimize/suggestions/" + ID + "/accept",
                "/optimize/suggestions/" + ID + "/reject",
                "/optimize/suggestions/" + ID + "/rollback",
                "/optimize/suggestions/" + ID + "/pause",
                "/optimize/suggestions/" + ID + "/resume",
                "/optimize/suggestions/" + ID + "/retire");
    }

    /** {@code key} may be null. */
    private static RawConnection.Reply decide(ServerUnderTest server, String path, String key) throws IOException {
        return send(server, "POST", path, key == null ? "" : "Authorization: Bearer " + key + "\r\n");
    }

    private static RawConnection.Reply send(ServerUnderTest server, String method, String path, String header)
            throws IOException {
        try (RawConnection connection = server.connect()) {
            connection.send(server.head(method, path, header));
            return connection.receive();
        }
    }

    /** Rolling back is a conflict for the suggestion that the stand-in knows, so it got through as well. */
    private static void assertDecided(RawConnection.Reply reply) {
        assertThat(reply.status()).as(reply.text()).isIn(200, 202, 409);
    }

    private static void assertRefused(RawConnection.Reply reply, int status) throws IOException {
        assertProblem(reply, status, status == 401 ? "Unauthorized" : "Forbidden");
        assertThat(reply.headers().get("www-authenticate")).isEqualTo(status == 401 ? "Bearer" : null);
        assertThat(reply.json().get("detail").asText())
                .contains("decisions", "lightning suggestions", "lightning key show --decisions");
    }

    /** Whoever gets the code of a link gets the key for decisions. */
    private static boolean decides(Route route) {
        return route.scopes().equals(Set.of(Scope.DECIDE)) || route.path().equals("/dashboard/link");
    }

    @Test
    void decisions_allOfThem_areTheRoutesThatDecide() {
        assertThat(usual.verticle.routes().stream()
                        .filter(DecisionRoutesTest::decides)
                        .map(Route::path))
                .containsExactlyInAnyOrderElementsOf(
                        decisions().map(path -> path.replace(ID, ":id")).toList());
        assertThat(usual.verticle.routes().stream()
                        .filter(route -> route.path().startsWith("/optimize"))
                        .filter(route -> route.method().name().equals("POST")))
                .allMatch(DecisionRoutesTest::decides);
    }

    @ParameterizedTest
    @MethodSource("decisions")
    void decision_withoutAnApiKey_takesTheKeyForDecisionsOnly(String path) throws IOException {
        assertRefused(decide(usual, path, null), 401);
        assertRefused(decide(usual, path, "another-key-of-sixteen"), 401);
        assertRefused(decide(usual, path, DECISION_KEY.substring(1)), 401);
        assertRefused(decide(usual, path, DECISION_KEY + "x"), 401);
        assertRefused(send(usual, "POST", path, "Authorization: Basic " + DECISION_KEY + "\r\n"), 401);
        assertDecided(decide(usual, path, DECISION_KEY));
        assertDecided(send(usual, "POST", path, "X-API-Key: " + DECISION_KEY + "\r\n"));
    }

    @ParameterizedTest
    @MethodSource("decisions")
    void decision_withAnApiKey_takesTheKeyForDecisionsOnly(String path) throws IOException {
        assertThat(decide(locked, path, null).status()).isEqualTo(401);
        assertThat(decide(locked, path, "another-key-of-sixteen").status()).isEqualTo(401);
        assertRefused(decide(locked, path, API_KEY), 403);
        assertDecided(decide(locked, path, DECISION_KEY));
    }

    @ParameterizedTest
    @MethodSource("decisions")
    void decision_open_takesWhatAskingTakes(String path) throws IOException {
        assertDecided(decide(open, path, null));
        assertDecided(decide(open, path, DECISION_KEY));
        assertThat(decide(openToTheApiKey, path, null).status()).isEqualTo(401);
        assertDecided(decide(openToTheApiKey, path, API_KEY));
        assertDecided(decide(openToTheApiKey, path, DECISION_KEY));
    }

    @Test
    void everythingElse_takesWhatItTookBefore() throws IOException {
        for (String path :
                List.of("/stats", "/traces", "/optimize/suggestions", "/optimize/experiments", "/guidance")) {
            assertThat(usual.get(path).status()).isEqualTo(200);
            assertThat(locked.get(path).status()).isEqualTo(401);
            for (String key : List.of(API_KEY, DECISION_KEY)) {
                assertThat(send(locked, "GET", path, "Authorization: Bearer " + key + "\r\n")
                                .status())
                        .as("the key for decisions is good for asking, too")
                        .isEqualTo(200);
            }
        }
        assertThat(usual.post("/tool/trace", "{\"session_key\":\"s\",\"tool_name\":\"t\"}")
                        .status())
                .isEqualTo(200);
    }

    /** Nothing is looked up and nothing read for whoever may not decide. */
    @Test
    void decision_refused_saysNothingOfWhatThereIs() throws IOException {
        assertRefused(decide(usual, "/optimize/suggestions/none/accept", null), 401);
        assertThat(decide(usual, "/optimize/suggestions/none/accept", DECISION_KEY)
                        .status())
                .isEqualTo(404);
        assertRefused(usual.post("/optimize/suggestions/" + ID + "/accept", "{broken"), 401);
        assertThat(usual.get("/optimize/run").status()).isEqualTo(405);
    }

    @Test
    void keys_inText_areHidden() {
        assertThat(new Keys(API_KEY, DECISION_KEY, false)).asString().isEqualTo("Keys[api=set, decisionsOpen=false]");
    }
}
