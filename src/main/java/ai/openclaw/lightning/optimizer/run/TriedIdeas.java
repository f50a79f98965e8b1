package ai.openclaw.lightning.optimizer.run;

import ai.openclaw.lightning.model.Suggestion;
import ai.openclaw.lightning.model.Suggestion.Status;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;

/** Which ideas an agent is trying, or has tried in the last weeks without success. */
final class TriedIdeas {

    private static final Set<Status> TRIED = EnumSet.of(Status.IN_EXPERIMENT, Status.ROLLED_BACK, Status.REFUTED);

    private TriedIdeas() {}

    /**
     * Whether one of them asks for the same call as this suggestion. It is the same idea in other words, would take the
     * place of another one, and while both are on trial nobody could tell which one worked.
     */
    static boolean contain(Suggestion suggestion, Collection<Suggestion> all) {
        String call = suggestion.askedFor();
        return call != null
                && all.stream()
                        .filter(one -> TRIED.contains(one.status()) && !one.id().equals(suggestion.id()))
                        .filter(one -> Objects.equals(one.agentId(), suggestion.agentId()))
                        .anyMatch(one -> call.equals(one.askedFor()));
    }
}
