package ai.openclaw.lightning.cli.ask;

import ai.openclaw.lightning.cli.frame.CommandFailure;
import ai.openclaw.lightning.cli.frame.ExitCode;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Ids of suggestions and experiments as people type them: whole, or any part of one that is the only such. */
final class IdLookup {

    private static final int PART_MIN = 4;

    private IdLookup() {}

    /**
     * The one that is meant.
     *
     * @param kind what it is, for the message when there is none
     */
    static JsonNode find(JsonNode all, String given, String kind) {
        List<JsonNode> matches = new ArrayList<>();
        for (JsonNode one : all) {
            String id = one.path("id").asText();
            if (id.equals(given)) {
                return one;
            }
            if (given.length() >= PART_MIN && id.contains(given)) {
                matches.add(one);
            }
        }
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
