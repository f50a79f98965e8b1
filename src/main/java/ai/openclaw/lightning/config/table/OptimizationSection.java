package ai.openclaw.lightning.config.table;

import ai.openclaw.lightning.config.setting.Choice;
import ai.openclaw.lightning.config.setting.Flag;
import ai.openclaw.lightning.config.setting.IntRange;
import ai.openclaw.lightning.config.setting.Section;
import ai.openclaw.lightning.config.setting.Setting;
import ai.openclaw.lightning.config.setting.Text;
import ai.openclaw.lightning.config.setting.TextList;
import java.util.List;

/** What the optimizer does by itself, with what, and within which limits. */
public final class OptimizationSection {

    /** Who starts experiments. */
    public enum Mode {
        MANUAL,
        CONSERVATIVE,
        AGGRESSIVE
    }

    /** What an arm is drawn for. */
    public enum ExperimentUnit {
        TRACE,
        SESSION
    }

    static final Section SECTION = new Section("optimization");

    public static final Setting<Mode> MODE = SECTION.add(
            "mode",
            Mode.MANUAL,
            new Choice<>(Mode.class),
            "Who starts experiments: with manual, only a person; with the others, the bridge does so too");

    public static final Setting<List<String>> AUTOMATIC_TOOLS = SECTION.add(
            "automatic_tools",
            // What OpenClaw, Claude Code and Codex offer by themselves.
            List.of(
                    "apply_patch",
                    "Bash",
                    "edit",
                    "Edit",
                    "exec",
                    "Glob",
                    "Grep",
                    "ls",
                    "process",
                    "read",
                    "Read",
                    "shell",
                    "Task",
                    "WebFetch",
                    "WebSearch",
                    "write",
                    "Write"),
            new TextList(
                    200,
                    new Text(
                            "a name of at most 64 letters, digits, hyphens and underscores that starts with a letter",
                            "[A-Za-z][A-Za-z0-9_-]{0,63}")),
            "Tools that a rule may name if its experiment is to start without a person");

    public static final Setting<List<String>> ORIGINS = SECTION.add(
            "origins",
            List.of("user"),
            new TextList(
                    6,
                    new Text(
                            "user, retry, subagent, review, resume or schedule",
                            "user|retry|subagent|review|resume|schedule")),
            "Origins of the runs that the bridge learns from, tells rules and counts in experiments");

    public static final Setting<List<String>> OPTIMIZERS = SECTION.add(
            "optimizers",
            List.of("decision-points", "waste"),
            new TextList(8, Text.NAME),
            "Optimizers that look for suggestions, the most trusted first; built in or from plugins");

    public static final Setting<Integer> TRACES_MIN = SECTION.add(
            "traces_min",
            10,
            new IntRange(10, 1_000_000),
            "Closed traces of an agent before anything is suggested; what helps success shows in twenty or more");

    public static final Setting<Integer> TRACES_MAX = SECTION.add(
            "traces_max",
            5_000,
            new IntRange(100, 1_000_000),
            "Number of newest closed traces to learn from; more than the default may need a larger heap");

    public static final Setting<Integer> STEPS_MAX = SECTION.add(
            "steps_max", 3, new IntRange(1, 20), "Number of first calls of a trace in which decisions are analyzed");

    public static final Setting<List<String>> VOCABULARY = SECTION.add(
            "vocabulary",
            List.of("before_end", "prerequisites", "any_position", "argument_shapes", "error_classes", "results"),
            new TextList(
                    8,
                    new Text(
                            "one of before_end, prerequisites, any_position, argument_shapes, error_classes and results",
                            "before_end|prerequisites|any_position|argument_shapes|error_classes|results")),
            "Kinds of decisions to analyze beside the first ones; any_position looks beyond steps_max");

    public static final Setting<ExperimentUnit> EXPERIMENT_UNIT = SECTION.add(
            "experiment_unit",
            ExperimentUnit.TRACE,
            new Choice<>(ExperimentUnit.class),
            "Unit that gets an arm and counts once; session is slower, but keeps the provider's prompt cache valid");

    public static final Setting<Integer> EXPERIMENT_TRACES_MAX = SECTION.add(
            "experiment_traces_max",
            4_000,
            new IntRange(50, 1_000_000),
            "Number of units after which an experiment ends, and its rule is refuted if it was not adopted");

    public static final Setting<Boolean> FIXED_HORIZON = SECTION.add(
            "fixed_horizon",
            false,
            new Flag(),
            "Whether an experiment decides only once, after its last unit, and not as soon as it can");

    public static final Setting<Integer> RUN_MS_MAX = SECTION.add(
            "run_ms_max",
            5_000,
            new IntRange(100, 600_000),
            "Milliseconds after which a run of the optimizer stops reading; the next run continues");

    private OptimizationSection() {}
}
