package ai.openclaw.lightning.optimizer.hypotheses;

import ai.openclaw.lightning.model.Suggestion;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A learner that can say what its traces show about ideas, and that writes their sentences. */
public interface IdeaSource {

    /** The clearest contrasts of an agent, the clearest first. */
    List<Contrast> contrasts(String agentId, int most);

    /** By tool, the arguments that an agent has given it. */
    Map<String, Set<String>> arguments(String agentId);

    /**
     * The idea as a suggestion of {@link TrackRecord#SOURCE}. Empty where its words do not fit together, no trace came
     * into its situation, its names are unknown, the data speak against it, or a rule in effect is about the same.
     */
    Optional<Suggestion> suggestion(String agentId, Idea idea);

    /** An earlier suggestion that was made so, as the data are now; empty as above. */
    Optional<Suggestion> renewed(Suggestion earlier);
}
