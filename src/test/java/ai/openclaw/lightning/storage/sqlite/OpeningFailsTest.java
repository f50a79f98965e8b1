package ai.openclaw.lightning.storage.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.openclaw.lightning.model.BridgeException;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An opening that fails half-way leaves nothing open: the bridge tries again every few seconds, for as long as it takes. */
final class OpeningFailsTest {

    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

    private final Vertx vertx = Vertx.vertx();

    /** What the pool of readers does not take, after all the connections of the writer are open. */
    private final Vertx foreign = (Vertx) Proxy.newProxyInstance(
            Vertx.class.getClassLoader(), new Class<?>[] {Vertx.class}, (self, method, arguments) -> {
                try {
                    return method.invoke(vertx, arguments);
                } catch (InvocationTargetException thrown) {
                    throw thrown.getCause();
                }
            });

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        vertx.close().await();
    }

    private long descriptorsOf(Path database) throws IOException {
        try (Stream<Path> all = Files.list(DESCRIPTORS)) {
            return all.filter(one -> leadsTo(one).startsWith(database.toString()))
                    .count();
        }
    }

    private static String leadsTo(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException closedMeanwhile) {
            return "";
        }
    }

    @Test
    void open_failsHalfWay_leavesNoDescriptorOpen() throws IOException {
        assumeTrue(Files.isDirectory(DESCRIPTORS), "skipped: open files can't be counted here");
        Path database = folder.resolve("traces.db");
        SqliteSettings settings = new SqliteSettings(database, false, 5_000);
        SqliteStore store = new SqliteStore(foreign, settings);
        for (int i = 0; i < 100; i++) {
            assertThatThrownBy(store::open).isInstanceOf(BridgeException.class);
        }
        assertThat(descriptorsOf(database)).isZero();

        SqliteStore whole = new SqliteStore(vertx, settings);
        whole.open();
        assertThat(descriptorsOf(database)).as("what is counted").isPositive();
        whole.close();
        assertThat(descriptorsOf(database)).isZero();
    }
}
