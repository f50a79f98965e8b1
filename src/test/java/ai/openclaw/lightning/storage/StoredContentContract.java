package ai.openclaw.lightning.storage;

import static ai.openclaw.lightning.storage.Given.trace;
import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.model.Content;
import ai.openclaw.lightning.model.RewardSource;
import ai.openclaw.lightning.model.Trace;
import ai.openclaw.lightning.model.TraceDetail;
import ai.openclaw.lightning.model.TraceDetail.StoredCall;
import ai.openclaw.lightning.model.TraceDetail.StoredReward;
import ai.openclaw.lightning.model.TraceEvent;
import ai.openclaw.lightning.model.TraceOrigin;
import ai.openclaw.lightning.model.TraceState;
import ai.openclaw.lightning.model.TraceStatus;
import ai.openclaw.lightning.model.Verdicts;
import ai.openclaw.lightning.storage.Changes.Text;
import ai.openclaw.lightning.storage.Changes.TraceChange;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What was stored comes back as it was: texts, their marks, and numbers. */
public interface StoredContentContract extends StoreUnderTest {

    @Test
    default void write_newTrace_isReadBackWithEveryField() {
        Given given = trace("t1")
                .session("s1")
                .agent("agent")
                .text("hello", "{\"a\":1}", null)
                .call("c1", "search", 1_700_000_000_100L, "it broke", 12L)
                .reward("r1", 1.1, 1_700_000_006_000L)
                .ended(false);
        given.in(store());

        TraceDetail read = detail("t1");
        assertThat(read.trace())
                .isEqualTo(new Trace(
                        read.trace().id(),
                        "t1",
                        "s1",
                        TraceStatus.ENDED,
                        Content.whole("hello"),
                        1_700_000_000_000L,
                        1_700_000_005_000L,
                        false,
                        null,
                        1.1,
                        100L,
                        1_500L,
                        "agent",
                        "model of t1",
                        "task",
                        "v1",
                        TraceOrigin.USER,
                        null,
                        Content.whole("{\"a\":1}"),
                        List.of("search"),
                        List.of("search"),
                        1,
                        null,
                        null));
        assertThat(read.calls())
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("id")
                .containsExactly(new StoredCall(
                        0,
                        "c1",
                        "search",
                        Content.whole("{\"a\":1}"),
                        Content.whole("[true]"),
                        Content.whole("it broke"),
                        null,
                        12L,
                        1_700_000_000_100L));
        assertThat(read.rewards()).singleElement().satisfies(reward -> {
            assertThat(List.of(reward.rewardId(), reward.source())).containsExactly("r1", "user");
            assertThat(reward.success()).isTrue();
            assertThat(reward.value()).isNull();
            assertThat(reward.reward()).isEqualTo(1.1);
            assertThat(reward.tokensUsed()).isEqualTo(100);
            assertThat(reward.expectedTokens()).isEqualTo(200);
            assertThat(reward.latencyMs()).isEqualTo(1_500);
            assertThat(reward.userRating()).isEqualTo(4.5);
            assertThat(reward.metadata()).isEqualTo(Content.whole("{\"by\":\"test\"}"));
            assertThat(reward.timestamp()).isEqualTo(1_700_000_006_000L);
        });
        assertThat(load(Set.of("t1"), Set.of()).traces()).containsEntry("t1", given.state());
    }

    @Test
    default void write_whoAskedAndWhatWentWrong_areReadBack() {
        Given given = trace("t1")
                .askedBy(TraceOrigin.SUBAGENT, "parent")
                .call(new TraceEvent.ToolCall(
                        "t1", null, 1_700_000_000_100L, "c1", "exec", null, null, null, -1_073_741_819L, null))
                .reward(new TraceEvent.Reward(
                        "t1",
                        null,
                        1_700_000_000_200L,
                        "r1",
                        RewardSource.AGENT,
                        false,
                        "tool_error",
                        null,
                        -0.5,
                        null,
                        null,
                        null,
                        null,
                        null))
                .failed("model_http_500");
        given.in(store());
        trace("t2").in(store());

        TraceDetail read = detail("t1");
        assertThat(read.trace().origin()).isEqualTo(TraceOrigin.SUBAGENT);
        assertThat(read.trace().parentTraceId()).isEqualTo("parent");
        assertThat(read.trace().failure()).isEqualTo("model_http_500");
        assertThat(read.calls()).extracting(StoredCall::exitCode).containsExactly(-1_073_741_819L);
        assertThat(read.rewards()).extracting(StoredReward::failure).containsExactly("tool_error");
        assertThat(load(Set.of("t1"), Set.of()).traces()).containsEntry("t1", given.state());
        assertThat(detail("t2").trace().origin()).isEqualTo(TraceOrigin.USER);
        assertThat(detail("t2").trace().parentTraceId()).isNull();
    }

    @Test
    default void write_verdictsOfSeveralSources_areAllReadBack() {
        TraceState open = trace("t1").state();
        trace("t1").in(store());
        TraceState failed = trace("t1").failed("tool_error").state();
        Verdicts two = failed.outcome().verdicts().and(Verdicts.of(true, null, RewardSource.AGENT, 7));
        Verdicts three = two.and(Verdicts.of(false, "loop", RewardSource.HEURISTIC, 8));
        TraceState state = with(failed, new TraceState.Outcome(three, null, null, null));
        store(new TraceChange(open, state, null));

        assertThat(detail("t1").trace().failure()).isEqualTo("tool_error");
        assertThat(load(Set.of("t1"), Set.of()).traces()).containsEntry("t1", state);
    }

