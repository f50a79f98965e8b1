package ai.openclaw.lightning.proofs;

import ai.openclaw.lightning.model.Suggestion;
import ai.openclaw.lightning.model.Suggestion.Grade;
import ai.openclaw.lightning.model.SuggestionEvidence;
import ai.openclaw.lightning.optimizer.Learner;
import ai.openclaw.lightning.optimizer.LearnerMemory.Claim;
import ai.openclaw.lightning.optimizer.OptimizerSettings;
import ai.openclaw.lightning.optimizer.ScoredTrace;
import ai.openclaw.lightning.optimizer.mining.DecisionPointOptimizer;
import ai.openclaw.lightning.traces.RecordedTrace;
import ai.openclaw.lightning.traces.RecordedTraces;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;

/** Proofs 1 to 4: what the miner claims, and what not, on recorded traces. */
final class MinerProofs {

    private static final String TERMINAL = "transfer_to_human_agents";

    private MinerProofs() {}

    static Learner learner() {
        return new DecisionPointOptimizer().newLearner(OptimizerSettings.DEFAULT);
    }

    static List<Claim> claims(Learner learner) {
        return learner.memory().agents().values().stream()
                .flatMap(agent -> agent.claims().stream())
                .toList();
    }

    /** 1: outcomes shuffled within tasks; whatever is claimed then is false. */
    static ProofRow shuffledWithinTasks(int shuffles) {
        List<RecordedTrace> traces = RecordedTraces.read(RecordedTraces.TAU_AIRLINE);
        int claimed = 0;
        int naive = 0;
        for (int seed = 0; seed < shuffles; seed++) {
            List<RecordedTrace> shuffled = shuffleWithinTasks(traces, new SplittableRandom(seed));
            Learner learner = learner();
            for (int i = 0; i < shuffled.size(); i++) {
                learner.learn(shuffled.get(i).scored(i, true));
            }
            claimed += claims(learner).isEmpty() ? 0 : 1;
            naive += Rivals.fisherByTool(shuffled).isEmpty() ? 0 : 1;
        }
        double share = (double) claimed / shuffles;
        return new ProofRow(
                "1 tau-bench with task keys, outcomes shuffled within tasks",
                "any claim in ≤ 10 % of shuffles",
                claimed + " of " + shuffles,
                share <= 0.1,
                "Fisher + BH by tool, unstratified: " + naive + " of " + shuffles);
    }

    private static List<RecordedTrace> shuffleWithinTasks(List<RecordedTrace> traces, SplittableRandom random) {
        Map<String, List<Boolean>> outcomes = new HashMap<>();
        traces.forEach(trace -> {
            List<Boolean> task = outcomes.computeIfAbsent(trace.taskKey(), key -> new ArrayList<>());
            int place = random.nextInt(task.size() + 1);
            task.add(place, trace.success());
        });
        return traces.stream()
                .map(trace -> withOutcome(trace, outcomes.get(trace.taskKey()).remove(0)))
                .toList();
    }

    private static RecordedTrace withOutcome(RecordedTrace trace, boolean success) {
        return new RecordedTrace(
                trace.traceId(),
                trace.sessionKey(),
                trace.agentId(),
                trace.taskKey(),
                trace.message(),
                trace.hardness(),
                success,
                trace.calls());
    }

    /** 2: tau-bench as it is. */
    static List<ProofRow> airlineAsItIs() {
        List<RecordedTrace> traces = RecordedTraces.read(RecordedTraces.TAU_AIRLINE);
        Learner keyed = learner();
        Learner withheld = learner();
        for (int i = 0; i < traces.size(); i++) {
            keyed.learn(traces.get(i).scored(i, true));
            withheld.learn(traces.get(i).scored(i, false));
        }
        boolean claimed =
                claims(keyed).stream().anyMatch(claim -> claim.pattern().contains(TERMINAL));
        boolean suggested = keyed.suggestions().stream().anyMatch(s -> s.tools().contains(TERMINAL))
                || withheld.suggestions().stream().anyMatch(s -> s.tools().contains(TERMINAL));
        Map<String, Double> naive = Rivals.fisherByTool(traces);
        boolean hintsOnly =
                claims(withheld).isEmpty() && withheld.suggestions().stream().allMatch(s -> s.grade() == Grade.HINT);
        return List.of(
                new ProofRow(
                        "2 tau-bench as it is, with task keys",
                        "no claim and no suggestion on `" + TERMINAL + "`",
                        claims(keyed).size() + " claims, " + keyed.suggestions().size() + " suggestions, none on it",
                        !claimed && !suggested,
                        "Fisher + BH by tool: " + naive.size() + " tools, `" + TERMINAL + "` at "
                                + String.format(Locale.ROOT, "%+.0f points", 100 * naive.getOrDefault(TERMINAL, 0.0))),
                new ProofRow(
                        "2 with the keys withheld",
                        "nothing above `hint`",
                        withheld.suggestions().size() + " suggestions, all hints",
                        hintsOnly,
                        ""));
    }

