package ai.openclaw.lightning.sharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.openclaw.lightning.config.Home;
import ai.openclaw.lightning.config.TeamFiles;
import ai.openclaw.lightning.guidance.ActiveGuidance;
import ai.openclaw.lightning.guidance.ActiveRule;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the team's guidance comes here, and stays. */
final class GuidanceCopyTest {

    private static final String ETAG = "\"7\"";

    @TempDir
    Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final List<String> answers = Collections.synchronizedList(new ArrayList<>());
    private volatile String body = guidance("Call `read` first.");
    private volatile boolean away;
    private TeamClient client;
    private Path file;

    private static String guidance(String rule) {
        return "{\"name\":\"ada\",\"guidance\":{\"version\":\"7\",\"rules\":[{\"id\":\"a\",\"text\":\"" + rule
                + "\",\"agent_id\":\"coder\"}],\"experiments\":[]}}";
    }

    @BeforeEach
    void start() throws IOException {
        HttpServer server = vertx.createHttpServer()
                .requestHandler(this::answer)
                .listen(0, "127.0.0.1")
                .await();
        Home home = new Home(folder);
        file = TeamFiles.of(home).guidance();
        Files.createDirectories(file.getParent());
        client = new TeamClient(vertx, Members.thatTakes(server.actualPort(), home));
    }

    @AfterEach
    void stop() {
        client.close().await();
        vertx.close().await();
    }

    private void answer(HttpServerRequest request) {
        if (away) {
            request.connection().close();
            return;
        }
        boolean known = ETAG.equals(request.getHeader("If-None-Match"));
        answers.add(known ? "304" : "200");
        request.response()
                .setStatusCode(known ? 304 : 200)
                .putHeader("ETag", ETAG)
                .end(known ? "" : body);
    }

    private GuidanceCopy copy() {
        return new GuidanceCopy(file, Set.of());
    }

    /** On an event loop, as the bridge does it. */
    private void refresh(GuidanceCopy copy) {
        vertx.timer(1, TimeUnit.MILLISECONDS)
                .compose(now -> copy.refresh(client, "salt"))
                .await();
    }

    private static List<String> told(GuidanceCopy copy) {
        return copy.told(ActiveGuidance.EMPTY).rules().stream()
                .map(ActiveRule::text)
                .toList();
    }

    @Test
    void refresh_nothingNew_sendsNoneOfItAgain() {
        GuidanceCopy copy = copy();
        refresh(copy);
        refresh(copy);
        assertThat(answers).containsExactly("200", "304");
        assertThat(told(copy)).containsExactly("Call `read` first.");
    }

    @Test
    void load_afterARestartWithoutTheTeam_isWhatItToldLast() throws Exception {
        refresh(copy());
        away = true;
        GuidanceCopy restarted = copy();
        restarted.load("salt");
        assertThat(told(restarted)).containsExactly("Call `read` first.");
        assertThatThrownBy(() -> refresh(restarted)).isNotNull();
        assertThat(told(restarted)).containsExactly("Call `read` first.");
    }

    /** What was not understood must not be taken for known. */
    @Test
    void refresh_unreadable_isAskedForAgain() {
        body = "{}";
        GuidanceCopy copy = copy();
        refresh(copy);
        assertThat(file).doesNotExist();
        body = guidance("Be brief.");
        refresh(copy);
        assertThat(answers).containsExactly("200", "200");
        assertThat(told(copy)).containsExactly("Be brief.");
    }

    @Test
    void load_damagedFile_isNone() throws Exception {
        Files.writeString(file, "{\"guid");
        GuidanceCopy copy = copy();
        copy.load("salt");
        assertThat(told(copy)).isEmpty();
    }
}
