package ai.openclaw.lightning.writer;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.model.BridgeException;
import ai.openclaw.lightning.model.BridgeException.Kind;
import ai.openclaw.lightning.storage.TraceStore;
import ai.openclaw.lightning.storage.memory.MemoryStore;
import io.vertx.core.Future;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import org.junit.jupiter.api.Test;

/** Storage that opens and still takes no write, as on a file system that was made read-only. */
final class StorageHealthTest {
    private final BridgeException gone = new BridgeException(Kind.STORAGE_GONE, "read-only");
    private final TraceStore memory = new MemoryStore(MemoryStore.BYTES_MAX_DEFAULT);
    private boolean takesWrites;
    private int opened;

    private final TraceStore store = (TraceStore) Proxy.newProxyInstance(
            TraceStore.class.getClassLoader(), new Class<?>[] {TraceStore.class}, (self, method, arguments) -> {
                if (method.getName().equals("open")) {
                    opened++;
                }
                if (method.getName().equals("probe") && !takesWrites) {
                    return Future.failedFuture(gone);
                }
                try {
                    return method.invoke(memory, arguments);
                } catch (InvocationTargetException thrown) {
                    throw thrown.getCause();
                }
            });

    private final StorageHealth health = new StorageHealth(store, new TraceCache(), new RunningTotals());

    @Test
    void failed_opensAndTakesNoWrite_isReopenedOnceAFailureAndRecovers() {
        health.load();
        health.failed(gone);
        assertThat(opened).isEqualTo(1);
        assertThat(health.problem()).isSameAs(gone);

        health.probe();
        assertThat(opened).isEqualTo(2);
        assertThat(health.problem()).isSameAs(gone);

        takesWrites = true;
        health.probe();
        assertThat(opened).isEqualTo(2);
        assertThat(health.problem()).isNull();
    }
}