    @Test
    default void write_unknownText_comesBackAsItIs() {
        String odd = "quote \" backslash \\ \u0001 \ud83d\ude00 ' ; -- \n";
        trace("t1").text(odd, "{\"k\":\"\ud83d\ude00\"}", null).in(store());

        assertThat(detail("t1").trace().message()).isEqualTo(Content.whole(odd));
        assertThat(detail("t1").trace().metadata()).isEqualTo(Content.whole("{\"k\":\"\ud83d\ude00\"}"));
    }

    @Test
    default void write_textTwice_keepsTheFirstOfEachKind() {
        trace("t1").text("first", null, null).in(store());
        TraceState state = trace("t1").state();
        Text more = new Text(
                Content.whole("second"), Content.whole("{\"m\":1}"), Content.whole("{\"e\":1,\"m\":2}"), List.of());
        Text evenMore = new Text(
                null,
                Content.whole("{\"m\":3}"),
                null,
                trace("x").arm("e1").changes().traces().get(0).text().arms());
        for (Text text : List.of(more, evenMore)) {
            store(new TraceChange(state, state, text));
        }

        Trace read = detail("t1").trace();
        assertThat(read.message()).isEqualTo(Content.whole("first"));
        assertThat(read.metadata()).isEqualTo(Content.whole("{\"e\":1,\"m\":1}"));
        assertThat(read.arms())
                .isEqualTo("[{\"experiment\":\"e1\",\"arm\":\"control\",\"probability\":0.5,\"applied\":true}]");
    }

    @Test
    default void write_cutAndWhole_comeBackAsSuch() {
        Content cut = new Content("{\"truncated\":true,\"bytes\":99999,\"head\":\"h\"}", true);
        Content alike = Content.whole(cut.text());
        trace("t1")
                .content(cut, alike, null)
                .call("c1", cut, alike, cut)
                .call("c2", alike, cut, alike)
                .in(store());
        trace("t2").content(alike, cut, null).in(store());
        trace("t3").content(null, null, cut).in(store());

        assertThat(detail("t1").trace().message()).isEqualTo(cut);
        assertThat(detail("t1").trace().metadata()).isEqualTo(alike);
        assertThat(detail("t2").trace().message()).isEqualTo(alike);
        assertThat(detail("t2").trace().metadata()).isEqualTo(cut);
        assertThat(detail("t3").trace().metadata()).isEqualTo(cut);
        StoredCall first = detail("t1").calls().get(0);
        StoredCall second = detail("t1").calls().get(1);
        assertThat(List.of(first.params(), first.result(), first.error())).containsExactly(cut, alike, cut);
        assertThat(List.of(second.params(), second.result(), second.error())).containsExactly(alike, cut, alike);
    }

    /** A mark belongs to its text: one that comes too late for its text must not mark the one that is there. */
    @Test
    default void write_cutTextAfterAWholeOne_marksNothing() {
        Content cut = new Content("{\"truncated\":true,\"bytes\":99999,\"head\":\"h\"}", true);
        Content alike = Content.whole(cut.text());
        TraceState state = trace("t1").state();
        trace("t1").content(alike, null, null).in(store());
        for (Text text : List.of(
                new Text(cut, cut, null, List.of()),
                new Text(alike, alike, alike, List.of()),
                new Text(cut, null, cut, List.of()))) {
            store(new TraceChange(state, state, text));
        }

        assertThat(detail("t1").trace().message()).isEqualTo(alike);
        assertThat(detail("t1").trace().metadata().cut()).isTrue();
    }

    @Test
    default void traces_numbersOfEverySize_comeBackExactly() {
        long[] tokens = {100, 5_000_000_000L, 7};
        double[] rewards = {2, 1.1, -0.123456789012345};
        for (int i = 0; i < 3; i++) {
            TraceState state = trace("t" + i).start(1_000 - i).state();
            TraceState.Outcome outcome = new TraceState.Outcome(
                    Verdicts.NONE,
                    new TraceState.Sourced<>(rewards[i], RewardSource.USER, 1),
                    new TraceState.Timed(tokens[i], 1),
                    i == 0 ? null : new TraceState.Timed(tokens[i], 1));
            store(new TraceChange(null, with(state, outcome), null));
        }

        List<Trace> read = store().reader().traces(query(10, null)).await().traces();
        assertThat(read).extracting(Trace::tokensUsed).containsExactly(100L, 5_000_000_000L, 7L);
        assertThat(read).extracting(Trace::latencyMs).containsExactly(null, 5_000_000_000L, 7L);
        assertThat(read).extracting(Trace::reward).containsExactly(2.0, 1.1, -0.123456789012345);
    }

    private void store(TraceChange change) {
        write(NewRows.NONE, inserted -> new Changes(List.of(change), Map.of(), List.of(), Map.of(), 0));
    }

    private static TraceState with(TraceState state, TraceState.Outcome outcome) {
        return new TraceState(
                state.traceId(),
                state.sessionKey(),
                state.lifecycle(),
                state.labels(),
                outcome,
                state.tools(),
                state.receivedAt(),
                state.lastEventAt(),
                state.lastTimestamp());
    }
}
