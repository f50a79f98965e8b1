package ai.openclaw.lightning.storage;

import ai.openclaw.lightning.model.ArmAssignment;
import ai.openclaw.lightning.model.Content;
import ai.openclaw.lightning.model.FigureKey;
import ai.openclaw.lightning.model.RewardSource;
import ai.openclaw.lightning.model.ToolFigures;
import ai.openclaw.lightning.model.TraceEvent;
import ai.openclaw.lightning.model.TraceFigures;
import ai.openclaw.lightning.model.TraceOrigin;
import ai.openclaw.lightning.model.TraceState;
import ai.openclaw.lightning.model.TraceState.Labels;
import ai.openclaw.lightning.model.TraceState.Lifecycle;
import ai.openclaw.lightning.model.TraceState.Outcome;
import ai.openclaw.lightning.model.TraceState.Sourced;
import ai.openclaw.lightning.model.TraceState.Timed;
import ai.openclaw.lightning.model.TraceState.Tools;
import ai.openclaw.lightning.model.TraceStatus;
import ai.openclaw.lightning.model.Verdicts;
import ai.openclaw.lightning.storage.Changes.Text;
import ai.openclaw.lightning.storage.Changes.TraceChange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A trace to be stored, with its rows and what they add to the figures; for tests of stores. */
public final class Given {

    public static final long RECEIVED = 1_800_000_000_000L;

    private final String traceId;
    private String sessionKey;
    private long startTime = 1_700_000_000_000L;
    private long tookMs = 5_000;
    private long receivedAt = RECEIVED;
    private long lastEventAt = RECEIVED;
    private TraceStatus status = TraceStatus.OPEN;
    private Labels labels = Labels.NONE;
    private Boolean success;
    private String failure;
    private Text text = Text.NONE;
    private final List<NewRows.Call> calls = new ArrayList<>();
    private final List<NewRows.Reward> rewards = new ArrayList<>();

    private Given(String traceId) {
        this.traceId = traceId;
        this.sessionKey = "session of " + traceId;
    }

    public static Given trace(String traceId) {
        return new Given(traceId);
    }

    public Given session(String key) {
        sessionKey = key;
        return this;
    }

    public Given start(long time) {
        startTime = time;
        return this;
    }

    public Given took(long ms) {
        tookMs = ms;
        return this;
    }

    public Given received(long time) {
        receivedAt = time;
        return lastEvent(time);
    }

    public Given lastEvent(long time) {
        lastEventAt = time;
        return this;
    }

    public Given ended(Boolean outcome) {
        status = TraceStatus.ENDED;
        success = outcome;
        return this;
    }

    public Given abandoned() {
        status = TraceStatus.ABANDONED;
        return this;
    }

    public Given agent(String agentId) {
        labels = new Labels(agentId, "model of " + traceId, "task", "v1", null, null);
        return this;
    }

    /** That model answered, told by that version of the prompt. */
    public Given answeredBy(String model, String promptVersion) {
        labels = new Labels(null, model, null, promptVersion, null, null).or(labels);
        return this;
    }

    /** It came with the key of that name. */
    public Given sentBy(String sender) {
        labels = labels.or(new Labels(null, null, null, null, null, null, sender));
        return this;
    }

    /** Without an origin nobody has said who asked. */
    public Given askedBy(TraceOrigin origin, String parentTraceId) {
        labels = labels.or(new Labels(null, null, null, null, origin, parentTraceId));
        return this;
    }

    /** It ended with that class of error. */
    public Given failed(String errorClass) {
        failure = errorClass;
        return ended(false);
    }

    public Given text(String message, String metadata, String endMetadata) {
        return content(whole(message), whole(metadata), whole(endMetadata));
    }

    public Given content(Content message, Content metadata, Content endMetadata) {
        text = new Text(message, metadata, endMetadata, List.of());
        return this;
    }

    private static Content whole(String text) {
        return Content.stored(text, false);
    }

