package ai.openclaw.lightning.optimizer.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.openclaw.lightning.guidance.ArmDraw;
import ai.openclaw.lightning.model.ArmAssignment;
import ai.openclaw.lightning.model.BridgeException;
import ai.openclaw.lightning.model.Experiment;
import ai.openclaw.lightning.model.ExperimentReport;
import ai.openclaw.lightning.model.OptimizerView;
import ai.openclaw.lightning.model.OptimizerView.Health;
import ai.openclaw.lightning.model.RewardSource;
import ai.openclaw.lightning.model.StoredAssignment;
import ai.openclaw.lightning.model.Suggestion;
import ai.openclaw.lightning.model.Suggestion.Grade;
import ai.openclaw.lightning.model.Suggestion.Status;
import ai.openclaw.lightning.model.SuggestionDecision;
import ai.openclaw.lightning.model.SuggestionDecision.Action;
import ai.openclaw.lightning.model.SuggestionEvidence.Metric;
import ai.openclaw.lightning.model.TraceEvidence;
import ai.openclaw.lightning.model.TraceOrigin;
import ai.openclaw.lightning.model.TraceState.Labels;
import ai.openclaw.lightning.model.TraceStatus;
import ai.openclaw.lightning.optimizer.Optimizer;
import ai.openclaw.lightning.optimizer.SampleEvidence;
import ai.openclaw.lightning.reward.SuccessReward;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The optimizer without a bridge: the test hands it traces one by one, and says what time it is. */
final class SimulatedOptimizer {

    static final String AGENT = "agent";

    private static final Labels LABELS = new Labels(AGENT, null, null, null, null, null);

    /** What rules may name in automatic modes. */
    static final Set<String> TOOLS = Set.of("read", "write");

    private final OptimizerParts parts;
    private final StoredDocuments stored = new StoredDocuments();
    private final Map<String, StoredAssignment> assigned = new LinkedHashMap<>();
    private OptimizerState state;
    private long ids;
    private int traces;
    long now = 1_800_000_000_000L;

    SimulatedOptimizer(Path folder, RunSettings settings, Suggestion... suggestions) {
        this(folder, settings, List.of(), suggestions);
    }

    SimulatedOptimizer(Path folder, RunSettings settings, List<Optimizer> optimizers, Suggestion... suggestions) {
        parts = new OptimizerParts(
                null,
                null,
                settings,
                optimizers,
                new SuccessReward(),
                () -> now,
                this::newId,
                folder,
                Optional.empty());
        List.of(suggestions).forEach(one -> stored.suggestions.put(one.id(), Documents.of(one)));
        restart();
    }

    /** One that tries the rule on traces. */
    static SimulatedOptimizer onTrial(Path folder, Suggestion rule, RunSettings settings) {
        SimulatedOptimizer optimizer = new SimulatedOptimizer(folder, settings, rule);
        optimizer.decide(rule.id(), Action.EXPERIMENT);
        optimizer.save();
        return optimizer;
    }

    static SimulatedOptimizer onTrial(Path folder, Suggestion rule) {
        return onTrial(folder, rule, settings());
    }

    static RunSettings settings(Experiment.Unit unit, int unitsMax, boolean fixedHorizon) {
        return new RunSettings(
                RunSettings.Mode.MANUAL,
                TOOLS,
                Set.of(TraceOrigin.USER),
                10,
                5_000,
                3,
                Set.of(),
                unit,
                unitsMax,
                fixedHorizon,
                5_000);
    }

    static RunSettings settings() {
        return settings(Experiment.Unit.TRACE, 4_000, false);
    }

    static Suggestion proposal(Metric metric, String... tools) {
        return new Suggestion(
                "test-" + metric.jsonName().replace('_', '-'),
                "test",
                Suggestion.Kind.ADD_RULE,
                null,
                "Call `read` first.",
                AGENT,
                List.of(tools),
                Grade.HINT,
                Status.PROPOSED,
                SampleEvidence.of(metric),
                List.of());
    }

