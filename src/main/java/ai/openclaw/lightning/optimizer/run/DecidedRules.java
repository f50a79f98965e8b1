package ai.openclaw.lightning.optimizer.run;

import ai.openclaw.lightning.model.Suggestion;
import ai.openclaw.lightning.model.Suggestion.Status;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What was decided upon, by what it says: a rule that was rolled back must not come back as another optimizer's. */
final class DecidedRules {

    private final Set<List<String>> sentences = new HashSet<>();

    DecidedRules(Collection<Suggestion> all) {
        all.stream().filter(DecidedRules::isDecided).forEach(one -> sentences.add(sentence(one)));
    }

    private static List<String> sentence(Suggestion one) {
        return Arrays.asList(one.agentId(), one.text(), one.replaces());
    }

    /** @param known null for a suggestion that is new */
    static boolean isDecided(Suggestion known) {
        return known != null && known.status() != Status.PROPOSED && known.status() != Status.REJECTED;
    }

    /** Whether one of them says the same about the same agent. */
    boolean say(Suggestion proposal) {
        return sentences.contains(sentence(proposal));
    }
}