    /** 3: a planted first call that helps by the given number of points. */
    static ProofRow planted(int n, double difference, int seeds) {
        List<RecordedTrace> traces = RecordedTraces.read(RecordedTraces.TAU_AIRLINE);
        Map<String, Double> rates = new HashMap<>();
        traces.forEach(trace -> rates.merge(trace.taskKey(), trace.success() ? 1.0 : 0.0, Double::sum));
        rates.replaceAll((task, successes) -> (successes + 0.5) / 5);
        double shift = shiftFor(
                rates.values().stream().mapToDouble(Double::doubleValue).toArray(), difference);
        int found = 0;
        int others = 0;
        for (int seed = 0; seed < seeds; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Learner learner = learner();
            for (int i = 0; i < n; i++) {
                RecordedTrace trace = traces.get(i % traces.size());
                boolean planned = random.nextBoolean();
                double rate = rates.get(trace.taskKey());
                boolean success = random.nextDouble() < (planned ? shifted(rate, shift) : rate);
                learner.learn(plant(trace, i, planned, success).scored(i, true));
            }
            List<Claim> claims = claims(learner);
            boolean hit = claims.stream()
                            .anyMatch(claim -> claim.pattern().equals("start>next:zz_plan") && claim.positive())
                    || claims.stream()
                            .anyMatch(claim -> claim.pattern().equals("start>next:zz_skip") && !claim.positive());
            found += hit ? 1 : 0;
            others += (int) claims.stream()
                    .filter(claim -> !claim.pattern().startsWith("start>next:zz_"))
                    .count();
        }
        double otherMean = (double) others / seeds;
        return new ProofRow(
                String.format(Locale.ROOT, "3 a plant of %+.0f points, n = %d, %d seeds", 100 * difference, n, seeds),
                "claimed in ≥ 90 %, other claims < 0.5 a run",
                String.format(Locale.ROOT, "%.0f %%, %.2f others a run", 100.0 * found / seeds, otherMean),
                found >= 0.9 * seeds && otherMean < 0.5,
                "");
    }

    private static RecordedTrace plant(RecordedTrace trace, int copy, boolean planned, boolean success) {
        List<RecordedTrace.Call> calls = new ArrayList<>();
        var params = JsonNodeFactory.instance.objectNode();
        calls.add(new RecordedTrace.Call("first", planned ? "zz_plan" : "zz_skip", params, "ok", null));
        calls.addAll(trace.calls());
        return new RecordedTrace(
                trace.traceId() + "-" + copy,
                trace.sessionKey(),
                trace.agentId(),
                trace.taskKey(),
                trace.message(),
                trace.hardness(),
                success,
                calls);
    }

    private static double shifted(double rate, double shift) {
        return 1 / (1 + Math.exp(-Math.log(rate / (1 - rate)) - shift));
    }

