package ai.openclaw.lightning.optimizer.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.openclaw.lightning.guidance.ActiveGuidance;
import ai.openclaw.lightning.model.BridgeException;
import ai.openclaw.lightning.model.Experiment;
import ai.openclaw.lightning.model.ExperimentReport;
import ai.openclaw.lightning.model.StatusChange;
import ai.openclaw.lightning.model.Suggestion;
import ai.openclaw.lightning.model.Suggestion.Status;
import ai.openclaw.lightning.model.SuggestionDecision.Action;
import ai.openclaw.lightning.model.SuggestionEvidence.Metric;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Suggestions and experiments through their lives, without a bridge. */
final class OptimizerStateTest {

    private static final long HOUR_MS = Duration.ofHours(1).toMillis();
    private static final long DAY_MS = Duration.ofDays(1).toMillis();
    private static final Suggestion RULE = SimulatedOptimizer.proposal(Metric.SUCCESS, "read", "write");

    @TempDir
    private Path folder;

    private SimulatedOptimizer play(RunSettings settings) {
        SimulatedOptimizer play = new SimulatedOptimizer(folder, settings, RULE);
        play.decide(RULE.id(), Action.EXPERIMENT);
        play.save();
        return play;
    }

    private SimulatedOptimizer play() {
        return play(SimulatedOptimizer.settings());
    }

    private static void assertConflict(SimulatedOptimizer play, Action action) {
        assertThatThrownBy(() -> play.decide(RULE.id(), action))
                .isInstanceOfSatisfying(
                        BridgeException.class,
                        refused -> assertThat(refused.kind()).isEqualTo(BridgeException.Kind.CONFLICT));
    }

    @Test
    void decide_undone_isAsIfItHadNotBeen() {
        SimulatedOptimizer play = new SimulatedOptimizer(folder, SimulatedOptimizer.settings(), RULE);
        play.decide(RULE.id(), Action.EXPERIMENT).undo().run();

        assertThat(play.suggestion(RULE.id())).isEqualTo(RULE);
        assertThat(play.view().experiments()).isEmpty();
        assertThat(play.workshop().guidance()).isEqualTo(ActiveGuidance.EMPTY);

        play.decide(RULE.id(), Action.EXPERIMENT);
        ExperimentReport running = play.report();
        play.decide(RULE.id(), Action.ROLL_BACK).undo().run();
        assertThat(play.suggestion(RULE.id()).status()).isEqualTo(Status.IN_EXPERIMENT);
        assertThat(play.report()).isEqualTo(running);
    }

