package ai.openclaw.lightning.cli.ask;

import ai.openclaw.lightning.client.BridgeClient;
import ai.openclaw.lightning.terminal.Table;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What tasks that are compared with each other are called: a hash of a message says nothing to a person. */
final class StratumName {

    private static final int OK = 200;
    private static final int WORDS_COLUMNS_MAX = 60;
    private static final Pattern HASHED = Pattern.compile("(message|family) [0-9a-f]{8,12}(?<conditions>$| \\| .*)");

    private StratumName() {}

    /**
     * The first words of its latest trace in place of a hash, or what it is where that is deleted. The bridge keeps no words of
     * a message beside the trace, where they would outlive it.
     */
    static String of(JsonNode stratum, BridgeClient bridge) {
        String name = JsonFields.text(stratum, "name");
        Matcher hashed = HASHED.matcher(name);
        if (!hashed.matches()) {
            return name;
        }
        boolean alike = hashed.group(1).equals("family");
        String words =
                stratum.hasNonNull("trace_id") ? words(stratum.get("trace_id").asText(), bridge) : "";
        String tasks = words.isEmpty()
                ? alike ? "similar tasks" : "one repeated task"
                : (alike ? "like \"" : "\"") + words + '"';
        return tasks + hashed.group("conditions");
    }

    private static String words(String traceId, BridgeClient bridge) {
        BridgeClient.Response trace = bridge.getAnyStatus("/traces/" + QueryString.encoded(traceId));
        return trace.status() == OK
                ? Table.cell(JsonFields.text(trace.body(), "message"), WORDS_COLUMNS_MAX)
                        .text()
                : "";
    }
}
