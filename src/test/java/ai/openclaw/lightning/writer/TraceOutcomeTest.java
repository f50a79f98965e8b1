package ai.openclaw.lightning.writer;

import static ai.openclaw.lightning.writer.Batches.NOW;
import static ai.openclaw.lightning.writer.Batches.call;
import static ai.openclaw.lightning.writer.Batches.end;
import static ai.openclaw.lightning.writer.Batches.reward;
import static ai.openclaw.lightning.writer.Batches.start;
import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.model.RewardSource;
import ai.openclaw.lightning.model.Totals;
import ai.openclaw.lightning.model.Trace;
import ai.openclaw.lightning.model.TraceEvent;
import ai.openclaw.lightning.model.TraceOrigin;
import ai.openclaw.lightning.model.TraceStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The rules of the wire contract about status and success, and the figures of what is stored. */
final class TraceOutcomeTest {

    private final Batches batches = new Batches();

    private TraceStatus status(String traceId) {
        return batches.trace(traceId).status();
    }

    @Test
    void write_endAgain_changesNothing() {
        batches.write(start("t", "s", 1), end("t", null, 5, true));
        Trace before = batches.trace("t");

        assertThat(batches.write(end("t", null, 9, false)).get(0).duplicate()).isTrue();
        assertThat(batches.trace("t")).isEqualTo(before);
    }

    @Test
    void write_endOfAnAbandonedTrace_endsIt() {
        batches.write(start("t1", "s", 1));
        batches.write(start("t2", "s", 2));
        batches.write(end("t1", null, 9, true));

        assertThat(status("t1")).isEqualTo(TraceStatus.ENDED);
        assertThat(batches.trace("t1").endTime()).isEqualTo(9);
    }

    @Test
    void write_lateEventsOfAClosedTrace_neverOpenIt() {
        batches.write(start("t", "s", 1), end("t", null, 5, true));
        batches.write(call("t", null, 6, "c"), start("t", "s", 7), reward("t", null, 8, "r", RewardSource.USER, null));

        assertThat(status("t")).isEqualTo(TraceStatus.ENDED);
        assertThat(batches.trace("t").endTime()).isEqualTo(5);
        assertThat(batches.trace("t").toolCount()).isEqualTo(1);
    }

    @Test
    void write_lateCallOfAnAbandonedTrace_movesItsEnd() {
        batches.write(start("t1", "s", 1));
        batches.write(start("t2", "s", 10));
        batches.write(call("t1", null, 15, "c"));

        assertThat(status("t1")).isEqualTo(TraceStatus.ABANDONED);
        assertThat(batches.trace("t1").endTime()).isEqualTo(15);
    }

    @Test
    void abandon_idleTrace_endsAtItsLastEvent() {
        batches.write(start("t", "s", 1), call("t", null, 7, "c"));
        batches.now = NOW + 4_000_000;
        batches.abandon(batches.store.writer().idleTraces(NOW + 1, 10));

        assertThat(status("t")).isEqualTo(TraceStatus.ABANDONED);
        assertThat(batches.trace("t").endTime()).isEqualTo(7);
        assertThat(batches.totals.snapshot().activeSessions()).isZero();
    }

    @Test
    void abandon_traceThatEnded_isLeftAlone() {
        batches.write(start("t", "s", 1), end("t", null, 2, true));
        batches.abandon(List.of("t", "nobody"));

        assertThat(status("t")).isEqualTo(TraceStatus.ENDED);
    }

    @Test
    void write_successOfSeveralSources_isTheMostTrustedOnes() {
        batches.write(reward("t", null, 9, "r1", RewardSource.HEURISTIC, true));
        assertThat(batches.trace("t").success()).isTrue();
        batches.write(reward("t", null, 8, "r2", RewardSource.AGENT, false));
        assertThat(batches.trace("t").success()).isFalse();
        batches.write(reward("t", null, 7, "r3", RewardSource.CLIENT, true));
        assertThat(batches.trace("t").success()).isTrue();
        batches.write(reward("t", null, 8, "r4", RewardSource.CLIENT, false));
        assertThat(batches.trace("t").success()).isFalse();
        batches.write(reward("t", null, 5, "r5", RewardSource.CHECKER, true));
        assertThat(batches.trace("t").success()).isTrue();
        batches.write(reward("t", null, 4, "r6", RewardSource.USER, false));
        assertThat(batches.trace("t").success()).isFalse();
        batches.write(reward("t", null, 99, "r7", RewardSource.CHECKER, true));
        assertThat(batches.trace("t").success()).isFalse();
    }

    @Test
    void write_failures_theClassIsThatOfTheVerdictThatCounts() {
        batches.write(failure("t", 1, "r1", RewardSource.AGENT, "model_http_500"));
        batches.write(failure("t", 2, "r2", RewardSource.AGENT, "tool_error"));
        assertThat(batches.trace("t").failure()).isEqualTo("tool_error");
        batches.write(failure("t", 3, "r3", RewardSource.HEURISTIC, "loop"));
        assertThat(batches.trace("t").failure()).isEqualTo("tool_error");
        batches.write(reward("t", null, 4, "r4", RewardSource.AGENT, true));
        assertThat(batches.trace("t").failure()).isEqualTo("loop");
        batches.write(reward("t", null, 5, "r5", RewardSource.HEURISTIC, true));
        assertThat(batches.trace("t").success()).isTrue();
        assertThat(batches.trace("t").failure()).isNull();
    }