    private static double shiftFor(double[] rates, double difference) {
        double low = 0;
        double high = 20;
        for (int step = 0; step < 60; step++) {
            double middle = (low + high) / 2;
            double mean = 0;
            for (double rate : rates) {
                mean += (shifted(rate, middle) - rate) / rates.length;
            }
            if (mean < difference) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** 4, without the HTTP API: InterCode "try again" replayed into a learner. */
    static ProofRow tryAgain() {
        List<RecordedTrace> traces = RecordedTraces.read(RecordedTraces.TRY_AGAIN);
        Learner learner = learner();
        List<ScoredTrace> scored = new ArrayList<>();
        for (int i = 0; i < traces.size(); i++) {
            scored.add(traces.get(i).scored(i, false));
        }
        scored.forEach(learner::learn);
        List<Suggestion> suggestions = learner.suggestions();
        Suggestion first = suggestions.get(0);
        boolean right = isSchemaFirst(first);
        boolean safe = suggestions.size() <= 5 && suggestions.stream().allMatch(s -> s.grade() == Grade.HINT);
        boolean firstByGain = suggestions.stream()
                .allMatch(s -> s.evidence().expectedGain() <= first.evidence().expectedGain());
        Map<String, Double> ngrams = Rivals.fisherByNgram(traces);
        String worst = ngrams.entrySet().stream()
                .min(Map.Entry.comparingByValue())
                .map(entry -> String.format(Locale.ROOT, "%s at %+.0f", entry.getKey(), 100 * entry.getValue()))
                .orElse("nothing");
        return new ProofRow(
                "4 InterCode \"try again\", no keys (in memory)",
                "first: after `select` fails call `show`, `desc` or `describe`; ≤ 5; hints only",
                String.format(
                        Locale.ROOT,
                        "%d hints; first: \"%s\" (gain %.1f points, %.0f %% of %d against %.0f %% of %d)",
                        suggestions.size(),
                        first.text(),
                        100 * first.evidence().expectedGain(),
                        100 * first.evidence().taken().mean(),
                        first.evidence().taken().traces(),
                        100 * first.evidence().notTaken().mean(),
                        first.evidence().notTaken().traces()),
                right && safe && firstByGain,
                "n-grams by Fisher + BH: " + ngrams.size() + " patterns, lowest: " + worst);
    }

    /** 4, with less data: how often a random part of the traces finds the same rule. */
    static ProofRow tryAgainWithFewTraces(int draws) {
        List<RecordedTrace> traces = RecordedTraces.read(RecordedTraces.TRY_AGAIN);
        StringBuilder figure = new StringBuilder();
        double atHundred = 0;
        for (int size : new int[] {20, 50, 100, 200}) {
            int found = 0;
            for (int seed = 0; seed < draws; seed++) {
                List<RecordedTrace> drawn = new ArrayList<>(traces);
                Collections.shuffle(drawn, new Random(seed));
                Learner learner = learner();
                for (int i = 0; i < size; i++) {
                    learner.learn(drawn.get(i).scored(i, false));
                }
                found += learner.suggestions().stream().anyMatch(MinerProofs::isSchemaFirst) ? 1 : 0;
            }
            double share = (double) found / draws;
            atHundred = size == 100 ? share : atHundred;
            figure.append(String.format(Locale.ROOT, "%s%.0f %% of n = %d", size == 20 ? "" : ", ", 100 * share, size));
        }
        return new ProofRow(
                "4 the same from random parts of the traces, " + draws + " draws each",
                "found in ≥ 90 % of n = 100",
                figure.toString(),
                atHundred >= 0.9,
                "");
    }

    private static boolean isSchemaFirst(Suggestion suggestion) {
        return suggestion.text().startsWith("When `select` fails, call `")
                && Set.of("show", "desc", "describe")
                        .contains(suggestion.tools().get(suggestion.tools().size() - 1));
    }

    /** The first suggestion of proof 4 in full, for docs/optimizer.md. */
    static List<String> workedExample() {
        Learner learner = learner();
        List<RecordedTrace> traces = RecordedTraces.read(RecordedTraces.TRY_AGAIN);
        for (int i = 0; i < traces.size(); i++) {
            learner.learn(traces.get(i).scored(i, false));
        }
        Suggestion first = learner.suggestions().get(0);
        SuggestionEvidence evidence = first.evidence();
        List<String> lines = new ArrayList<>();
        lines.add("rule: " + first.text());
        lines.add("grade: " + first.grade().jsonName() + ". " + evidence.gradeReason());
        lines.add(String.format(
                Locale.ROOT,
                "effect: %.1f points, interval %.1f to %.1f; p = %.1e; expected gain %.1f points",
                100 * evidence.effect().estimate(),
                100 * evidence.effect().low(),
                100 * evidence.effect().high(),
                evidence.p(),
                100 * evidence.expectedGain()));
        lines.add(group("did so", evidence.taken()));
        lines.add(group("did otherwise", evidence.notTaken()));
        for (SuggestionEvidence.Stratum row : evidence.strata()) {
            lines.add("  " + row.name() + ": " + group("did so", row.taken()) + "; "
                    + group("did otherwise", row.notTaken()));
        }
        lines.add(String.format(
                Locale.ROOT,
                "should rise: %s Now %.0f %%.",
                evidence.expectedChange().text(),
                100 * evidence.expectedChange().share()));
        lines.add(String.format(
                Locale.ROOT,
                "smallest effect these data can show: %.1f points; an experiment would take about %d traces",
                100 * evidence.smallestDetectable(),
                evidence.decisionTraces()));
        return lines;
    }

    private static String group(String what, SuggestionEvidence.Group group) {
        return String.format(Locale.ROOT, "%s: %d traces, %.0f %% success", what, group.traces(), 100 * group.mean());
    }
}
