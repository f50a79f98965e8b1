package ai.openclaw.lightning.storage.memory;

import ai.openclaw.lightning.model.ToolFigures;
import ai.openclaw.lightning.model.Trace;
import ai.openclaw.lightning.model.TraceDetail.StoredCall;
import ai.openclaw.lightning.model.TraceDetail.StoredReward;
import ai.openclaw.lightning.model.TraceEvent;
import ai.openclaw.lightning.model.TraceFigures;
import ai.openclaw.lightning.model.TraceOrigin;
import ai.openclaw.lightning.model.TraceState;
import ai.openclaw.lightning.storage.ArmsJson;
import ai.openclaw.lightning.storage.Changes.Text;
import ai.openclaw.lightning.storage.Deletion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** A trace with its rows. Not thread-safe. */
final class StoredTrace {

    /** The order in which traces came, as a database's row id. */
    final long id;

    private final List<StoredCall> calls = new ArrayList<>();
    private final List<StoredReward> rewards = new ArrayList<>();
    private final Set<String> callIds = new HashSet<>();
    private final Set<String> rewardIds = new HashSet<>();
    TraceState state;
    private Text text = Text.NONE;
    private long bytes = Bytes.of(text);

    StoredTrace(long id) {
        this.id = id;
    }

    long startTime() {
        return state.lifecycle().startTime();
    }

    boolean hasCall(String callId) {
        return callIds.contains(callId);
    }

    boolean hasReward(String rewardId) {
        return rewardIds.contains(rewardId);
    }

    List<StoredCall> calls() {
        return calls;
    }

    List<StoredReward> rewards() {
        return rewards;
    }

    void add(Text more) {
        bytes -= Bytes.of(text);
        text = text.or(more);
        bytes += Bytes.of(text);
    }

    void add(long callId, TraceEvent.ToolCall call) {
        if (call.callId() != null) {
            callIds.add(call.callId());
        }
        StoredCall row = new StoredCall(
                callId,
                call.callId(),
                call.toolName(),
                call.params(),
                call.result(),
                call.error(),
                call.exitCode(),
                call.durationMs(),
                call.timestamp());
        calls.add(row);
        bytes += Bytes.of(row);
    }

    void add(long rowId, TraceEvent.Reward reward) {
        if (reward.rewardId() != null) {
            rewardIds.add(reward.rewardId());
        }
        StoredReward row = new StoredReward(
                rowId,
                reward.rewardId(),
                reward.source().jsonName(),
                reward.success(),
                reward.failure(),
                reward.value(),
                reward.reward(),
                reward.tokensUsed(),
                reward.expectedTokens(),
                reward.latencyMs(),
                reward.userRating(),
                reward.metadata(),
                reward.timestamp());
        rewards.add(row);
        bytes += Bytes.of(row);
    }

    /** The failed calls and the rewards. */
    TraceFigures events() {
        TraceFigures all = TraceFigures.ZERO;
        for (StoredCall call : calls) {
            all = all.plus(TraceFigures.ofToolCalls(0, call.error() == null ? 0 : 1));
        }
        for (StoredReward reward : rewards) {
            all = all.plus(TraceFigures.ofReward(reward.reward()));
        }
        return all;
    }

    /** About what it all takes. */
    long bytes() {
        return bytes;
    }

    Text text() {
        return text;
    }

    Trace read() {
        TraceState.Outcome outcome = state.outcome();
        return new Trace(
                id,
                state.traceId(),
                state.sessionKey(),
                state.lifecycle().status(),
                text.message(),
                state.lifecycle().startTime(),
                state.lifecycle().endTime(),
                outcome.success(),
                outcome.success() == null ? null : outcome.verdicts().counting().failure(),
                outcome.reward() == null ? null : outcome.reward().value(),
                outcome.tokensUsed() == null ? null : outcome.tokensUsed().value(),
                outcome.latencyMs() == null ? null : outcome.latencyMs().value(),
                state.labels().agentId(),
                state.labels().model(),
                state.labels().taskKey(),
                state.labels().promptVersion(),
                state.labels().origin() == null
                        ? TraceOrigin.USER
                        : state.labels().origin(),
                state.labels().parentTraceId(),
                StoredJson.metadata(text),
                state.tools().used(),
                calls.stream()
                        .filter(call -> call.error() != null)
                        .map(StoredCall::toolName)
                        .distinct()
                        .sorted()
                        .limit(Trace.TOOLS_FAILED_MAX)
                        .toList(),
                state.tools().count(),
                ArmsJson.of(text.arms()),
                state.labels().sender());
    }

    /**
     * Deletes rows, and says what went.
     *
     * @param rowsMax rows at the most; with fewer the trace itself is gone
     * @param countedName under which name a tool is counted
     */
    Deletion delete(int rowsMax, UnaryOperator<String> countedName) {
        List<StoredCall> fewerCalls = calls.subList(0, Math.min(rowsMax, calls.size()));
        List<StoredReward> fewerRewards = rewards.subList(0, Math.min(rowsMax - fewerCalls.size(), rewards.size()));
        boolean gone = fewerCalls.size() + fewerRewards.size() < rowsMax; // it is a row itself
        long errors = fewerCalls.stream().filter(call -> call.error() != null).count();
        TraceFigures figures = TraceFigures.ofToolCalls(fewerCalls.size(), errors);
        Map<String, ToolFigures> tools = new HashMap<>();
        for (StoredCall call : fewerCalls) {
            ToolFigures one = ToolFigures.of(call.error() != null, call.durationMs());
            tools.merge(countedName.apply(call.toolName()), one, ToolFigures::plus);
            callIds.remove(call.callId());
            bytes -= Bytes.of(call);
        }
        for (StoredReward reward : fewerRewards) {
            figures = figures.plus(TraceFigures.ofReward(reward.reward()));
            rewardIds.remove(reward.rewardId());
            bytes -= Bytes.of(reward);
        }
        state = withCalls(state.tools().count() - fewerCalls.size());
        if (gone) {
            figures = figures.plus(TraceFigures.of(state));
        }
        fewerCalls.clear();
        fewerRewards.clear();
        return new Deletion(List.of(state.traceId()), figures, tools, 0);
    }

    private TraceState withCalls(long count) {
        return new TraceState(
                state.traceId(),
                state.sessionKey(),
                state.lifecycle(),
                state.labels(),
                state.outcome(),
                new TraceState.Tools(state.tools().used(), count),
                state.receivedAt(),
                state.lastEventAt(),
                state.lastTimestamp());
    }
}
