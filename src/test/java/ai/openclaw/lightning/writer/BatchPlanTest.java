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
import ai.openclaw.lightning.model.TraceStatus;
import ai.openclaw.lightning.model.Written;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The rules of the wire contract about identity, order, sessions, status and success. */
final class BatchPlanTest {

    private final Batches batches = new Batches();

    private TraceStatus status(String traceId) {
        return batches.trace(traceId).status();
    }

    // Identity.

    @Test
    void write_callIdAgain_isStoredOnceAndAnsweredAlike() {
        Written first = batches.write(call("t", null, 1, "c")).get(0);
        Written again = batches.write(call("t", null, 1, "c")).get(0);

        assertThat(first.duplicate()).isFalse();
        assertThat(again.duplicate()).isTrue();
        assertThat(again.toolCount()).isEqualTo(first.toolCount()).isEqualTo(1);
        assertThat(batches.detail("t").calls()).hasSize(1);
    }

    @Test
    void write_callIdTwiceInOneBatch_isStoredOnce() {
        List<Written> written = batches.write(call("t", null, 1, "c"), call("t", null, 1, "c"));

        assertThat(written).extracting(Written::duplicate).containsExactly(false, true);
        assertThat(batches.trace("t").toolCount()).isEqualTo(1);
    }

    @Test
    void write_callWithoutId_isStoredEachTime() {
        batches.write(call("t", null, 1, null));
        batches.write(call("t", null, 1, null));

        assertThat(batches.trace("t").toolCount()).isEqualTo(2);
    }

    @Test
    void write_rewardIdAgain_isStoredOnceAndAnsweredAlike() {
        Written first = batches.write(reward("t", null, 1, "r", RewardSource.USER, true))
                .get(0);
        Written again = batches.write(reward("t", null, 1, "r", RewardSource.USER, true))
                .get(0);

        assertThat(again.duplicate()).isTrue();
        assertThat(again.reward()).isEqualTo(first.reward()).isEqualTo(1.0);
        assertThat(batches.detail("t").rewards()).hasSize(1);
    }

    @Test
    void write_startAgain_isADuplicateThatKeepsWhatIsKnown() {
        assertThat(batches.write(start("t", "s", 10)).get(0).duplicate()).isFalse();
        assertThat(batches.write(start("t", "s", 5)).get(0).duplicate()).isTrue();

        assertThat(batches.trace("t").startTime()).isEqualTo(10);
    }

    @Test
    void write_lateStartOfAnOpenedTrace_isNoDuplicate() {
        batches.write(call("t", null, 20, "c"));

        assertThat(batches.write(start("t", "s", 10)).get(0).duplicate()).isFalse();
    }

    // Order.

    @Test
    void write_unknownTraceId_opensIt() {
        batches.write(call("t1", null, 1, "c"), reward("t2", null, 1, "r", RewardSource.USER, true));

        assertThat(status("t1")).isEqualTo(TraceStatus.OPEN);
        assertThat(status("t2")).isEqualTo(TraceStatus.OPEN);
        batches.write(end("t3", null, 1, true));
        assertThat(status("t3")).isEqualTo(TraceStatus.ENDED);
    }

    @Test
    void write_lateStart_fillsInWhatWasMissing() {
        batches.write(call("t", null, 20, "c"));
        batches.write(start("t", "s", 10));

        Trace trace = batches.trace("t");
        assertThat(trace.sessionKey()).isEqualTo("s");
        assertThat(trace.agentId()).isEqualTo("agent");
        assertThat(trace.message()).isEqualTo("message t");
        assertThat(trace.startTime()).isEqualTo(10);
        assertThat(batches.totals.snapshot().sessions()).isEqualTo(1);
    }

    @Test
    void write_startThatComesAfterALaterOne_isAbandonedAsIfInOrder() {
        batches.write(start("second", "s", 20));
        batches.write(start("first", "s", 10));

        assertThat(status("first")).isEqualTo(TraceStatus.ABANDONED);
        assertThat(status("second")).isEqualTo(TraceStatus.OPEN);
    }

    @Test
    void write_sessionNamedByAnyEvent_isTaken() {
        batches.write(call("t", null, 1, "c1"));
        assertThat(batches.trace("t").sessionKey()).isEqualTo("anon-t");
        batches.write(call("t", "s", 2, "c2"));

        assertThat(batches.trace("t").sessionKey()).isEqualTo("s");
        assertThat(batches.recomputed().sessions()).isEqualTo(1);
    }

    @Test
    void write_anotherSessionNamedLater_isIgnored() {
        batches.write(call("t", "s", 1, "c1"));
        batches.write(call("t", "other", 2, "c2"));

        assertThat(batches.trace("t").sessionKey()).isEqualTo("s");
    }

    @Test
    void write_anonymousSessionUsedByAnotherTrace_isItsNameForGood() {
        batches.write(call("t", null, 1, "c1"));
        batches.write(start("u", "anon-t", 2));
        batches.write(call("t", "s", 3, "c2"));

        assertThat(batches.trace("t").sessionKey()).isEqualTo("anon-t");
        assertThat(batches.totals.snapshot()).isEqualTo(batches.recomputed());
    }

