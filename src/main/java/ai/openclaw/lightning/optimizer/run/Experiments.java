package ai.openclaw.lightning.optimizer.run;

import ai.openclaw.lightning.guidance.ActiveGuidance;
import ai.openclaw.lightning.guidance.ActiveRule;
import ai.openclaw.lightning.guidance.RunningExperiment;
import ai.openclaw.lightning.model.Experiment;
import ai.openclaw.lightning.model.Experiment.Method;
import ai.openclaw.lightning.model.Experiment.Purpose;
import ai.openclaw.lightning.model.ExperimentReport;
import ai.openclaw.lightning.model.StoredAssignment;
import ai.openclaw.lightning.model.Suggestion;
import ai.openclaw.lightning.model.Suggestion.Status;
import ai.openclaw.lightning.optimizer.experiment.AdoptionRule;
import ai.openclaw.lightning.optimizer.experiment.UnitOutcome;
import ai.openclaw.lightning.optimizer.experiment.Verdict;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** All experiments, running and ended, and the guidance that follows from them. Not thread-safe. */
final class Experiments {

    /** After adoption a twelfth or so of the traces stays without the rule for a while. */
    private static final double HOLD_OUT_TREATED = 0.92;

    private static final int HOLD_OUT_TRACES = 1_000;
    private static final int ID_LENGTH = 12;
    private static final int VERSION_BYTES = 6;

    private final RunSettings settings;
    private final Supplier<String> ids;
    private final Map<String, LiveExperiment> experiments = new LinkedHashMap<>();
    private final Set<String> changed = new HashSet<>();

    /** @param ids random, of 32 hex digits */
    Experiments(RunSettings settings, Supplier<String> ids, Collection<LiveExperiment> stored) {
        this.settings = settings;
        this.ids = ids;
        stored.forEach(one -> experiments.put(one.plan().id(), one));
    }

    /** Begins a trial. */
    Experiment start(Suggestion suggestion, double probability, long now, Set<String> knownErrorClasses) {
        Method method = settings.fixedHorizon() ? Method.FIXED_HORIZON : Method.BETTING;
        return begin(new Experiment(
                newId(),
                ids.get(),
                List.of(suggestion.id()),
                suggestion.agentId(),
                Purpose.TRIAL,
                Experiment.Unit.TRACE,
                method,
                probability,
                settings.experimentTracesMax(),
                now,
                knownErrorClasses));
    }

    private void holdOut(Experiment trial, long now) {
        begin(new Experiment(
                newId(),
                ids.get(),
                trial.suggestionIds(),
                trial.agentId(),
                Purpose.HOLD_OUT,
                Experiment.Unit.TRACE,
                Method.BETTING,
                HOLD_OUT_TREATED,
                HOLD_OUT_TRACES,
                now,
                trial.knownErrorClasses()));
    }

    private Experiment begin(Experiment plan) {
        experiments.put(plan.id(), new LiveExperiment(plan));
        changed.add(plan.id());
        return plan;
    }

    private String newId() {
        return "exp-" + ids.get().substring(0, ID_LENGTH);
    }

    /** Where to read assignments from: before the first that any running experiment may not know. */
    long assignedUntil() {
        return running().stream()
                .mapToLong(LiveExperiment::lastOrder)
                .map(order -> Math.max(0, order))
                .min()
                .orElse(0);
    }

    void assigned(StoredAssignment trace, Supplier<String> stratum) {
        for (LiveExperiment experiment : running()) {
            boolean named = trace.arms().stream()
                    .anyMatch(arm -> arm.experiment().equals(experiment.plan().id()));
            if (named && experiment.assigned(trace, stratum.get())) {
                changed.add(experiment.plan().id());
            }
        }
    }

    /** How a trace went; verdicts follow at once, so that they do not depend on when the optimizer runs. */
    void ended(String traceId, UnitOutcome outcome, long now, Portfolio portfolio) {
        boolean any = false;
        for (LiveExperiment experiment : running()) {
            if (experiment.ended(traceId, outcome)) {
                changed.add(experiment.plan().id());
                any = true;
            }
        }
        if (any) {
            judge(now, portfolio);
        }
    }

    void abandoned(String traceId) {
        running().forEach(experiment -> experiment.abandoned(traceId));
    }

    void expire(long now, Portfolio portfolio) {
        for (LiveExperiment experiment : running()) {
            if (experiment.expire(now)) {
                changed.add(experiment.plan().id());
                judge(now, portfolio);
            }
        }
    }

    private void judge(long now, Portfolio portfolio) {
        List<LiveExperiment> running = running();
        Map<String, Verdict> verdicts =
                AdoptionRule.verdicts(running.stream().map(LiveExperiment::run).toList());
        running.forEach(
                experiment -> follow(experiment, verdicts.get(experiment.plan().id()), now, portfolio));
    }

