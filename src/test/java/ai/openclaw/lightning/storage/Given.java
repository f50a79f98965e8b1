package ai.openclaw.lightning.storage;

import ai.openclaw.lightning.model.ArmAssignment;
import ai.openclaw.lightning.model.DayFigures;
import ai.openclaw.lightning.model.RewardSource;
import ai.openclaw.lightning.model.ToolFigures;
import ai.openclaw.lightning.model.TraceEvent;
import ai.openclaw.lightning.model.TraceState;
import ai.openclaw.lightning.model.TraceState.Labels;
import ai.openclaw.lightning.model.TraceState.Lifecycle;
import ai.openclaw.lightning.model.TraceState.Outcome;
import ai.openclaw.lightning.model.TraceState.Sourced;
import ai.openclaw.lightning.model.TraceState.Timed;
import ai.openclaw.lightning.model.TraceState.Tools;
import ai.openclaw.lightning.model.TraceStatus;
import ai.openclaw.lightning.storage.Changes.Text;
import ai.openclaw.lightning.storage.Changes.TraceChange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A trace to be stored, with its rows and what they add to the figures; for tests of stores. */
public final class Given {

    public static final long RECEIVED = 1_800_000_000_000L;
    private static final long DAY_MS = Duration.ofDays(1).toMillis();

    private final String traceId;
    private String sessionKey;
    private long startTime = 1_700_000_000_000L;
    private long receivedAt = RECEIVED;
    private long lastEventAt = RECEIVED;
    private TraceStatus status = TraceStatus.OPEN;
    private Labels labels = Labels.NONE;
    private Boolean success;
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

    public Given received(long time) {
        receivedAt = time;
        lastEventAt = time;
        return this;
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
        labels = new Labels(agentId, "model of " + traceId, "task", "v1");
        return this;
    }

    public Given text(String message, String metadata, String endMetadata) {
        text = new Text(message, metadata, endMetadata, List.of());
        return this;
    }

    public Given arm(String experiment) {
        text = new Text(null, null, null, List.of(new ArmAssignment(experiment, ArmAssignment.CONTROL, 0.5, true)));
        return this;
    }

    public Given call(String callId, String tool, long timestamp) {
        return call(callId, tool, timestamp, null, 10L);
    }

    public Given call(String callId, String tool, long timestamp, String error, Long durationMs) {
        calls.add(new NewRows.Call(
                traceId,
                new TraceEvent.ToolCall(
                        traceId, null, timestamp, callId, tool, "{\"a\":1}", "[true]", error, durationMs)));
        return this;
    }

    public Given reward(String rewardId, Double worth, long timestamp) {
        rewards.add(new NewRows.Reward(
                traceId,
                new TraceEvent.Reward(
                        traceId,
                        null,
                        timestamp,
                        rewardId,
                        RewardSource.USER,
                        true,
                        null,
                        worth,
                        100L,
                        200L,
                        1_500L,
                        4.5,
                        "{\"by\":\"test\"}")));
        return this;
    }

    public TraceState state() {
        boolean open = status == TraceStatus.OPEN;
        Tools tools = Tools.NONE;
        for (NewRows.Call call : calls) {
            tools = tools.called(call.event().toolName());
        }
        return new TraceState(
                traceId,
                sessionKey,
                new Lifecycle(status, startTime, startTime, open ? null : Long.valueOf(startTime + 5_000)),
                labels,
                new Outcome(
                        Sourced.of(success, RewardSource.END, startTime + 5_000),
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
        DayFigures figures = DayFigures.of(state());
        Map<String, ToolFigures> tools = new HashMap<>();
        for (NewRows.Call call : calls) {
            boolean failed = call.event().error() != null;
            figures = figures.plus(DayFigures.ofToolCalls(0, failed ? 1 : 0));
            tools.merge(
                    call.event().toolName(), ToolFigures.of(failed, call.event().durationMs()), ToolFigures::plus);
        }
        for (NewRows.Reward reward : rewards) {
            figures = figures.plus(DayFigures.ofReward(reward.event().reward()));
        }
        return new Changes(
                List.of(new TraceChange(null, state(), text)), Map.of(receivedAt / DAY_MS, figures), tools, 1);
    }

    /** Stores it in a transaction of its own. */
    public void in(Store store) {
        Transactions.write(store, rows(), inserted -> changes());
    }
}