    /** A call with that content, and the time of the trace's start. */
    public Given call(String callId, Content params, Content result, Content error) {
        return call(
                new TraceEvent.ToolCall(traceId, null, startTime, callId, "tool", params, result, error, null, null));
    }

    public Given arm(String... experiments) {
        return arms(Stream.of(experiments)
                .map(experiment -> new ArmAssignment(experiment, ArmAssignment.CONTROL, 0.5, true))
                .toArray(ArmAssignment[]::new));
    }

    public Given arms(ArmAssignment... arms) {
        text = new Text(text.message(), text.metadata(), text.endMetadata(), List.of(arms));
        return this;
    }

    public Given call(String callId, String tool, long timestamp) {
        return call(callId, tool, timestamp, null, 10L);
    }

    public Given call(String callId, String tool, long timestamp, String error, Long durationMs) {
        Content params = whole("{\"a\":1}");
        return call(new TraceEvent.ToolCall(
                traceId, null, timestamp, callId, tool, params, whole("[true]"), whole(error), null, durationMs));
    }

    /** A call with these texts, JSON but for the error. */
    public Given call(long timestamp, String tool, String params, String result, String error) {
        return call(new TraceEvent.ToolCall(
                traceId, null, timestamp, null, tool, whole(params), whole(result), whole(error), null, 10L));
    }

    public Given call(TraceEvent.ToolCall call) {
        calls.add(new NewRows.Call(traceId, call));
        return this;
    }

    public Given reward(TraceEvent.Reward reward) {
        rewards.add(new NewRows.Reward(traceId, reward));
        return this;
    }

    public Given reward(String rewardId, Double worth, long timestamp) {
        return reward(rewardId, worth, timestamp, "{\"by\":\"test\"}");
    }

    public Given reward(String rewardId, Double worth, long timestamp, String metadata) {
        return reward(new TraceEvent.Reward(
                traceId,
                null,
                timestamp,
                rewardId,
                RewardSource.USER,
                true,
                null,
                null,
                worth,
                100L,
                200L,
                1_500L,
                4.5,
                whole(metadata)));
    }

    public TraceState state() {
        Tools tools = Tools.NONE;
        for (NewRows.Call call : calls) {
            tools = tools.called(call.event().toolName());
        }
        Long end = status == TraceStatus.OPEN ? null : Long.valueOf(startTime + tookMs);
        return new TraceState(
                traceId,
                sessionKey,
                new Lifecycle(status, startTime, startTime, end),
                labels,
                new Outcome(
                        Verdicts.of(success, failure, RewardSource.END, startTime + 5_000),
                        Sourced.of(rewards.isEmpty() ? null : 1.1, RewardSource.USER, startTime + 6_000),
                        Timed.of(rewards.isEmpty() ? null : 100L, startTime + 6_000),
                        Timed.of(rewards.isEmpty() ? null : 1_500L, startTime + 6_000)),
                tools,
                receivedAt,
                lastEventAt,
                startTime + 6_000);
    }

    public NewRows rows() {
        return new NewRows(calls, rewards);
    }

    /** All of it as new, whatever was stored before. */
    public Changes changes() {
        TraceFigures figures = TraceFigures.of(state());
        Map<String, ToolFigures> tools = new HashMap<>();
        for (NewRows.Call call : calls) {
            boolean failed = call.event().error() != null;
            figures = figures.plus(TraceFigures.ofToolCalls(0, failed ? 1 : 0));
            tools.merge(
                    call.event().toolName(), ToolFigures.of(failed, call.event().durationMs()), ToolFigures::plus);
        }
        for (NewRows.Reward reward : rewards) {
            figures = figures.plus(TraceFigures.ofReward(reward.event().reward()));
        }
        return new Changes(
                List.of(new TraceChange(null, state(), text)),
                Map.of(FigureKey.of(state()), figures),
                List.of(),
                tools,
                1);
    }

    /** Stores it in a transaction of its own. */
    public void in(Store store) {
        Transactions.write(store, rows(), inserted -> changes());
    }
}
