package ai.openclaw.lightning.cli.ask;

import ai.openclaw.lightning.cli.frame.CommandFailure;
import ai.openclaw.lightning.cli.frame.ExitCode;
import ai.openclaw.lightning.client.BridgeClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Resolves the ids of traces as people type them: whole, shortened as in lists, or {@code last}. */
final class TraceIdLookup {

    private static final int SHORT = 12;
    private static final int WHOLE = 32;
    private static final int PREFIX_MIN = 4;
    private static final int LOOKED_AT_MAX = 2_000;

    /** How many more traces are checked after a match, to see whether it is unique. */
    private static final int LOOKED_AT_TOGETHER = 200;

    private TraceIdLookup() {}

    static String shortened(String id) {
        return id.length() == WHOLE ? id.substring(0, SHORT) : id;
    }

    /** Returns the whole id. A prefix is searched among the newest 2,000 traces; any other text is returned as it is. */
    static String resolve(String given, BridgeClient bridge) {
        if (given.equals("last")) {
            String id = bridge.get("/traces?limit=1")
                    .path("traces")
                    .path(0)
                    .path("trace_id")
                    .asText(null);
            if (id == null) {
                throw new CommandFailure(ExitCode.ERROR, "there are no traces yet");
            }
            return id;
        }
        String prefix = given.toLowerCase(Locale.ROOT);
        if (prefix.isBlank()) {
            throw new CommandFailure(ExitCode.USAGE, "the id is empty; to list the traces: lightning traces");
        }
        if (prefix.length() >= WHOLE || !prefix.matches("[0-9a-f]+")) {
            return given;
        }
        if (prefix.length() < PREFIX_MIN) {
            throw new CommandFailure(
                    ExitCode.USAGE, given + " is too short: give at least " + PREFIX_MIN + " characters of the id");
        }
        List<String> matches = matches(prefix, bridge);
        if (matches.isEmpty()) {
            throw new CommandFailure(
                    ExitCode.ERROR,
                    "none of the newest traces has an id that begins with " + given + "; give the whole id");
        } else if (matches.size() > 1) {
            throw new CommandFailure(ExitCode.ERROR, given + " matches several ids: " + String.join(", ", matches));
        }
        return matches.get(0);
    }

    private static List<String> matches(String prefix, BridgeClient bridge) {
        List<String> matches = new ArrayList<>();
        int[] seenSince = {0};
        new Pages(bridge, "/traces", "traces", Map.of()).each(LOOKED_AT_MAX, trace -> {
            String id = trace.path("trace_id").asText();
            if (id.startsWith(prefix)) {
                matches.add(id);
            }
            return matches.isEmpty() || ++seenSince[0] < LOOKED_AT_TOGETHER;
        });
        return matches;
    }
}
