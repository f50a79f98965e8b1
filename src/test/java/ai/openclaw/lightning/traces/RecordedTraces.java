package ai.openclaw.lightning.traces;

import ai.openclaw.lightning.TestJson;
import ai.openclaw.lightning.model.Sha256;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;

/** Reads the recorded traces that lie beside the project, exactly as the README of their folder says. */
public final class RecordedTraces {

    public static final String TAU_AIRLINE = "tau-bench/gpt-4o-airline";
    public static final String TRY_AGAIN = "intercode-sql/gpt-3.5_ic_sql_multiturn_gpt-3.5_10_turns";
    public static final String REACT = "intercode-sql/gpt-3.5_ic_sql_react_10_turns";
    public static final String HANDICAP = "intercode-sql/gpt-3.5_ic_sql_multiturn_gpt-3.5_10_turns_handicap";

    private static final Pattern LETTERS = Pattern.compile("[A-Za-z]+");
    private static final Set<String> SQL_KEYWORDS = Set.of(
            "select",
            "show",
            "desc",
            "describe",
            "explain",
            "with",
            "insert",
            "update",
            "delete",
            "create",
            "drop",
            "alter",
            "use",
            "set");

    private RecordedTraces() {}

    /** The folder of the traces: the system property {@code traces.dir}. */
    public static Path folder() {
        return Path.of(System.getProperty("traces.dir", "../shared/traces"));
    }

    /** Skips the running test, and says why, where the folder is missing. */
    public static void assumePresent() {
        Assumptions.assumeTrue(
                Files.isDirectory(folder()),
                () -> "the recorded traces are not at " + folder().toAbsolutePath() + " (system property traces.dir)");
    }

    /** All traces of a file, in its order. */
    public static List<RecordedTrace> read(String name) {
        Path file = folder().resolve(name + ".json.gz");
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            JsonNode root = TestJson.MAPPER.readTree(in);
            List<RecordedTrace> traces = new ArrayList<>();
            for (JsonNode one : root) {
                traces.add(name.startsWith("tau-bench/") ? tau(name, one) : interCode(name, one));
            }
            return traces;
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }

    private static RecordedTrace tau(String name, JsonNode one) throws IOException {
        String sessionKey = "tau-airline-" + one.get("task_id").asText() + "-"
                + one.get("trial").asText();
        String message = null;
        List<RecordedTrace.Call> calls = new ArrayList<>();
        JsonNode turns = one.get("traj");
        for (int i = 0; i < turns.size(); i++) {
            JsonNode turn = turns.get(i);
            if (message == null && turn.get("role").asText().equals("user")) {
                message = turn.get("content").asText();
            }
            for (JsonNode call : turn.path("tool_calls")) {
                JsonNode function = call.get("function");
                String result = turns.get(i + 1).get("content").asText();
                calls.add(call(
                        calls.size(),
                        function.get("name").asText(),
                        TestJson.MAPPER.readTree(function.get("arguments").asText()),
                        result));
            }
        }
        return new RecordedTrace(
                traceId(name, sessionKey),
                sessionKey,
                "tau-bench",
                "airline-" + one.get("task_id").asText(),
                message,
                null,
                one.get("reward").asDouble() == 1,
                calls);
    }

    private static RecordedTrace interCode(String name, JsonNode one) {
        String key = "ic-sql-" + one.get("task_id").asText();
        JsonNode actions = one.get("turn_history").get("actions");
        JsonNode observations = one.get("turn_history").get("observations");
        List<RecordedTrace.Call> calls = new ArrayList<>();
        for (int i = 0; i < actions.size(); i++) {
            String statement = statement(actions.get(i).asText());
            calls.add(call(
                    i,
                    sqlTool(statement),
                    TestJson.MAPPER.createObjectNode().put("statement", statement),
                    observations.get(i).asText()));
        }
        return new RecordedTrace(
                traceId(name, key),
                key,
                fileName(name),
                key,
                one.get("query").asText(),
                one.get("hardness").asText(),
                one.get("summary").get("max_reward").asDouble() == 1,
                calls);
    }

    private static RecordedTrace.Call call(int index, String tool, JsonNode params, String result) {
        boolean errored = result.startsWith("Error");
        return new RecordedTrace.Call(Integer.toString(index), tool, params, result, errored ? result : null);
    }

    private static String statement(String action) {
        int start = action.indexOf("execute[");
        if (start < 0) {
            return action;
        }
        String inside = action.substring(start + "execute[".length());
        int end = inside.lastIndexOf(']');
        return end < 0 ? inside : inside.substring(0, end);
    }

    private static String sqlTool(String statement) {
        Matcher letters = LETTERS.matcher(statement);
        String word = letters.find() ? letters.group().toLowerCase(Locale.ROOT) : "";
        return SQL_KEYWORDS.contains(word) || word.equals("submit") ? word : "text";
    }

    private static String fileName(String name) {
        return name.substring(name.indexOf('/') + 1);
    }

    private static String traceId(String name, String sessionKey) {
        return Sha256.hex(fileName(name) + "|" + sessionKey, 16);
    }
}
