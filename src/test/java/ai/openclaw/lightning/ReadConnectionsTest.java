package ai.openclaw.lightning;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.config.Config;
import ai.openclaw.lightning.config.Home;
import ai.openclaw.lightning.config.HomeLock;
import ai.openclaw.lightning.model.TraceState;
import ai.openclaw.lightning.storage.Changes;
import ai.openclaw.lightning.storage.Given;
import ai.openclaw.lightning.storage.NewRows;
import ai.openclaw.lightning.storage.Transactions;
import ai.openclaw.lightning.storage.sqlite.SqliteSettings;
import ai.openclaw.lightning.storage.sqlite.SqliteStore;
import io.vertx.core.Vertx;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** As many reads are under way at one time as {@code storage.read_connections} says, also where that is many. */
final class ReadConnectionsTest {

    private static final int READERS = 8;

    /** The bridge's own threads may be in SQLite as well, so a little more than a fixed pool of four would allow. */
    private static final int AT_ONCE = 6;

    private static final Duration WAIT_MAX = Duration.ofSeconds(60);

    @TempDir
    private Path root;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** So many traces with so many tools that looking for one that nobody called takes a while. */
    private static void fill(Path database) {
        Vertx vertx = Vertx.vertx();
        SqliteStore store = new SqliteStore(vertx, new SqliteSettings(database, false, 5_000));
        store.open();
        List<Changes.TraceChange> traces = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            Given given = Given.trace("t" + i).start(1_000 + i);
            for (int tool = 0; tool < TraceState.Tools.USED_MAX; tool++) {
                given.call("c" + tool, "tool" + tool, 1);
            }
            traces.add(new Changes.TraceChange(null, given.state(), null));
        }
        Transactions.write(store, NewRows.NONE, inserted -> new Changes(traces, Map.of(), List.of(), Map.of(), 0));
        store.close();
        vertx.close().await();
    }

    /** Threads that are inside SQLite now. */
    private static long inSqlite() {
        return Thread.getAllStackTraces().values().stream()
                .filter(stack -> Arrays.stream(stack)
                        .anyMatch(frame -> frame.getClassName().startsWith("org.sqlite.core.NativeDB")))
                .count();
    }

    @Test
    void reads_moreThanFourConnections_areUnderWayAtOneTime() throws Exception {
        Home home = new Home(root);
        HomeLock.take(home).close(); // makes the folders
        fill(home.database());
        Bridge bridge = Bridge.start(
                Config.of(Map.of("bridge.port", "0", "storage.read_connections", String.valueOf(READERS))),
                home,
                "test");
        try {
            long limit = System.nanoTime() + WAIT_MAX.toNanos();
            long most = 0;
            List<CompletableFuture<HttpResponse<String>>> reads = new ArrayList<>();
            while (most < AT_ONCE && System.nanoTime() < limit) {
                reads.removeIf(CompletableFuture::isDone);
                while (reads.size() < 2 * READERS) {
                    reads.add(client.sendAsync(
                            HttpRequest.newBuilder(
                                            URI.create("http://127.0.0.1:" + bridge.port() + "/traces?tool=nobody"))
                                    .build(),
                            BodyHandlers.ofString()));
                }
                most = Math.max(most, inSqlite());
            }
            assertThat(most).isGreaterThanOrEqualTo(AT_ONCE);
        } finally {
            bridge.close();
        }
    }
}
