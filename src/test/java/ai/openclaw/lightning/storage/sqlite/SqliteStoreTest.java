package ai.openclaw.lightning.storage.sqlite;

import static ai.openclaw.lightning.storage.Given.trace;
import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.model.Trace;
import ai.openclaw.lightning.model.TraceCriteria;
import ai.openclaw.lightning.model.TracePage;
import ai.openclaw.lightning.model.TraceQuery;
import ai.openclaw.lightning.storage.Changes;
import ai.openclaw.lightning.storage.NewRows;
import ai.openclaw.lightning.storage.Store;
import ai.openclaw.lightning.storage.StoreContract;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SqliteStoreTest implements StoreContract {

    private final Vertx vertx = Vertx.vertx();
    private SqliteStore store;

    @BeforeEach
    void open(@TempDir Path folder) {
        store = new SqliteStore(vertx, new SqliteSettings(folder.resolve("traces.db"), false, 5_000));
        store.open();
    }

    @AfterEach
    void close() {
        store.close();
        vertx.close().await();
    }

    @Override
    public Store store() {
        return store;
    }

    @Override
    public Vertx vertx() {
        return vertx;
    }

    @Test
    void traces_filterThatFewPass_looksAtABoundedNumberOfRowsAPage() {
        trace("wanted").agent("rare").start(1).in(store);
        List<Changes.TraceChange> many = new ArrayList<>();
        for (int i = 0; i < 10_050; i++) {
            many.add(new Changes.TraceChange(
                    null, trace("t" + i).start(1_000 + i).state(), null));
        }
        write(NewRows.NONE, inserted -> new Changes(many, Map.of(), List.of(), Map.of(), 0));

        TracePage first = store.reader().traces(rare(null)).await();
        assertThat(first.traces()).isEmpty();
        assertThat(first.next()).isNotNull();
        TracePage second = store.reader().traces(rare(first.next())).await();
        assertThat(second.traces()).extracting(Trace::traceId).containsExactly("wanted");
        assertThat(second.next()).isNull();
    }

    private static TraceQuery rare(TraceQuery.Cursor after) {
        return new TraceQuery(
                new TraceCriteria(null, "rare", null, null, null, null, null, null, null, null, null), 50, after);
    }
}
