package ai.openclaw.lightning.guidance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.openclaw.lightning.model.Aim;
import ai.openclaw.lightning.model.ArmAssignment;
import ai.openclaw.lightning.model.Experiment;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GuidanceTest {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    private static RunningExperiment experiment(String id, String key, Experiment.Unit unit, double probability) {
        Experiment plan = new Experiment(
                id,
                key,
                List.of("trial-" + id),
                "agent",
                Experiment.Purpose.TRIAL,
                unit,
                Experiment.Method.BETTING,
                probability,
                1_000,
                0,
                Set.of(),
                Aim.SUCCESS,
                Experiment.Outcomes.EXPLICIT);
        return new RunningExperiment(
                plan, List.of(new ActiveRule("trial-" + id, "Try " + id + ".", "agent")), List.of());
    }

    /** Computed with Python's hmac and hashlib: what a client in any language must get. */
    @Test
    void uniform_knownKeys_equalsPython() {
        assertThat(ArmDraw.uniform("exp-key-1", "00000000000000000000000000000001"))
                .isCloseTo(0.8122536177164662, within(1e-15));
        assertThat(ArmDraw.uniform("exp-key-1", TRACE)).isCloseTo(0.8451409527258279, within(1e-15));
        assertThat(ArmDraw.uniform("k", TRACE)).isCloseTo(0.20256725652557972, within(1e-15));
    }

    /** The vectors of openclaw/test/unit/guidance.test.js: client and bridge draw alike, on both sides of the border. */
    @ParameterizedTest
    @CsvSource({
        "experiment-key-1, 4bf92f3577b34da6a3ce929d0e0e4736, 0.9218901541719229",
        "experiment-key-1, 0af7651916cd43dd8448eb211c80319c, 0.4457060083477198",
        "schlüssel,        4bf92f3577b34da6a3ce929d0e0e4736, 0.21605843823728266"
    })
    void arm_vectorsOfTheNodeClient_areTheSame(String key, String traceId, double u) {
        assertThat(ArmDraw.uniform(key, traceId)).isCloseTo(u, within(1e-15));
        assertThat(ArmDraw.arm(key, traceId, u + 1e-12)).isEqualTo(ArmAssignment.TREATMENT);
        assertThat(ArmDraw.arm(key, traceId, u - 1e-12)).isEqualTo(ArmAssignment.CONTROL);
    }

    @Test
    void arm_manyTraces_followsTheProbability() {
        long treated = IntStream.range(0, 20_000)
                .filter(i -> ArmDraw.arm("key", "trace-" + i, 0.2).equals(ArmAssignment.TREATMENT))
                .count();

        // 4,000 expected, standard deviation 57.
        assertThat(treated).isBetween(3_800L, 4_200L);
    }

    @Test
    void forTrace_treated_getsTheRuleOnTrialBesideTheActiveOnes() {
        ActiveGuidance snapshot = new ActiveGuidance(
                "1",
                List.of(new ActiveRule("r1", "Rule one.", "agent"), new ActiveRule("r2", "Not mine.", "other")),
                List.of(experiment("e", "k", Experiment.Unit.TRACE, 0.5)));
        Guidance guidance = Guidance.forTrace(snapshot, "agent", TRACE, "session");

        assertThat(guidance.text()).isEqualTo("- Rule one.\n- Try e.");
        assertThat(guidance.arms()).containsExactly(new ArmAssignment("e", "treatment", 0.5, true));
        assertThat(Guidance.forTrace(snapshot, "other", TRACE, "session").text())
                .isEqualTo("- Not mine.");
        assertThat(Guidance.forTrace(snapshot, null, TRACE, "session").rules()).isEmpty();
    }

    /** Replacing and removing: the treated get the edit, control goes on as before. */
    @Test
    void forTrace_treatedByAnEdit_isNotToldTheRuleThatItReplaces() {
        List<ActiveRule> rules =
                List.of(new ActiveRule("r1", "Rule one.", "agent"), new ActiveRule("r2", "Rule two.", "agent"));
        RunningExperiment treats = experiment("e", "k", Experiment.Unit.TRACE, 0.5);
        RunningExperiment spares = experiment("e", "exp-key-1", Experiment.Unit.TRACE, 0.5);

        assertThat(toldBy(rules, new RunningExperiment(treats.plan(), treats.rules(), List.of("r1"))))
                .isEqualTo("- Rule two.\n- Try e.");
        assertThat(toldBy(rules, new RunningExperiment(treats.plan(), List.of(), List.of("r1"))))
                .isEqualTo("- Rule two.");
        assertThat(toldBy(rules, new RunningExperiment(spares.plan(), spares.rules(), List.of("r1"))))
                .isEqualTo("- Rule one.\n- Rule two.");
    }

    /** A rule that comes in place of another needs no room of its own, so nobody loses a rule to the trial. */
    @Test
    void forTrace_replacementAmongTwelve_takesNoRoom() {
        List<ActiveRule> rules = IntStream.range(0, ActiveGuidance.RULES_MAX)
                .mapToObj(i -> new ActiveRule("r" + i, "Rule " + i + ".", "agent"))
                .toList();
        RunningExperiment spares = experiment("e", "exp-key-1", Experiment.Unit.TRACE, 0.5);
        ActiveGuidance snapshot = new ActiveGuidance(
                "1", rules, List.of(new RunningExperiment(spares.plan(), spares.rules(), List.of("r11"))));

        assertThat(Guidance.forTrace(snapshot, "agent", TRACE, "session").rules())
                .isEqualTo(rules);
    }

    private static String toldBy(List<ActiveRule> rules, RunningExperiment experiment) {
        return Guidance.forTrace(new ActiveGuidance("1", rules, List.of(experiment)), "agent", TRACE, "session")
                .text();
    }

    @Test
    void forTrace_control_doesNotGetIt() {
        ActiveGuidance snapshot =
                new ActiveGuidance("1", List.of(), List.of(experiment("e", "exp-key-1", Experiment.Unit.TRACE, 0.5)));
        Guidance guidance = Guidance.forTrace(snapshot, "agent", TRACE, "session");

        assertThat(guidance.rules()).isEmpty();
        assertThat(guidance.arms().get(0).arm()).isEqualTo(ArmAssignment.CONTROL);
    }

    @Test
    void forTrace_sessionUnit_drawsOncePerSession() {
        ActiveGuidance snapshot =
                new ActiveGuidance("1", List.of(), List.of(experiment("e", "k", Experiment.Unit.SESSION, 0.5)));
        Guidance first = Guidance.forTrace(snapshot, "agent", "1".repeat(32), "session");

        for (int i = 0; i < 20; i++) {
            assertThat(Guidance.forTrace(snapshot, "agent", "trace " + i, "session"))
                    .isEqualTo(first);
        }
    }

    /** Otherwise control would be told rules that treatment has no room for. */
    @Test
    void forTrace_manyRules_bothArmsHaveTheSameOthers() {
        List<ActiveRule> many = IntStream.range(0, 20)
                .mapToObj(i -> new ActiveRule("r" + i, "Rule " + i + ".", "agent"))
                .toList();
        Guidance treated = Guidance.forTrace(
                new ActiveGuidance("1", many, List.of(experiment("e", "k", Experiment.Unit.TRACE, 0.5))),
                "agent",
                TRACE,
                "s");
        Guidance control = Guidance.forTrace(
                new ActiveGuidance("1", many, List.of(experiment("e", "exp-key-1", Experiment.Unit.TRACE, 0.5))),
                "agent",
                TRACE,
                "s");

        assertThat(treated.rules()).hasSize(ActiveGuidance.RULES_MAX);
        assertThat(treated.rules().subList(0, 11)).isEqualTo(control.rules());
    }

    @Test
    void mismatch_wrongArm_isNamed_rightOrUnknown_isNot() {
        ActiveGuidance snapshot =
                new ActiveGuidance("1", List.of(), List.of(experiment("e", "k", Experiment.Unit.TRACE, 0.5)));

        assertThat(Guidance.mismatch(snapshot, new ArmAssignment("e", "control", 0.5, true), TRACE, "s"))
                .isPresent();
        assertThat(Guidance.mismatch(snapshot, new ArmAssignment("e", "treatment", 0.5, true), TRACE, "s"))
                .isEmpty();
        assertThat(Guidance.mismatch(snapshot, new ArmAssignment("gone", "control", 0.5, true), TRACE, "s"))
                .isEmpty();
    }

    @Test
    void snapshot_ruleOnTrialToldToEveryone_isRefused() {
        assertThatThrownBy(() -> new ActiveGuidance(
                        "1",
                        List.of(new ActiveRule("trial-e", "Try e.", "agent")),
                        List.of(experiment("e", "k", Experiment.Unit.TRACE, 0.5))))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
