package ai.openclaw.lightning.writer;

import ai.openclaw.lightning.model.BridgeException;
import ai.openclaw.lightning.model.BridgeException.Kind;
import ai.openclaw.lightning.storage.WriterStore;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the storage takes writes, and what the writer knows of it: after the file went away that is nothing, until a
 * fresh one is open. All but {@link #problem} is for the write loop's thread, which it blocks.
 */
final class StorageHealth {

    /** How often storage that can't take writes is tried again. */
    static final long PROBE_MS = 5_000;

    private static final Logger LOG = LoggerFactory.getLogger(StorageHealth.class);

    private final WriterStore store;
    private final TraceCache cache;
    private final RunningTotals totals;

    private volatile BridgeException problem;
    private volatile boolean reopening;

    /** Whether the figures and the cache speak of the file that is open. */
    private boolean loaded;

    StorageHealth(WriterStore store, TraceCache cache, RunningTotals totals) {
        this.store = store;
        this.cache = cache;
        this.totals = totals;
    }

    /** Why writes can't be stored now; null when they can. */
    BridgeException problem() {
        BridgeException known = problem;
        return known == null ? store.damage().orElse(null) : known;
    }

    /** Whether a database is being closed, mended and opened again, which takes as long as it is large. */
    boolean isReopening() {
        return reopening;
    }

    /** Reads the figures of the open file. */
    void load() {
        try {
            totals.reset(store.totals());
        } catch (RuntimeException failure) {
            if (store.damage().isEmpty()) {
                throw failure;
            }
            store.reopen();
            totals.reset(store.totals());
        }
        loaded = true;
    }

    /** Throws where nothing is known of the open file, if there is one. */
    void requireLoaded() {
        if (!loaded) {
            throw problem;
        }
    }

    /** A write failed for that reason. A file that is gone is replaced at once, if that can be done. */
    void failed(BridgeException failure) {
        if (failure.kind() == Kind.INTERNAL) {
            return; // a defect of ours says nothing about the storage
        }
        if (problem == null || problem.kind() != failure.kind()) {
            LOG.error("writes can't be stored: {}; trying again every {} s", failure.getMessage(), PROBE_MS / 1_000);
        }
        problem = failure;
        if (failure.kind() == Kind.STORAGE_GONE && loaded && reopen()) {
            // Once: a file that opens and takes no write would else be reopened without end.
            tryWrite().ifPresent(still -> problem = still);
        }
    }

    /** Tries whether writes work; first mends damage that somebody has met. */
    void probe() {
        Optional<BridgeException> damage = store.damage();
        if (damage.isPresent()) {
            failed(damage.get());
        } else if (loaded || reopen()) {
            tryWrite().ifPresent(this::failed);
        }
    }

    /** Why a write does not work; empty when it does. */
    private Optional<BridgeException> tryWrite() {
        try {
            store.probe();
            works();
            return Optional.empty();
        } catch (RuntimeException failure) {
            return Optional.of(BridgeException.of(failure));
        }
    }

    /** The file may be another one now, or none: what is known of it says nothing any more. */
    private boolean reopen() {
        loaded = false;
        reopening = true;
        cache.clear();
        try {
            store.reopen();
            load();
            return true;
        } catch (RuntimeException stillGone) {
            failed(BridgeException.of(stillGone));
            return false;
        } finally {
            reopening = false;
        }
    }

    /** A write was stored. */
    void works() {
        if (problem != null) {
            LOG.info("writes are stored again");
            problem = null;
        }
    }
}
