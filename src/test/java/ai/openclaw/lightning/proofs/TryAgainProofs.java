package ai.openclaw.lightning.proofs;

import ai.openclaw.lightning.model.Suggestion;
import ai.openclaw.lightning.model.Suggestion.Grade;
import ai.openclaw.lightning.model.SuggestionEvidence;
import ai.openclaw.lightning.optimizer.Learner;
import ai.openclaw.lightning.optimizer.ScoredTrace;
import ai.openclaw.lightning.traces.RecordedTrace;
import ai.openclaw.lightning.traces.RecordedTraces;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Proof 4: what the miner suggests to the agent of InterCode's "try again". */
final class TryAgainProofs {

    private TryAgainProofs() {}

    /** 4, without the HTTP API: InterCode "try again" replayed into a learner. */
    static ProofRow tryAgain() {
        List<RecordedTrace> traces = RecordedTraces.read(RecordedTraces.TRY_AGAIN);
        Learner learner = MinerProofs.learner();
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
                Learner learner = MinerProofs.learner();
                for (int i = 0; i < size; i++) {
                    learner.learn(drawn.get(i).scored(i, false));
                }
                found += learner.suggestions().stream().anyMatch(TryAgainProofs::isSchemaFirst) ? 1 : 0;
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
        Learner learner = MinerProofs.learner();
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
