package ai.openclaw.lightning.writer;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.model.BridgeException;
import ai.openclaw.lightning.model.BridgeException.Kind;
import ai.openclaw.lightning.storage.WriterStore;
import ai.openclaw.lightning.storage.memory.MemoryStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Storage that opens and still takes no write, as on a file system that was made read-only. */
final class StorageHealthTest {
    private final BridgeException gone = new BridgeException(Kind.STORAGE_GONE, "read-only");
    private final WriterStore memory = MemoryStore.opened().writer();
    private boolean takesWrites;
    private int reopened;
    private Optional<BridgeException> damage = Optional.empty();

    private final WriterStore store = (WriterStore) Proxy.newProxyInstance(
            WriterStore.class.getClassLoader(), new Class<?>[] {WriterStore.class}, (self, method, arguments) -> {
                if (method.getName().equals("reopen")) {
                    reopened++;
                    damage = Optional.empty();
                }
                if (method.getName().equals("damage")) {
                    return damage;
                }
                if (method.getName().equals("totals") && damage.isPresent()) {
                    throw damage.get();
                }
                if (method.getName().equals("probe") && !takesWrites) {
                    throw gone;
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
        assertThat(reopened).isEqualTo(1);
        assertThat(health.problem()).isSameAs(gone);

        health.probe();
        assertThat(reopened).isEqualTo(2);
        assertThat(health.problem()).isSameAs(gone);

        takesWrites = true;
        health.probe();
        assertThat(reopened).isEqualTo(2);
        assertThat(health.problem()).isNull();
    }

    @Test
    void problem_damageMetByAReader_isToldAtOnceAndMendedByTheNextProbe() {
        takesWrites = true;
        health.load();
        damage = Optional.of(gone);
        assertThat(health.problem()).isSameAs(gone);

        health.probe();
        assertThat(reopened).isEqualTo(1);
        assertThat(health.problem()).isNull();
    }

    @Test
    void works_damageMetByAReader_doesNotHideIt() {
        health.load();
        damage = Optional.of(gone);
        health.works();

        assertThat(health.problem()).isSameAs(gone);
    }

    @Test
    void load_meetsDamage_isMendedFirst() {
        damage = Optional.of(gone);
        health.load();

        assertThat(reopened).isEqualTo(1);
        assertThat(health.problem()).isNull();
        health.requireLoaded();
    }
}
