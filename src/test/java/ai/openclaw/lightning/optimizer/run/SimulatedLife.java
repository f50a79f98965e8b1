package ai.openclaw.lightning.optimizer.run;

import ai.openclaw.lightning.guidance.ActiveRule;
import ai.openclaw.lightning.guidance.Guidance;
import ai.openclaw.lightning.model.ArmAssignment;
import ai.openclaw.lightning.model.Experiment;
import ai.openclaw.lightning.model.LearnedDocuments;
import ai.openclaw.lightning.model.OptimizerView;
import ai.openclaw.lightning.model.OptimizerView.Health;
import ai.openclaw.lightning.model.RewardSource;
import ai.openclaw.lightning.model.StoredAssignment;
import ai.openclaw.lightning.model.Suggestion;
import ai.openclaw.lightning.model.Suggestion.Status;
import ai.openclaw.lightning.model.SuggestionDecision;
import ai.openclaw.lightning.model.TraceEvidence;
import ai.openclaw.lightning.model.TraceOrigin;
import ai.openclaw.lightning.model.TraceState.Labels;
import ai.openclaw.lightning.model.TraceStatus;
import ai.openclaw.lightning.optimizer.Family;
import ai.openclaw.lightning.optimizer.mining.DecisionPointOptimizer;
import ai.openclaw.lightning.optimizer.run.RunSettings.Mode;
import ai.openclaw.lightning.optimizer.waste.WasteOptimizer;
import ai.openclaw.lightning.reward.SuccessReward;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** 2,000 sessions of one agent, twenty a day, through the optimizer as it is: what becomes of its success? */
public final class SimulatedLife {

    private static final int SESSIONS = 2_000;
    private static final int A_DAY = 20;
    private static final long DAY_MS = 24 * 3_600_000L;
    private static final long BEGIN = 1_800_000_000_000L;
    private static final String AGENT = "agent";
    private static final Set<String> TOOLS =
            Set.of("read", "search", "list", "query", "schema", "think", "open", "write", "log", "test", "submit");

    private final OptimizerState state;
    private final LifeWorld world;
    private final boolean accepts;
    private final List<Boolean> successes = new ArrayList<>();
    private final List<String> verdicts = new ArrayList<>();
    private final List<String> seen = new ArrayList<>();
    private long now = BEGIN;
    private long ids;
    private int toldHarmful;
    private int firstTrueRule = Integer.MAX_VALUE;

    /** @param mode in the manual one a person accepts the best suggestion whenever none is on trial */
    public SimulatedLife(Mode mode, long seed, Path folder) {
        accepts = mode == Mode.MANUAL;
        world = new LifeWorld(seed);
        ids = seed * 1_000_003;
        RunSettings settings = new RunSettings(
                mode,
                TOOLS,
                Set.of(TraceOrigin.USER),
                10,
                50_000,
                3,
                EnumSet.allOf(Family.class),
                Experiment.Unit.TRACE,
                4_000,
                false,
                5_000);
        state = new OptimizerState(
                new OptimizerParts(
                        null,
                        null,
                        settings,
                        List.of(new DecisionPointOptimizer(), new WasteOptimizer()),
                        new SuccessReward(),
                        () -> now,
                        this::newId,
                        folder,
                        Optional.empty()),
                new LearnedDocuments(List.of(), List.of(), List.of()));
    }

    private String newId() {
        return String.format(Locale.ROOT, "%016x%016x", ++ids * 0x9E3779B97F4A7C15L, ids);
    }

    /** Lives it. */
    public SimulatedLife live() {
        for (int session = 0; session < SESSIONS; session++) {
            now = BEGIN + session * DAY_MS / A_DAY;
            live(session);
            if (session % A_DAY == A_DAY - 1) {
                evening(session / A_DAY + 1);
            }
        }
        return this;
    }

    private void live(int order) {
        String traceId = newId();
        Guidance guidance = Guidance.forTrace(state.guidance(), AGENT, traceId, "s" + order);
        Set<String> told = guidance.rules().stream().map(ActiveRule::text).collect(Collectors.toSet());
        toldHarmful += told.contains(LifeWorld.HARMFUL) ? 1 : 0;
        LifeWorld.Session session = world.session(told);
        successes.add(session.success());
        List<ArmAssignment> arms = guidance.arms();
        Labels labels = new Labels(AGENT, "model", null, null, null, null);
        if (!arms.isEmpty()) {
            state.assigned(new StoredAssignment(order + 1, traceId, "s" + order, now, labels, session.message(), arms));
        }
        state.closed(
                new TraceEvidence(
                        order + 1,
                        traceId,
                        "s" + order,
                        TraceStatus.ENDED,
                        labels,
                        now,
                        session.message(),
                        false,
                        session.success(),
                        RewardSource.END,
                        List.of(),
                        null,
                        null,
                        null,
                        null,
                        null,
                        session.calls()),
                now);
    }

    private void evening(int day) {
        state.conclude(now, true);
        OptimizerView view = view();
        boolean onTrial = view.suggestions().stream().anyMatch(one -> one.status() == Status.IN_EXPERIMENT);
        if (accepts && !onTrial) {
            view.suggestions().stream()
                    .filter(one -> one.status() == Status.PROPOSED)
                    .findFirst()
                    .ifPresent(best -> state.decide(
                            new SuggestionDecision(best.id(), SuggestionDecision.Action.EXPERIMENT, null, null), now));
        }
        note(day, state.take().suggestions());
        if (day == 1 || day == 7 || day == 28 || day == 100) {
            seen.add("day " + day + ": " + summary());
        }
    }

    private void note(int day, List<Suggestion> changed) {
        for (Suggestion one : changed) {
            Status status = one.status();
            if (status != Status.PROPOSED && status != Status.ACCEPTED) {
                verdicts.add("day " + day + " " + status.jsonName() + ": " + one.text());
            }
            if (status == Status.ADOPTED && LifeWorld.TRUE_RULES.contains(one.text())) {
                firstTrueRule = Math.min(firstTrueRule, day);
            }
        }
    }

    private OptimizerView view() {
        return state.view(now, now, OptimizerView.EMPTY.progress(), Health.PASS);
    }

    private String summary() {
        return view().suggestions().stream()
                .filter(one -> one.status() != Status.RETIRED)
                .limit(4)
                .map(one -> one.status().jsonName() + " \"" + one.text() + "\"")
                .collect(Collectors.joining("; "));
    }

    /** The share of successful sessions in a quarter of its life, 0 to 3. */
    public double success(int quarter) {
        int length = SESSIONS / 4;
        return successes.subList(quarter * length, (quarter + 1) * length).stream()
                        .filter(success -> success)
                        .count()
                / (double) length;
    }

    /** The day on which the first of the true rules was adopted; very late where none was. */
    public int firstTrueRule() {
        return firstTrueRule;
    }

    /** In how many sessions the agent was told the harmful rule. */
    public int toldHarmful() {
        return toldHarmful;
    }

    /** Every decision with its day. */
    public List<String> verdicts() {
        return verdicts;
    }

    /** What was to be seen on days 1, 7, 28 and 100. */
    public List<String> seen() {
        return seen;
    }
}
