package ai.openclaw.lightning.optimizer.run;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.model.OptimizerView;
import ai.openclaw.lightning.model.OptimizerView.FailingTool;
import ai.openclaw.lightning.model.Suggestion;
import ai.openclaw.lightning.model.Suggestion.Status;
import ai.openclaw.lightning.model.TraceEvidence;
import ai.openclaw.lightning.model.TraceEvidence.Call;
import ai.openclaw.lightning.optimizer.SuggestionLife;
import ai.openclaw.lightning.traces.MoreTraces;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The smallest inputs from which 0.1.0 drew rules that harm: none of them may be proposed. */
final class HarmlessProposalsTest {

    private static final String NO_REPEAT = "Do not repeat a successful `read` with the same arguments.";

    private final SplittableRandom random = new SplittableRandom(14);
    private final List<TraceEvidence> traces = new ArrayList<>();

    @TempDir
    private Path folder;

    private static Call call(String tool, String argument, String value, String result) {
        return MoreTraces.call(tool, "{\"" + argument + "\":\"" + value + "\"}", List.of(argument), result, null);
    }

    private void trace(String promptVersion, String task, double rate, Call... calls) {
        traces.add(MoreTraces.evidence(
                traces.size(),
                "t" + traces.size(),
                MoreTraces.labels("a", "m", task, promptVersion),
                "about " + task,
                random.nextDouble() < rate,
                List.of(calls)));
    }

    private List<String> proposed() {
        return new Proposing(folder).texts(traces);
    }

    /** It is all that the agent has, and the tenth call is the one that succeeds. */
    @Test
    void mainToolThatFailsNineTimesInTen_isAFinding_andNotForbidden() {
        for (int i = 0; i < 40; i++) {
            Call[] calls = new Call[10];
            for (int j = 0; j < 10; j++) {
                calls[j] = MoreTraces.call(
                        "select",
                        "{\"sql\":\"" + i + j + "\"}",
                        List.of("sql"),
                        null,
                        j < 9 ? "Error: no table" : null);
            }
            trace(null, "task " + i % 5, 0.5, calls);
        }
        OptimizerView view = new Proposing(folder).after(traces);

        assertThat(view.suggestions()).isEmpty();
        assertThat(view.failingTools()).containsExactly(new FailingTool("a", "select", 400, 360));
    }

    private void scroll(boolean samePage) {
        for (int i = 0; i < 100; i++) {
            boolean on = random.nextBoolean();
            trace(
                    null,
                    "task " + i % 5,
                    on ? 0.2 : 0.8,
                    call("scroll_down", "by", "page", "page 1"),
                    on
                            ? call("scroll_down", "by", "page", samePage ? "page 1" : "page 2")
                            : call("click", "at", "x", ""),
                    call("click", "at", "y", "done"));
        }
    }

    /** A long list makes a task hard, and going on through it is no waste. */
    @Test
    void paging_everyPageDiffers_isNoRepeat() {
        scroll(false);

        assertThat(proposed()).noneMatch(text -> text.contains("repeat"));
    }

    @Test
    void paging_samePageAgain_isARepeat() {
        scroll(true);

        assertThat(proposed()).contains("Do not repeat a successful `scroll_down` with the same arguments.");
    }

    /** Each prompt names another tool and another argument, and the later ones are better. */
    @Test
    void fourPromptVersions_theirDifferences_areNoRules() {
        for (int i = 0; i < 800; i++) {
            int version = i % 4;
            String tool = version < 2 ? "find" : "lookup";
            String argument = version % 2 == 0 ? "name" : "id";
            trace(
                    "v" + version,
                    "task " + random.nextInt(20),
                    0.2 + 0.2 * version,
                    call(tool, argument, "x" + i, "ok"),
                    call("answer", argument, "y" + i, "ok"),
                    call("send", "to", "z" + i, "ok"));
        }

        assertThat(proposed()).isEmpty();
    }

    /** All give the argument in some tasks and nobody in others; where both occur there are four of each. */
    @Test
    void argumentThatNobodyLeavesOut_isNoChoice() {
        for (int i = 0; i < 80; i++) {
            int task = i % 10;
            trace(
                    null,
                    "task " + task,
                    task < 5 ? 1 : 0,
                    call("find", task < 5 ? "zip" : "name", "x" + i, "ok"),
                    call("send", "to", "a", "ok"));
        }
        for (int i = 0; i < 8; i++) {
            trace(
                    null,
                    "both",
                    i % 2,
                    call("find", i % 2 == 0 ? "name" : "zip", "y" + i, "ok"),
                    call("send", "to", "a", "ok"));
        }

        assertThat(proposed()).isEmpty();
    }

    private void repeats() {
        for (int i = 0; i < 200; i++) {
            boolean again = random.nextBoolean();
            trace(
                    null,
                    "task " + i % 5,
                    again ? 0.2 : 0.8,
                    call("read", "file", "a", "text"),
                    call("read", "file", again ? "a" : "b", "text"),
                    call("write", "file", "c", "ok"));
        }
    }

    /** One optimizer finds that it goes with failures, the other that it costs. */
    @Test
    void sameSentenceOfTwoOptimizers_isProposedOnce() {
        repeats();

        assertThat(proposed()).containsOnlyOnce(NO_REPEAT);
    }

    @Test
    void sentenceThatWasRolledBack_doesNotComeBackFromAnotherOptimizer() {
        repeats();
        Suggestion found = new Proposing(folder)
                .after(traces).suggestions().stream()
                        .filter(one -> one.text().equals(NO_REPEAT))
                        .findFirst()
                        .orElseThrow();
        Suggestion rolledBack = changed(changed(found, Status.ACCEPTED), Status.ROLLED_BACK);

        assertThat(new Proposing(folder, rolledBack).after(traces).suggestions())
                .filteredOn(one -> one.text().equals(NO_REPEAT))
                .extracting(Suggestion::status)
                .containsExactly(Status.ROLLED_BACK);
    }

    private static Suggestion changed(Suggestion one, Status to) {
        return ((SuggestionLife.Result.Changed) SuggestionLife.change(one, to, 0, "test", "why")).suggestion();
    }
}
