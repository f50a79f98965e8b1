package ai.openclaw.lightning.cli.ask;

import ai.openclaw.lightning.cli.frame.CommandFailure;
import ai.openclaw.lightning.cli.frame.ExitCode;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Ids of suggestions and experiments as people type them: whole, or any part of one that is the only such. */
final class IdLookup {

    private static final int PART_MIN = 4;

    /** That are named when a part is not enough. */
    private static final int MATCHES_MAX = 10;

    private IdLookup() {}

    /**
     * The one that is meant.
     *
     * @param all suggestions or experiments
     * @param kind what it is, for the message when there is none
     */
    static JsonNode find(Pages all, String given, String kind) {
        List<JsonNode> matches = new ArrayList<>();
        all.each(Integer.MAX_VALUE, one -> {
            String id = one.path("id").asText();
            boolean whole = id.equals(given);
            if (whole) {
                matches.clear();
            }
            if (whole || (given.length() >= PART_MIN && id.contains(given) && matches.size() < MATCHES_MAX)) {
                matches.add(one);
            }
            return !whole;
        });
        if (matches.size() == 1) {
            return matches.get(0);
        }
        throw new CommandFailure(
                ExitCode.ERROR,
                matches.isEmpty()
                        ? "there is no " + kind + " " + given + "; to see all: lightning " + kind + "s"
                        : given + " is part of several ids: "
                                + String.join(
                                        ", ",
                                        matches.stream()
                                                .map(one -> one.path("id").asText())
                                                .toList()));
    }
}