    /** The first outcome comes last, and 199 are counted together: the experiment stops where it would have stopped. */
    @Test
    void verdict_manyOutcomesAtOnce_isThatOfOneByOne() {
        List<ExperimentReport> reports = new ArrayList<>();
        for (boolean atOnce : List.of(false, true)) {
            SimulatedOptimizer play = play();
            List<String> traces = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                traces.add(play.start("s"));
            }
            if (atOnce) {
                Collections.rotate(traces, -1);
            }
            for (String trace : traces) {
                boolean decided = new SplittableRandom(trace.hashCode()).nextInt(10) != 0;
                play.end(trace, play.isTreated(trace) == decided);
            }
            assertThat(play.suggestion(RULE.id()).status()).isEqualTo(Status.ADOPTED);
            reports.add(play.report());
        }
        assertThat(reports.get(1)).isEqualTo(reports.get(0));
        assertThat(reports.get(0).counted()).isBetween(5L, 100L);
        assertThat(reports.get(0).evidence()).isGreaterThanOrEqualTo(20);
    }

    /** A user rates minutes later: the learners take it in, an experiment that has counted the trace does not. */
    @Test
    void outcome_thatChangesLater_changesOnlyWhatIsNotCounted() {
        SimulatedOptimizer play = play();
        String counted = play.start("s");
        play.end(counted, true);
        ExperimentReport before = play.report();
        assertThat(before.counted()).isEqualTo(1);
        play.end(counted, false);
        play.conclude(true);
        assertThat(play.report()).isEqualTo(before);

        String head = play.start("s");
        String behind = play.start("s");
        play.end(behind, true);
        assertThat(play.report().counted()).as("the head is open").isEqualTo(1);
        play.end(behind, false);
        play.end(head, false);
        var groups = List.of(play.report().control(), play.report().treatment());
        assertThat(groups.stream().mapToLong(group -> group.traces()).sum()).isEqualTo(3);
        assertThat(groups.stream()
                        .mapToDouble(group -> group.mean() == null ? 0 : group.mean() * group.traces())
                        .sum())
                .as("of what was counted first, and the newest of what was not")
                .isCloseTo(1, within(1e-9));
    }

    @Test
    void fixedHorizon_strongEffect_decidesAtTheLastUnitOnly() {
        SimulatedOptimizer play = play(SimulatedOptimizer.settings(Experiment.Unit.TRACE, 80, true));
        assertThat(play.report().plan().method()).isEqualTo(Experiment.Method.FIXED_HORIZON);
        for (int i = 0; i < 79; i++) {
            String trace = play.start("s");
            play.end(trace, play.isTreated(trace));
        }
        assertThat(play.report().evidence()).isGreaterThan(20);
        assertThat(play.suggestion(RULE.id()).status()).isEqualTo(Status.IN_EXPERIMENT);

        String last = play.start("s");
        play.end(last, play.isTreated(last));
        assertThat(play.suggestion(RULE.id()).status()).isEqualTo(Status.ADOPTED);
    }

    @Test
    void session_asUnit_countsOnceWithTheMeanOfItsTraces() {
        SimulatedOptimizer play = play(SimulatedOptimizer.settings(Experiment.Unit.SESSION, 4_000, false));
        List<String> traces = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            traces.add(play.start("one"));
            play.now += HOUR_MS / 2;
        }
        assertThat(traces).allMatch(trace -> play.isTreated(trace) == play.isTreated(traces.get(0)));
        play.end(traces.get(0), true);
        play.end(traces.get(1), true);
        play.end(traces.get(2), false);
        play.conclude(true);
        assertThat(play.report().waiting()).as("a trace is open").isEqualTo(1);

        play.abandon(traces.get(3));
        play.conclude(true);
        assertThat(play.report().counted())
                .as("half an hour after its last trace")
                .isZero();
        play.now += HOUR_MS / 2;
        play.conclude(true);
        assertThat(play.report().counted()).isEqualTo(1);
        ExperimentReport report = play.report();
        var group = play.isTreated(traces.get(0)) ? report.treatment() : report.control();
        assertThat(group.traces()).isEqualTo(1);
        assertThat(group.mean()).isCloseTo(0.5, within(1e-12));

        play.end(play.start("one"), true);
        play.now += 2 * DAY_MS;
        play.conclude(true);
        assertThat(play.report().counted()).as("it comes back").isEqualTo(1);
        assertThat(play.report().waiting()).isZero();
    }

    /** The mean of a session's scored traces looks good when the bad ones are not scored. */
    @Test
    void session_scoresMissingWithinTreatedSessions_pauses() {
        SimulatedOptimizer play = play(SimulatedOptimizer.settings(Experiment.Unit.SESSION, 4_000, false));
        for (int session = 0; session < 200; session++) {
            for (int i = 0; i < 4; i++) {
                String trace = play.start("session " + session);
                boolean unscored = play.isTreated(trace) && i % 2 == 1;
                play.end(trace, unscored ? null : Boolean.TRUE);
            }
        }
        play.now += 2 * DAY_MS;
        play.conclude(true);

        assertThat(play.report().status()).isEqualTo("paused");
        assertThat(play.report().reason()).contains("missing more often in one arm");
        assertThat(play.report().missing()).as("units without any score").isZero();
    }

    @Test
    void session_neverSilent_closesAfterADayWithWhatIsKnown() {
        SimulatedOptimizer play = play(SimulatedOptimizer.settings(Experiment.Unit.SESSION, 4_000, false));
        String first = play.start("main");
        play.end(first, true);
        for (int i = 0; i < 50; i++) {
            play.now += HOUR_MS / 2;
            play.start("main");
            play.conclude(true);
        }
        assertThat(play.report().counted()).isEqualTo(1);
        assertThat(play.report().missing()).isZero();
        assertThat(play.workshop().waiting()).isEmpty();
    }

    /** Saved now and then, and started again from what was saved: the same as without. */
    @Test
    void session_restartedInTheMiddle_isTheSame() {
        List<ExperimentReport> reports = new ArrayList<>();
        for (boolean restarts : List.of(false, true)) {
            SimulatedOptimizer play = play(SimulatedOptimizer.settings(Experiment.Unit.SESSION, 4_000, false));
            SplittableRandom random = new SplittableRandom(3);
            List<String> all = new ArrayList<>();
            List<Boolean> outcomes = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                play.now += HOUR_MS / 10;
                all.add(play.start("session " + random.nextInt(i / 4 + 1)));
                outcomes.add(random.nextBoolean());
                if (random.nextInt(5) == 0) {
                    play.save();
                }
                if (restarts && i % 7 == 0) {
                    play.restart();
                    play.readAgain();
                    for (int j = 0; j < i; j++) {
                        play.end(all.get(j), outcomes.get(j));
                    }
                }
                play.end(all.get(i), outcomes.get(i));
                play.conclude(true);
            }
            play.now += 2 * DAY_MS;
            play.conclude(true);
            reports.add(play.report());
        }
        assertThat(reports.get(0).counted()).isGreaterThan(30);
        assertThat(reports.get(1)).isEqualTo(reports.get(0));
    }

    /** A new kind of error under treatment only. */
    private static void untilPaused(SimulatedOptimizer play) {
        for (int i = 0; i < 60 && play.report().status().equals("running"); i++) {
            String trace = play.start("s");
            play.end(trace, true, play.isTreated(trace) ? new String[] {"Corrupt page"} : new String[0]);
        }
        play.save();
        assertThat(play.report().status()).isEqualTo("paused");
    }

    @Test
    void paused_takesInWhatComes_andCountsItWhenItIsResumed() {
        SimulatedOptimizer play = play();
        untilPaused(play);
        long counted = play.report().counted();
        assertThat(play.workshop().guidance()).isEqualTo(ActiveGuidance.EMPTY);
        for (int i = 0; i < 10; i++) {
            // Started by clients that have not heard of the pause.
            String trace = play.start("s");
            play.end(trace, true, play.isTreated(trace) ? new String[] {"Corrupt page"} : new String[0]);
        }
        play.conclude(true);
        assertThat(play.report().counted()).isEqualTo(counted);
        assertThat(play.report().waiting()).isEqualTo(10);
        play.restart();
        play.readAgain();

        Suggestion resumed = play.decide(RULE.id(), Action.RESUME).suggestion();
        assertThat(resumed.status()).isEqualTo(Status.IN_EXPERIMENT);
        assertThat(play.decide(RULE.id(), Action.RESUME).suggestion())
                .as("again")
                .isEqualTo(resumed);
        play.conclude(true);
        assertThat(play.report().status()).isEqualTo("running");
        assertThat(play.report().counted()).isEqualTo(counted + 10);
        assertThat(play.workshop().guidance().experiments()).hasSize(1);
    }

    /** A day is a day, whether or not the bridge was restarted before the score came after all. */
    @Test
    void paused_unitGivenUp_staysMissingAfterARestart() {
        for (boolean restarts : List.of(false, true)) {
            SimulatedOptimizer play = play();
            untilPaused(play);
            long counted = play.report().counted();
            String late = play.start("s");
            play.now += 2 * DAY_MS;
            play.conclude(true);
            if (restarts) {
                play.restart();
                play.readAgain();
            }
            play.end(late, true);
            play.decide(RULE.id(), Action.RESUME);
            play.conclude(true);

            assertThat(play.report().counted()).isEqualTo(counted + 1);
            assertThat(play.report().missing()).as("restarted: " + restarts).isEqualTo(1);
        }
    }

    @Test
    void resume_nothingToResume_isRefused_andUndoneItPausesOn() {
        SimulatedOptimizer play = play();
        untilPaused(play);
        ExperimentReport paused = play.report();
        play.decide(RULE.id(), Action.RESUME).undo().run();
        assertThat(play.report()).isEqualTo(paused);
        play.conclude(true);
        assertThat(play.report()).isEqualTo(paused);

        play.decide(RULE.id(), Action.ROLL_BACK);
        assertConflict(play, Action.RESUME);
        assertThat(play.report().status()).isEqualTo("ended");
    }

    /** After a long stop, outcomes are in the store but not read yet: they are not missing. */
    @Test
    void expire_beforeAllIsRead_waits() {
        SimulatedOptimizer play = play();
        String trace = play.start("s");
        play.save();
        play.now += 2 * DAY_MS;
        play.restart();
        play.conclude(false);
        assertThat(play.report().counted()).isZero();

        play.end(trace, true);
        play.conclude(true);
        assertThat(play.report().counted()).isEqualTo(1);
        assertThat(play.report().missing()).isZero();
    }

    @Test
    void retire_byAPerson_takesTheRuleAwayForGood() {
        SimulatedOptimizer play = play();
        assertConflict(play, Action.RETIRE);
        for (int i = 0; i < 100; i++) {
            String trace = play.start("s");
            play.end(trace, play.isTreated(trace));
        }
        assertThat(play.suggestion(RULE.id()).status()).isEqualTo(Status.ADOPTED);
        assertThat(play.workshop().guidance().experiments()).as("hold-out").hasSize(1);

        Suggestion retired = play.decide(RULE.id(), Action.RETIRE).suggestion();
        assertThat(retired.history().get(retired.history().size() - 1))
                .isEqualTo(
                        new StatusChange(Status.ADOPTED, Status.RETIRED, play.now, "person", "Decided by a person."));
        assertThat(play.workshop().guidance()).isEqualTo(ActiveGuidance.EMPTY);
        assertThat(play.view().experiments()).allMatch(one -> one.status().equals("ended"));
        assertThat(play.decide(RULE.id(), Action.RETIRE).suggestion()).isEqualTo(retired);
        assertConflict(play, Action.EXPERIMENT);
    }

    @Test
    void retire_rolledBackLongAgo_byItself() {
        SimulatedOptimizer play = play();
        play.decide(RULE.id(), Action.ROLL_BACK);
        play.now += Retirement.ENDED_DAYS * DAY_MS - 1;
        play.conclude(true);
        assertThat(play.suggestion(RULE.id()).status()).isEqualTo(Status.ROLLED_BACK);
        play.now++;
        play.conclude(true);
        Suggestion retired = play.suggestion(RULE.id());
        assertThat(retired.status()).isEqualTo(Status.RETIRED);
        assertThat(retired.history().get(retired.history().size() - 1).actor()).isEqualTo("auto");
    }

    /** A rule against waste that works makes its tool disappear; that is no reason to drop it. */
    @Test
    void retire_adoptedAndToolsGone_byItselfUnlessAgainstWaste() {
        Suggestion waste = SimulatedOptimizer.proposal(Metric.CALLS, "read");
        SimulatedOptimizer play = new SimulatedOptimizer(folder, SimulatedOptimizer.settings(), RULE, waste);
        play.decide(RULE.id(), Action.FULL);
        play.decide(waste.id(), Action.FULL);
        play.end("called once", true, "it failed");
        for (int i = 1; i < Retirement.UNUSED_TRACES; i++) {
            play.end("trace " + i, true);
        }
        play.conclude(true);
        assertThat(play.suggestion(RULE.id()).status()).isEqualTo(Status.ADOPTED);

        play.end("the last", true);
        play.conclude(false);
        assertThat(play.suggestion(RULE.id()).status()).as("not all is read").isEqualTo(Status.ADOPTED);
        play.conclude(true);
        assertThat(play.suggestion(RULE.id()).status()).isEqualTo(Status.RETIRED);
        assertThat(play.suggestion(waste.id()).status()).isEqualTo(Status.ADOPTED);
    }

    /** A save that did not answer in time was undone in memory, and came through in the end. */
    @Test
    void start_experimentWhoseSuggestionIsNotOnTrial_endsIt() {
        SimulatedOptimizer play = play();
        play.store(new LiveExperiment(new Experiment(
                "exp-lost",
                "key",
                List.of("test-unknown"),
                SimulatedOptimizer.AGENT,
                Experiment.Purpose.TRIAL,
                Experiment.Unit.TRACE,
                Experiment.Method.BETTING,
                0.5,
                100,
                0,
                Set.of())));
        play.restart();

        assertThat(play.view().experiments())
                .filteredOn(one -> one.plan().id().equals("exp-lost"))
                .singleElement()
                .satisfies(one -> assertThat(one.status()).isEqualTo("ended"));
        assertThat(play.workshop().guidance().experiments()).hasSize(1);
    }
}