    @Test
    void write_failureOfTheEnd_isTheTraces() {
        batches.write(start("t", "s", 1), new TraceEvent.SessionEnd("t", null, 5, false, "aborted", null));
        assertThat(batches.trace("t").failure()).isEqualTo("aborted");
        batches.write(reward("t", null, 6, "r", RewardSource.USER, true));
        assertThat(batches.trace("t").failure()).isNull();
    }

    @Test
    void write_start_saysWhoAskedAndTheFirstThatSaysCounts() {
        batches.write(call("t", "s", 1, "c"));
        assertThat(batches.trace("t").origin()).isEqualTo(TraceOrigin.USER);
        for (TraceOrigin origin : List.of(TraceOrigin.RESUME, TraceOrigin.REVIEW)) {
            batches.write(new TraceEvent.SessionStart(
                    "t", "s", 2, null, null, null, null, null, origin, "of " + origin, null, List.of()));
            assertThat(batches.trace("t").origin()).isEqualTo(TraceOrigin.RESUME);
            assertThat(batches.trace("t").parentTraceId()).isEqualTo("of resume");
        }
    }

    private static TraceEvent failure(String traceId, long at, String id, RewardSource source, String failure) {
        return new TraceEvent.Reward(
                traceId, null, at, id, source, false, failure, null, -0.5, null, null, null, null, null);
    }

    /** An agent says at nearly every end that it went well, so what saw a failure counts more, in any order. */
    @Test
    void write_failureThatAWeakSourceSaw_beatsAnEndThatWentWell() {
        for (RewardSource said : List.of(RewardSource.HEURISTIC, RewardSource.AGENT, RewardSource.ENDED)) {
            for (boolean first : List.of(true, false)) {
                RewardSource saw = said == RewardSource.AGENT ? RewardSource.HEURISTIC : RewardSource.AGENT;
                String traceId = saw + " " + first;
                TraceEvent failure = reward(traceId, null, first ? 1 : 9, "saw", saw, false);
                List<TraceEvent> events = new ArrayList<>(
                        List.of(end(traceId, null, 7, true), reward(traceId, null, 8, "said", said, true)));
                events.add(first ? 0 : 2, failure);
                batches.write(events);

                assertThat(status(traceId)).isEqualTo(TraceStatus.ENDED);
                assertThat(batches.trace(traceId).success()).as(traceId).isFalse();
            }
        }
    }

    @Test
    void write_agentThatTriedAgain_correctsItself() {
        batches.write(reward("t", null, 1, "r1", RewardSource.AGENT, false), end("t", null, 3, true));
        assertThat(batches.trace("t").success()).isFalse();
        batches.write(reward("t", null, 2, "r2", RewardSource.AGENT, true));
        assertThat(batches.trace("t").success()).isTrue();
    }

    @Test
    void write_failureThatAWeakSourceSaw_yieldsToWhoKnows() {
        batches.write(reward("t", null, 1, "r1", RewardSource.HEURISTIC, false), end("t", null, 2, true));
        assertThat(batches.trace("t").success()).isFalse();
        batches.write(reward("t", null, 1, "r2", RewardSource.CHECKER, true));
        assertThat(batches.trace("t").success()).isTrue();
        batches.write(reward("t", null, 9, "r3", RewardSource.HEURISTIC, false));
        assertThat(batches.trace("t").success()).isTrue();
    }

    @Test
    void write_successOfOneSource_isTheNewest() {
        batches.write(reward("t", null, 5, "r1", RewardSource.USER, true));
        batches.write(reward("t", null, 3, "r2", RewardSource.USER, false));
        assertThat(batches.trace("t").success()).isTrue();
        batches.write(reward("t", null, 6, "r3", RewardSource.USER, false));
        assertThat(batches.trace("t").success()).isFalse();
        batches.write(reward("t", null, 7, "r4", RewardSource.USER, null));
        assertThat(batches.trace("t").success()).isFalse();
    }

    @Test
    void write_moreToolsThanAreNamed_countsTheRestTogether() {
        List<TraceEvent> events = new ArrayList<>();
        IntStream.range(0, 700).forEach(i -> events.add(call("t", null, 1, null, "tool" + i)));
        batches.write(events);
        events.clear();
        IntStream.range(500, 1_200).forEach(i -> events.add(call("t", null, 1, null, "tool" + i)));
        batches.write(events);

        var tools = batches.totals.snapshot().tools();
        assertThat(tools).hasSize(1_001);
        assertThat(tools.get(Totals.OTHER_TOOLS).calls()).isEqualTo(200);
        assertThat(tools.get("tool600").calls()).isEqualTo(2);
        assertThat(batches.store.writer().totals().tools()).isEqualTo(tools);
        assertThat(batches.trace("t").toolsUsed()).hasSize(100);
        assertThat(batches.trace("t").toolCount()).isEqualTo(1_400);
    }

    @Test
    void write_moreOpenTracesThanAreLoaded_keepsTheFiguresTrue() {
        List<TraceEvent> events = new ArrayList<>();
        IntStream.range(0, 150).forEach(i -> events.add(call("t" + i, "s", 1_000 + i, "c")));
        batches.write(events);
        batches.cache.clear();
        batches.write(start("new", "s", 5_000));
        assertThat(batches.totals.snapshot()).isEqualTo(batches.recomputed());
        batches.write(end("new", null, 6_000, true));
        assertThat(batches.totals.snapshot().activeSessions()).isEqualTo(1);
        batches.write(start("newer", "s", 7_000), end("newer", null, 7_001, true));

        assertThat(batches.totals.snapshot()).isEqualTo(batches.recomputed());
        assertThat(batches.totals.snapshot().activeSessions()).isZero();
    }
}