    private String newId() {
        // Spread over all digits, as experiments are named by the first ones.
        return String.format(Locale.ROOT, "%016x%016x", ++ids * 0x9E3779B97F4A7C15L, ids);
    }

    /** From what was stored, as after a crash: what was not saved is gone. */
    void restart() {
        state = new OptimizerState(parts, stored.all());
        save();
    }

    void save() {
        OptimizerState.UnsavedChanges taken = state.take();
        stored.save(taken.documents());
        state.stored(taken);
    }

    /** What would be there after a restart. */
    StoredDocuments stored() {
        return stored;
    }

    OptimizerState.Decided decide(String suggestionId, Action action) {
        return state.decide(new SuggestionDecision(suggestionId, action, null, null), now);
    }

    void assertConflict(String suggestionId, Action action) {
        assertThatThrownBy(() -> decide(suggestionId, action))
                .isInstanceOfSatisfying(
                        BridgeException.class,
                        refused -> assertThat(refused.kind()).isEqualTo(BridgeException.Kind.CONFLICT));
    }

    void conclude(boolean isComplete) {
        state.conclude(now, isComplete);
        save();
    }

    /** A trace starts in the arm that the draw gives it; its id. */
    String start(String session) {
        return start(report().plan(), session);
    }

    /** The same for one of several experiments. */
    String start(Experiment plan, String session) {
        String traceId = String.format(Locale.ROOT, "%032x", ++traces);
        String unit = plan.unit() == Experiment.Unit.SESSION ? session : traceId;
        String arm = ArmDraw.arm(plan.key(), unit, plan.probability());
        StoredAssignment trace = new StoredAssignment(
                traces,
                traceId,
                session,
                now,
                LABELS,
                "hello",
                List.of(new ArmAssignment(plan.id(), arm, plan.probability(), true)));
        assigned.put(traceId, trace);
        state.assigned(trace);
        return traceId;
    }

    /** The bridge reads all assignments again that came after the last one it knows. */
    void readAgain() {
        long until = state.assignedUntil();
        assigned.values().stream().filter(trace -> trace.id() > until).forEach(state::assigned);
    }

    boolean isTreated(String traceId) {
        return assigned.get(traceId).arms().get(0).arm().equals(ArmAssignment.TREATMENT);
    }

    /** The trace ended, {@code success} is null where nobody said how; each error is a call that failed so. */
    void end(String traceId, Boolean success, String... errors) {
        close(traceId, TraceStatus.ENDED, success, errors);
    }

    void abandon(String traceId) {
        close(traceId, TraceStatus.ABANDONED, null);
    }

    private void close(String traceId, TraceStatus status, Boolean success, String... errors) {
        List<TraceEvidence.Call> calls = Stream.of(errors)
                .map(error -> new TraceEvidence.Call("read", null, 0, List.of(), null, 0, error, null, null))
                .toList();
        StoredAssignment trace = assigned.get(traceId);
        state.closed(
                new TraceEvidence(
                        trace == null ? ++traces : trace.id(),
                        traceId,
                        trace == null ? "s" : trace.sessionKey(),
                        status,
                        LABELS,
                        now,
                        "hello",
                        false,
                        success,
                        success == null ? null : RewardSource.END,
                        List.of(),
                        null,
                        null,
                        null,
                        null,
                        null,
                        calls),
                now);
    }

    OptimizerView view() {
        return state.view(now, now, OptimizerView.EMPTY.progress(), Health.PASS);
    }

    /** The first experiment that was started. */
    ExperimentReport report() {
        List<ExperimentReport> reports = view().experiments();
        return reports.stream()
                .filter(one -> one.plan().purpose() == Experiment.Purpose.TRIAL)
                .findFirst()
                .orElse(reports.get(0));
    }

    Suggestion suggestion(String id) {
        return view().suggestions().stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    OptimizerState state() {
        return state;
    }
}
