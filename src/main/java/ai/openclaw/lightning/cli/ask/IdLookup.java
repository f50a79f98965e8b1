package ai.openclaw.lightning.cli.ask;

import ai.openclaw.lightning.cli.frame.CommandFailure;
import ai.openclaw.lightning.cli.frame.ExitCode;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/** Resolves the ids of suggestions and experiments as people type them: whole, or any unique part. */
final class IdLookup {

    private static final int PART_MIN = 4;

    /** How many ids the message names when a part is ambiguous. */
    private static final int MATCHES_MAX = 10;

    private IdLookup() {}

    private static boolean isPart(String given, String id) {
        return given.length() >= PART_MIN && id.contains(given);
    }

    /**
     * Finds the one that the person means.
     *
     * @param all suggestions or experiments
     * @param kind the kind of thing, for the message if none matches
     */
    static JsonNode find(Pages all, String given, String kind) {
        return find(all, given, kind, "");
    }

    /** The same; where no id matches, the one of a list of other ids in that field does. */
    static JsonNode find(Pages all, String given, String kind, String others) {
        List<JsonNode> matches = new ArrayList<>();
        List<JsonNode> byOthers = new ArrayList<>();
        all.each(Integer.MAX_VALUE, one -> {
            String id = one.path("id").asText();
            boolean whole = id.equals(given);
            if (whole) {
                matches.clear();
            }
            if (whole || (isPart(given, id) && matches.size() < MATCHES_MAX)) {
                matches.add(one);
            }
            boolean other = StreamSupport.stream(one.path(others).spliterator(), false)
                    .anyMatch(name -> isPart(given, name.asText()));
            if (other && byOthers.size() < MATCHES_MAX) {
                byOthers.add(one);
            }
            return !whole;
        });
        if (matches.isEmpty()) {
            matches.addAll(byOthers);
        }
        if (matches.size() == 1) {
            return matches.get(0);
        }
        throw new CommandFailure(
                ExitCode.ERROR,
                matches.isEmpty()
                        ? "there is no " + kind + " " + given + "; to list them: lightning " + kind + "s"
                        : given + " matches several ids: "
                                + String.join(
                                        ", ",
                                        matches.stream()
                                                .map(one -> one.path("id").asText())
                                                .toList()));
    }
}