    private void follow(LiveExperiment experiment, Verdict verdict, long now, Portfolio portfolio) {
        if (verdict instanceof Verdict.GoOn) {
            return;
        }
        Experiment plan = experiment.plan();
        boolean trial = plan.purpose() == Purpose.TRIAL;
        changed.add(plan.id());
        if (verdict instanceof Verdict.Pause) {
            experiment.become(LiveExperiment.Status.PAUSED, verdict.reason(), now);
            return;
        }
        experiment.become(LiveExperiment.Status.ENDED, verdict.reason(), now);
        if (verdict instanceof Verdict.Adopt) {
            change(plan, Status.ADOPTED, verdict, now, portfolio);
            holdOut(plan, now);
        } else if (verdict instanceof Verdict.RollBack) {
            change(plan, Status.ROLLED_BACK, verdict, now, portfolio);
        } else if (trial) {
            change(plan, Status.REFUTED, verdict, now, portfolio);
        }
    }

    private static void change(Experiment plan, Status to, Verdict verdict, long now, Portfolio portfolio) {
        for (String id : plan.suggestionIds()) {
            portfolio.change(portfolio.get(id), to, now, Portfolio.AUTO, verdict.reason());
        }
    }

    /** A person does not want the rule any more. */
    void endThoseOf(String suggestionId, String why, long now) {
        for (LiveExperiment experiment : experiments.values()) {
            if (experiment.suggestionIds().contains(suggestionId)
                    && experiment.status() != LiveExperiment.Status.ENDED) {
                experiment.become(LiveExperiment.Status.ENDED, why, now);
                changed.add(experiment.plan().id());
            }
        }
    }

    private List<LiveExperiment> running() {
        return experiments.values().stream()
                .filter(experiment -> experiment.status() == LiveExperiment.Status.RUNNING)
                .toList();
    }

    /** Trials that have no verdict; a paused one still takes a place. */
    long trials() {
        return experiments.values().stream()
                .filter(experiment -> experiment.status() != LiveExperiment.Status.ENDED)
                .filter(experiment -> experiment.plan().purpose() == Purpose.TRIAL)
                .count();
    }

    /** Traces whose outcome is waited for. */
    List<String> waiting() {
        return running().stream()
                .flatMap(experiment -> experiment.waiting().stream())
                .distinct()
                .toList();
    }

    List<ExperimentReport> reports() {
        return experiments.values().stream()
                .map(LiveExperiment::report)
                .sorted(Comparator.comparingLong(
                                (ExperimentReport report) -> -report.plan().startedAt())
                        .thenComparing(report -> report.plan().id()))
                .toList();
    }

    /** What agents are told: adopted rules, and those on trial to their treated traces. */
    ActiveGuidance guidance(Portfolio portfolio) {
        Set<String> held = new HashSet<>();
        List<RunningExperiment> told = new ArrayList<>();
        for (LiveExperiment experiment : experiments.values()) {
            if (experiment.status() != LiveExperiment.Status.ENDED) {
                held.addAll(experiment.suggestionIds());
            }
            if (experiment.status() == LiveExperiment.Status.RUNNING) {
                told.add(new RunningExperiment(
                        experiment.plan(),
                        experiment.suggestionIds().stream()
                                .map(portfolio::get)
                                .map(Experiments::rule)
                                .toList()));
            }
        }
        List<ActiveRule> rules = portfolio.all().stream()
                .filter(one -> one.status() == Status.ADOPTED && !held.contains(one.id()))
                .sorted(Comparator.comparing(Suggestion::id))
                .map(Experiments::rule)
                .toList();
        return rules.isEmpty() && told.isEmpty()
                ? ActiveGuidance.EMPTY
                : new ActiveGuidance(version(rules, told), rules, told);
    }

    private static ActiveRule rule(Suggestion suggestion) {
        return new ActiveRule(suggestion.id(), suggestion.text(), suggestion.agentId());
    }

    /** Follows from the content, so that a restart changes nothing for who has it. */
    private static String version(List<ActiveRule> rules, List<RunningExperiment> told) {
        StringBuilder content = new StringBuilder();
        rules.forEach(rule -> content.append(rule).append('\n'));
        told.forEach(one -> content.append(one.plan().id()).append(one.rules()).append('\n'));
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(content.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, VERSION_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** What changed since it was asked last. */
    List<LiveExperiment> takeChanged() {
        List<LiveExperiment> taken =
                changed.stream().sorted().map(experiments::get).toList();
        changed.clear();
        return taken;
    }

    /** What was taken could not be stored. */
    void giveBack(List<LiveExperiment> taken) {
        taken.forEach(one -> changed.add(one.plan().id()));
    }
}
