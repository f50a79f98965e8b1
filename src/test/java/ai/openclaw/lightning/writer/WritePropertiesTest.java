package ai.openclaw.lightning.writer;

import static ai.openclaw.lightning.writer.Batches.call;
import static ai.openclaw.lightning.writer.Batches.end;
import static ai.openclaw.lightning.writer.Batches.reward;
import static ai.openclaw.lightning.writer.Batches.start;
import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.model.RewardSource;
import ai.openclaw.lightning.model.Totals;
import ai.openclaw.lightning.model.TraceEvent;
import ai.openclaw.lightning.model.Written;
import ai.openclaw.lightning.storage.memory.MemoryStore;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Laws of the write path, for any writes in any order and in any batches. */
final class WritePropertiesTest {

    private static final RewardSource[] SOURCES = {
        RewardSource.USER,
        RewardSource.CHECKER,
        RewardSource.CLIENT,
        RewardSource.AGENT,
        RewardSource.HEURISTIC,
        RewardSource.ENDED
    };

    @Provide
    Arbitrary<Long> seeds() {
        return Arbitraries.longs();
    }

    /**
     * Writes by trace id, each with its identity and a time of its own; a start is its trace's first. Three sessions,
     * which not every event names.
     */
    private static List<TraceEvent> identified(Random random) {
        List<TraceEvent> events = new ArrayList<>();
        int traces = 1 + random.nextInt(5);
        for (int i = 0; i < traces; i++) {
            String traceId = "t" + i;
            String session = random.nextInt(4) == 0 ? null : "s" + random.nextInt(3);
            // Times of different traces interleave, and no two are the same.
            long at = 1_000_000L + random.nextInt(50) * 1_000L + i;
            if (random.nextBoolean()) {
                events.add(start(traceId, named(session, random), at));
            }
            int rows = random.nextInt(6);
            for (int row = 0; row < rows; row++) {
                at += 10L * (1 + random.nextInt(20));
                String key = named(session, random);
                Boolean success = random.nextInt(3) == 0 ? null : Boolean.valueOf(random.nextBoolean());
                events.add(
                        random.nextBoolean()
                                ? call(traceId, key, at, "c" + row, "tool" + random.nextInt(3))
                                : reward(
                                        traceId, key, at, "r" + row, SOURCES[random.nextInt(SOURCES.length)], success));
            }
            if (random.nextBoolean()) {
                events.add(end(traceId, named(session, random), at + 10, random.nextBoolean()));
            }
        }
        return events;
    }

    private static String named(String session, Random random) {
        return random.nextInt(3) == 0 ? null : session;
    }

    /** Any writes: also by session, without identities, at any time. */
    private static TraceEvent anything(Random random) {
        String traceId = random.nextInt(3) == 0 ? "t" + random.nextInt(6) : null;
        String session = traceId != null && random.nextBoolean() ? null : key(random);
        long at = 1_000_000L + random.nextInt(1_000) * 10_007L; // in three hours
        String id = random.nextBoolean() ? "i" + random.nextInt(4) : null;
        return switch (random.nextInt(6)) {
            case 0 -> start(traceId == null ? "new" + random.nextInt(1_000_000) : traceId, session, at);
            case 1 -> end(traceId, session, at, random.nextBoolean());
            case 2 -> reward(traceId, session, at, id, SOURCES[random.nextInt(SOURCES.length)], random.nextBoolean());
            default -> call(traceId, session, at, id, "tool" + random.nextInt(4));
        };
    }

    private static String key(Random random) {
        return random.nextInt(8) == 0 ? "anon-t" + random.nextInt(6) : "s" + random.nextInt(3);
    }

    private static void writeInBatches(Batches batches, List<TraceEvent> events, Random random) {
        int from = 0;
        while (from < events.size()) {
            int to = Math.min(events.size(), from + 1 + random.nextInt(6));
            batches.write(events.subList(from, to));
            from = to;
            if (random.nextInt(4) == 0) {
                batches.cache.clear(); // what is remembered must make no difference
            }
        }
    }

    @Property(tries = 500)
    void write_anyOrderAndBatches_storesTheSame(@ForAll("seeds") long seed) {
        Random random = new Random(seed);
        List<TraceEvent> events = identified(random);
        Batches inOrder = new Batches();
        events.forEach(inOrder::write);
        List<TraceEvent> shuffled = new ArrayList<>(events);
        Collections.shuffle(shuffled, random);
        Batches other = new Batches();
        writeInBatches(other, shuffled, random);

        assertThat(other.content()).isEqualTo(inOrder.content());
        assertThat(other.totals.snapshot()).isEqualTo(inOrder.totals.snapshot());
    }

    @Property(tries = 300)
    void write_anySubsetAgain_changesNothing(@ForAll("seeds") long seed) {
        Random random = new Random(seed);
        List<TraceEvent> events = identified(random);
        Batches batches = new Batches();
        writeInBatches(batches, events, random);
        var content = batches.content();
        Totals totals = batches.totals.snapshot();
        List<TraceEvent> again = new ArrayList<>(events);
        Collections.shuffle(again, random);
        again = again.subList(0, random.nextInt(again.size() + 1));
        List<Written> written = new ArrayList<>();
        again.forEach(event -> written.addAll(batches.write(event)));

        assertThat(written).allMatch(Written::duplicate);
        assertThat(batches.content()).isEqualTo(content);
        assertThat(batches.totals.snapshot()).isEqualTo(totals);
    }

    /** Two bridges on one store: what each remembers of the traces makes no difference either. */
    @Property(tries = 300)
    void write_bySeveralWritersOfASharedStore_storesTheSame(@ForAll("seeds") long seed) {
        Random random = new Random(seed);
        List<TraceEvent> events = identified(random);
        Batches alone = new Batches();
        events.forEach(alone::write);
        MemoryStore shared = MemoryStore.openedForSeveral();
        List<Batches> writers = List.of(new Batches(shared), new Batches(shared));
        for (TraceEvent event : events) {
            writers.get(random.nextInt(2)).write(event);
        }

        assertThat(writers.get(0).content()).isEqualTo(alone.content());
        assertThat(shared.writer().totals()).isEqualTo(alone.recomputed());
    }

    @Property(tries = 300)
    void totals_afterAnyWritesAndDeletions_areThoseOfTheRows(@ForAll("seeds") long seed) {
        Random random = new Random(seed);
        Batches batches = new Batches();
        for (int round = 0; round < 12; round++) {
            List<TraceEvent> events = new ArrayList<>();
            for (int i = random.nextInt(8); i >= 0; i--) {
                events.add(anything(random));
            }
            batches.now += random.nextInt(90_000_000);
            writeInBatches(batches, events, random);
            if (random.nextInt(3) == 0) {
                batches.abandon(batches.store.writer().idleTraces(batches.now - 80_000_000, 3));
            }
            if (random.nextInt(3) == 0) {
                var deleted = batches.store.writer().deleteOldest(batches.now, 1 + random.nextInt(20), Long.MAX_VALUE);
                batches.totals.deleted(deleted);
                batches.cache.forget(Set.copyOf(deleted.traceIds()));
            }
            assertThat(batches.totals.snapshot()).isEqualTo(batches.recomputed());
            assertThat(batches.store.writer().totals()).isEqualTo(batches.recomputed());
            assertThat(batches.byHour(null)).isEqualTo(new Recount(batches).byHour(trace -> true));
            assertThat(batches.byHour("agent"))
                    .isEqualTo(new Recount(batches).byHour(trace -> "agent".equals(trace.agentId())));
        }
    }
}