    // By session key.

    @Test
    void write_noSessionKey_isAnonymous() {
        Written written = batches.write(start(null, null, 1)).get(0);

        assertThat(written.sessionKey()).isEqualTo("anon-" + written.traceId());
    }

    @Test
    void write_callBySession_goesToTheOpenTrace() {
        batches.write(start("t", "s", 1));

        assertThat(batches.write(call(null, "s", 2, null)).get(0).traceId()).isEqualTo("t");
    }

    @Test
    void write_callBySessionWithoutOpenTrace_opensANewOneForAllThatFollow() {
        batches.write(start("t", "s", 1), end("t", null, 2, true));
        String opened = batches.write(call(null, "s", 3, null)).get(0).traceId();

        assertThat(opened).isNotEqualTo("t");
        assertThat(batches.write(call(null, "s", 4, null)).get(0).traceId()).isEqualTo(opened);
    }

    @Test
    void write_endAndRewardBySessionWithoutOpenTrace_goToTheLatest() {
        batches.write(start("t1", "s", 1), end("t1", null, 2, true));
        batches.write(start("t2", "s", 3), end("t2", null, 4, true));

        assertThat(batches.write(end(null, "s", 9, false)).get(0).traceId()).isEqualTo("t2");
        assertThat(batches.write(reward(null, "s", 9, null, RewardSource.USER, true))
                        .get(0)
                        .traceId())
                .isEqualTo("t2");
        assertThat(batches.trace("t2").endTime()).isEqualTo(4);
    }

    @Test
    void write_endBySession_prefersTheOpenTraceToALaterClosedOne() {
        batches.write(call("open", "s", 1, "c"));
        batches.write(call("closed", "s", 5, "c"), end("closed", null, 6, true));

        assertThat(batches.write(end(null, "s", 9, true)).get(0).traceId()).isEqualTo("open");
    }

    @Test
    void write_startWithoutTraceId_alwaysOpensANewTrace() {
        String first = batches.write(start(null, "s", 1)).get(0).traceId();
        String second = batches.write(start(null, "s", 2)).get(0).traceId();

        assertThat(first).isNotEqualTo(second);
        assertThat(status(first)).isEqualTo(TraceStatus.ABANDONED);
        assertThat(batches.write(call(null, "s", 3, null)).get(0).traceId()).isEqualTo(second);
    }

    @Test
    void write_startOfAnotherSession_abandonsNothing() {
        batches.write(start("t1", "s1", 1));
        batches.write(start("t2", "s2", 2));

        assertThat(status("t1")).isEqualTo(TraceStatus.OPEN);
    }

    @Test
    void write_startWithAnEarlierTime_leavesTheLaterTraceOpen() {
        batches.write(start("late", "s", 10));
        batches.write(call("early", "s", 5, "c"));

        assertThat(status("late")).isEqualTo(TraceStatus.OPEN);
        assertThat(batches.write(call(null, "s", 11, null)).get(0).traceId()).isEqualTo("late");
    }

    @Test
    void write_wholeTraceInOneBatch_resolvesAsIfOneByOne() {
        List<Written> written = batches.write(
                start(null, "s", 1),
                call(null, "s", 2, "c1"),
                call(null, "s", 3, "c2"),
                end(null, "s", 11, true),
                call(null, "s", 12, "c3"),
                start(null, "s", 20));

        assertThat(written)
                .extracting(Written::traceId)
                .containsExactly("made1", "made1", "made1", "made1", "made2", "made3");
        assertThat(written.get(3).toolCount()).isEqualTo(2);
        assertThat(written.get(3).durationMs()).isEqualTo(10);
        assertThat(status("made2")).isEqualTo(TraceStatus.ABANDONED);
    }

    // Status.

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

    // Success.

    @Test
    void write_successOfSeveralSources_isTheMostTrustedOnes() {
        batches.write(reward("t", null, 9, "r1", RewardSource.HEURISTIC, true));
        assertThat(batches.trace("t").success()).isTrue();
        batches.write(reward("t", null, 8, "r2", RewardSource.AGENT, false));
        assertThat(batches.trace("t").success()).isFalse();
        batches.write(end("t", null, 7, true));
        assertThat(batches.trace("t").success()).isTrue();
        batches.write(reward("t", null, 6, "r3", RewardSource.CLIENT, false));
        assertThat(batches.trace("t").success()).isFalse();
        batches.write(reward("t", null, 5, "r4", RewardSource.CHECKER, true));
        assertThat(batches.trace("t").success()).isTrue();
        batches.write(reward("t", null, 4, "r5", RewardSource.USER, false));
        assertThat(batches.trace("t").success()).isFalse();
        batches.write(reward("t", null, 99, "r6", RewardSource.CHECKER, true));
        assertThat(batches.trace("t").success()).isFalse();
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

    // Figures and limits.

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
