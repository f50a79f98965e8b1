package ai.openclaw.lightning.optimizer.mining;

import static ai.openclaw.lightning.optimizer.mining.FamilyWorlds.failed;
import static ai.openclaw.lightning.optimizer.mining.FamilyWorlds.found;
import static ai.openclaw.lightning.optimizer.mining.FamilyWorlds.text;
import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.model.Suggestion;
import ai.openclaw.lightning.model.Suggestion.Grade;
import ai.openclaw.lightning.optimizer.Family;
import ai.openclaw.lightning.optimizer.Learner;
import ai.openclaw.lightning.optimizer.OptimizerSettings;
import ai.openclaw.lightning.optimizer.ScoredCall;
import ai.openclaw.lightning.optimizer.ScoredTrace;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each family finds what only it can see, is silent when it is switched off, and finds nothing where nothing is. */
@Tag("once")
@Tag("computes")
final class FamiliesTest {

    private static final OptimizerSettings DEFAULT = OptimizerSettings.DEFAULT;

    private static Learner learner(Set<Family> families) {
        return new DecisionPointOptimizer()
                .newLearner(new OptimizerSettings(
                        DEFAULT.tracesMin(),
                        DEFAULT.stepsMax(),
                        families,
                        DEFAULT.shownMax(),
                        DEFAULT.supportMin(),
                        DEFAULT.supportShare()));
    }

    private static ScoredTrace trace(long order, String task, List<ScoredCall> calls, boolean success) {
        return new ScoredTrace(
                "t" + order,
                order,
                "s",
                "a",
                "m",
                null,
                task,
                "about " + task,
                calls,
                success ? 1.0 : 0.0,
                "checker",
                null,
                null);
    }

    static Stream<Arguments> worlds() {
        return Stream.of(
                Arguments.of(
                        Family.BEFORE_END,
                        (FamilyWorlds.World) FamilyWorlds::checksBeforeTheEnd,
                        "Before you end with `submit`, call `check`."),
                Arguments.of(
                        Family.BEFORE_END,
                        (FamilyWorlds.World) FamilyWorlds::mendsBeforeTheEnd,
                        "When a call has just failed, mend that before you end with `submit`."),
                Arguments.of(
                        Family.PREREQUISITES,
                        (FamilyWorlds.World) FamilyWorlds::opensBeforeEditing,
                        "Call `open` before you call `edit` for the first time."),
                Arguments.of(
                        Family.ARGUMENT_SHAPES,
                        (FamilyWorlds.World) FamilyWorlds::asksInTheUsersWords,
                        "When you call `search`, take the words of `x` from the request."),
                Arguments.of(
                        Family.ARGUMENT_SHAPES,
                        (FamilyWorlds.World) FamilyWorlds::answersBriefly,
                        "When you end with `submit`, keep `x` short."),
                Arguments.of(
                        Family.ARGUMENT_SHAPES,
                        (FamilyWorlds.World) FamilyWorlds::answersInFull,
                        "When you end with `submit`, give `x` in full."),
                Arguments.of(
                        Family.ANY_POSITION,
                        (FamilyWorlds.World) FamilyWorlds::verifiesLate,
                        "When `fix` fails, call `verify` before you call `fix` again."),
                Arguments.of(
                        Family.ERROR_CLASSES,
                        (FamilyWorlds.World) FamilyWorlds::installsWhatIsMissing,
                        "When `run` fails with exit code 127, call `install` before you call `run` again."),
                Arguments.of(
                        Family.RESULTS,
                        (FamilyWorlds.World) FamilyWorlds::browsesAfterNothing,
                        "When `search` finds nothing, call `browse` next."),
                Arguments.of(
                        Family.RESULTS,
                        (FamilyWorlds.World) FamilyWorlds::browsesAfterMuch,
                        "When `search` brings more than usual, call `browse` next."),
                Arguments.of(
                        Family.RESULTS,
                        (FamilyWorlds.World) FamilyWorlds::browsesAfterTheSame,
                        "When `search` brings the same as before, call `browse` next."));
    }

    private static List<Suggestion> suggestions(Set<Family> families, FamilyWorlds.World world) {
        Learner learner = learner(families);
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 400; i++) {
            boolean good = random.nextBoolean();
            List<ScoredCall> calls = world.calls(good, i, random);
            learner.learn(trace(i, "task " + i % 10, calls, random.nextDouble() < (good ? 0.7 : 0.3)));
        }
        return learner.suggestions();
    }

    @ParameterizedTest
    @MethodSource("worlds")
    void family_findsWhatOnlyItSees(Family family, FamilyWorlds.World world, String rule) {
        assertThat(suggestions(EnumSet.of(family), world))
                .filteredOn(one -> one.text().equals(rule))
                .singleElement()
                .satisfies(one -> assertThat(one.grade()).isGreaterThanOrEqualTo(Grade.ASSOCIATION));
        assertThat(suggestions(EnumSet.complementOf(EnumSet.of(family)), world))
                .as("without it")
                .noneMatch(one -> one.text().equals(rule));
    }

    /** Success depends on the task alone, and so does what the agent likes to call. */
    private static ScoredTrace nothingMatters(int i, SplittableRandom random) {
        int task = random.nextInt(30);
        List<ScoredCall> calls = new ArrayList<>();
        int length = 2 + random.nextInt(6);
        for (int step = 0; step < length; step++) {
            int tool = random.nextBoolean() ? task % 6 : random.nextInt(6);
            String params = "p" + random.nextInt(4);
            calls.add(
                    random.nextInt(4) == 0
                            ? failed("tool_" + tool, params, random.nextBoolean() ? "exit code 1" : "ENOENT")
                            : found(
                                    "tool_" + tool,
                                    params,
                                    "r" + random.nextInt(3),
                                    random.nextInt(3) * (50 + 9 * task)));
        }
        if (random.nextInt(3) > 0) {
            calls.add(text("submit", 1 + random.nextInt(1 + task), random.nextInt(5) < task % 5));
        }
        return trace(i, "task " + task, calls, random.nextDouble() < 0.1 + 0.8 * (task % 10) / 9);
    }

    @ParameterizedTest
    @EnumSource(Family.class)
    void family_whereNothingMatters_claimsNothing(Family family) {
        int runs = 60;
        int claimed = 0;
        for (int seed = 0; seed < runs; seed++) {
            Learner learner = learner(EnumSet.of(family));
            SplittableRandom random = new SplittableRandom(seed);
            for (int i = 0; i < 400; i++) {
                learner.learn(nothingMatters(i, random));
            }
            claimed += learner.memory().agents().get("a").claims().isEmpty() ? 0 : 1;
        }
        assertThat(claimed).isLessThanOrEqualTo(runs / 10);
    }

    /** The rule names what comes before; what ends the trace must stay free to be called. */
    @Test
    void toolThatEndsATrace_isNoPrerequisite() {
        assertThat(suggestions(EnumSet.allOf(Family.class), FamilyWorlds::checksBeforeTheEnd))
                .noneMatch(one -> one.text().startsWith("Call `submit`"));
    }
}
