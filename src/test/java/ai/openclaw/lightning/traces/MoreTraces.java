package ai.openclaw.lightning.traces;

import ai.openclaw.lightning.TestJson;
import ai.openclaw.lightning.model.RewardSource;
import ai.openclaw.lightning.model.TraceEvidence;
import ai.openclaw.lightning.model.TraceState.Labels;
import ai.openclaw.lightning.model.TraceStatus;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;

/** Reads the recorded agents in the folder {@code more}, as the optimizer gets them from the store. */
public final class MoreTraces {

    public static final List<String> NAMES = List.of(
            "bash-gpt-4",
            "python-gpt-3.5",
            "sql-chat-bison-handicap",
            "sql-text-bison",
            "tau-retail-pooled",
            "webshop-react");

    private MoreTraces() {}

    private static Path folder() {
        return RecordedTraces.folder().resolve("more");
    }

    /** Skips the running test, and says why, where the folder is missing. */
    public static void assumePresent() {
        Assumptions.assumeTrue(
                Files.isDirectory(folder()),
                () -> "more recorded traces are not at " + folder().toAbsolutePath() + " (system property traces.dir)");
    }

    /** All traces of one agent, with their task keys, in the file's order. */
    public static List<TraceEvidence> read(String name) {
        Path file = folder().resolve(name + ".jsonl.gz");
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            List<TraceEvidence> traces = new ArrayList<>();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                traces.add(trace(name, traces.size(), TestJson.MAPPER.readTree(line)));
            }
            return traces;
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }

    private static TraceEvidence trace(String name, int order, JsonNode one) {
        String id = one.get("id").asText();
        List<TraceEvidence.Call> calls = new ArrayList<>();
        one.get("calls").forEach(call -> calls.add(call(call)));
        return evidence(
                order,
                id,
                labels(name, one.get("model").asText(), one.get("task").asText(null), promptVersion(name, id)),
                one.get("message").asText(),
                one.get("success").asBoolean(),
                calls);
    }

    /** Four designs of one agent are pooled in one file; the digit after its name tells them apart. */
    private static String promptVersion(String name, String id) {
        return name.equals("tau-retail-pooled") ? "design " + id.charAt(name.length()) : null;
    }

    /** What of the labels matters here; all others are unknown. */
    public static Labels labels(String agentId, String model, String taskKey, String promptVersion) {
        return new Labels(agentId, model, taskKey, promptVersion, null, null);
    }

    /** A closed trace with a known outcome. */
    public static TraceEvidence evidence(
            long order, String id, Labels labels, String message, boolean success, List<TraceEvidence.Call> calls) {
        return new TraceEvidence(
                order + 1,
                id,
                "session of " + id,
                TraceStatus.ENDED,
                labels,
                order,
                message,
                false,
                success,
                RewardSource.CHECKER,
                List.of(),
                null,
                null,
                null,
                null,
                null,
                calls);
    }

    private static TraceEvidence.Call call(JsonNode call) {
        JsonNode params = call.get("params");
        List<String> names = new ArrayList<>();
        params.fieldNames().forEachRemaining(names::add);
        return call(
                call.get("tool").asText(),
                params.toString(),
                names,
                call.path("result").asText(null),
                call.path("error").asText(null));
    }

    /** A call as the store gives it; {@code error} is null for one that succeeded. */
    public static TraceEvidence.Call call(String tool, String params, List<String> names, String result, String error) {
        return new TraceEvidence.Call(
                tool,
                head(params, TraceEvidence.HEAD_MAX),
                params.length(),
                names,
                result == null ? null : ends(result),
                result == null ? 0 : result.getBytes(StandardCharsets.UTF_8).length,
                error == null ? null : head(error, TraceEvidence.ERROR_MAX),
                null,
                null);
    }

    private static String ends(String result) {
        return head(result, TraceEvidence.RESULT_END_MAX)
                + result.substring(Math.max(0, result.length() - TraceEvidence.RESULT_END_MAX));
    }

    private static String head(String text, int max) {
        return text.length() <= max ? text : text.substring(0, max);
    }
}
