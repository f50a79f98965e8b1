package ai.openclaw.lightning.cli.frame;

import java.util.Map;

/**
 * The words for what the interface has names for. The page says the same ones: src/main/web/src/vocabulary.json has this
 * table again, and a test compares them.
 */
public enum Vocabulary {
    /** How a trace went; {@code none} for one that ended without an outcome. */
    OUTCOME(Map.of(
            "success", "went well",
            "failure", "failed",
            "none", "no outcome",
            "open", "under way",
            "abandoned", "abandoned")),
    SUGGESTION(Map.of(
            "proposed", "proposed",
            "accepted", "accepted",
            "rejected", "rejected",
            "in_experiment", "in experiment",
            "adopted", "adopted",
            "rolled_back", "rolled back",
            "refuted", "refuted",
            "retired", "retired")),
    EXPERIMENT(Map.of("running", "running", "paused", "paused", "ended", "ended")),
    METRIC(Map.of(
            "success", "success",
            "tokens", "tokens per trace",
            "latency_ms", "time per trace",
            "calls", "tool calls per trace")),
    ARM(Map.of("control", "not told", "treatment", "told")),
    ACTOR(Map.of("person", "a person", "auto", "the bridge", "optimizer", "the optimizer")),
    /** What a team gets of each trace. */
    SHARE(Map.of("off", "nothing", "metadata", "names and outcomes", "full", "everything, with secrets masked")),
    /** What became of the traces that a team is to get. */
    SHARING(Map.of(
            "shared", "shared",
            "waiting", "waiting to be shared",
            "lost", "deleted before they were shared",
            "refused", "refused by the team"));

    @SuppressWarnings("ImmutableEnumChecker") // Map.of can't be changed
    final Map<String, String> words;

    Vocabulary(Map<String, String> words) {
        this.words = words;
    }

    /** What a newer bridge has names for that are not known here is said by its name. */
    public String word(String name) {
        return words.getOrDefault(name, name);
    }
}
