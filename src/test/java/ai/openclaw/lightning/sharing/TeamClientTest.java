package ai.openclaw.lightning.sharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.openclaw.lightning.config.Home;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a bridge that does not answer costs the one that asks it. */
class TeamClientTest {

    /** More than a client has connections to one address. */
    private static final int UNANSWERED = 8;

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void stop() {
        vertx.close().await();
    }

    @Test
    void get_afterManyThatWereNeverAnswered_isAnswered(@TempDir Path folder) {
        AtomicInteger requests = new AtomicInteger();
        HttpServer server = vertx.createHttpServer()
                .requestHandler(request -> {
                    if (requests.incrementAndGet() > UNANSWERED) {
                        request.response().end("here");
                    }
                })
                .listen(0, "127.0.0.1")
                .await();
        TeamSettings settings = Members.thatTakes(server.actualPort(), new Home(folder));
        TeamClient client = new TeamClient(vertx, settings, 100);
        for (int i = 0; i < UNANSWERED; i++) {
            assertThatThrownBy(() -> client.get("/guidance", null).await()).isNotNull();
        }
        assertThat(client.get("/guidance", null).await().body().toString()).isEqualTo("here");
        client.close().await();
    }
}
