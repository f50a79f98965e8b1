package ai.openclaw.lightning.sharing;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Whose traces are shared: those of agents whose name is like one of the patterns; without any pattern, all. */
public final class SharedAgents {

    private final List<Pattern> patterns;

    /** @param patterns names in which {@code *} stands for any text */
    public SharedAgents(List<String> patterns) {
        this.patterns = patterns.stream().map(SharedAgents::compiled).toList();
    }

    private static Pattern compiled(String pattern) {
        return Pattern.compile(
                Arrays.stream(pattern.split("[*]+", -1)).map(Pattern::quote).collect(Collectors.joining(".*")),
                Pattern.DOTALL);
    }

    /** @param agentId null where the trace says none */
    boolean include(String agentId) {
        String name = agentId == null ? "" : agentId;
        return patterns.isEmpty()
                || patterns.stream().anyMatch(one -> one.matcher(name).matches());
    }
}
