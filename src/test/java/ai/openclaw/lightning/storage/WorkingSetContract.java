package ai.openclaw.lightning.storage;

import static ai.openclaw.lightning.storage.Given.trace;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a transaction loads of the traces and sessions that it is about to change. */
public interface WorkingSetContract extends StoreUnderTest {

    @Test
    default void load_unknownKeys_areLeftOut() {
        WorkingSet loaded = load(Set.of("nobody"), Set.of("nowhere"));

        assertThat(loaded.traces()).isEmpty();
        assertThat(loaded.sessions()).isEmpty();
    }

    @Test
    default void load_session_namesOpenLatestAndLastStart() {
        trace("old").session("s").start(100).ended(true).in(store());
        trace("open2").session("s").start(300).in(store());
        trace("open1").session("s").start(200).in(store());
        trace("closed").session("s").start(400).abandoned().in(store());
        trace("elsewhere").session("other").start(900).in(store());

        WorkingSet bySession = load(Set.of(), Set.of("s"));
        assertThat(bySession.sessions())
                .isEqualTo(Map.of(
                        "s",
                        new WorkingSet.Session(List.of("open1", "open2"), 2, List.of("closed", "open2"), "closed")));
        assertThat(bySession.traces()).containsKeys("open1", "open2", "closed").doesNotContainKey("elsewhere");
        assertThat(load(Set.of("old"), Set.of()).sessions()).isEqualTo(bySession.sessions());
    }

    @Test
    default void load_sessionWithManyOpenTraces_isBoundedAndCounted() {
        int many = WorkingSet.OPEN_TRACES_MAX + 20;
        IntStream.range(0, many)
                .forEach(i -> trace("t" + i).session("s").start(1_000 + i).in(store()));

        WorkingSet.Session session = load(Set.of(), Set.of("s")).sessions().get("s");
        assertThat(session.openCount()).isEqualTo(many);
        assertThat(session.open()).hasSize(WorkingSet.OPEN_TRACES_MAX);
        assertThat(session.open().get(WorkingSet.OPEN_TRACES_MAX - 1)).isEqualTo("t" + (many - 1));
    }
}
