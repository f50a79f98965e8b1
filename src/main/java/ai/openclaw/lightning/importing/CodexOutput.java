package ai.openclaw.lightning.importing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a tool of Codex gave. Only text tells whether it failed: the first lines say the exit code and the time. */
final class CodexOutput {

    private static final int HEAD_CHARS = 400;
    private static final double MS_PER_SECOND = 1_000;
    private static final Pattern EXIT =
            Pattern.compile("^(?:Exit code:|Process exited with code) (-?\\d{1,9})$", Pattern.MULTILINE);
    private static final Pattern TIME =
            Pattern.compile("^Wall time: (\\d{1,9}(?:\\.\\d{1,9})?) seconds$", Pattern.MULTILINE);

    private CodexOutput() {}

    static Turn.Result of(JsonNode output) {
        JsonNode whole = output.isTextual() && output.textValue().startsWith("{\"output\":")
                ? ImportJson.orText(output.textValue())
                : output;
        JsonNode said = whole.isObject() && whole.has("output") ? whole.path("output") : whole;
        JsonNode metadata = whole.path("metadata");
        String text = Transcript.text(said.isObject() ? said.path("content") : said);
        String head = text.substring(0, Math.min(HEAD_CHARS, text.length()));
        Matcher exit = EXIT.matcher(head);
        Integer code = metadata.path("exit_code").isInt()
                ? (Integer) metadata.path("exit_code").intValue()
                : exit.find() ? Integer.valueOf(exit.group(1)) : null;
        boolean failed = (code != null && code != 0)
                || (whole.has("success") && !whole.path("success").asBoolean());
        Matcher time = TIME.matcher(head);
        double seconds = metadata.has("duration_seconds")
                ? metadata.path("duration_seconds").asDouble()
                : time.find() ? Double.parseDouble(time.group(1)) : -1;
        return new Turn.Result(
                said,
                failed ? (text.isEmpty() ? "exit code " + code : text) : null,
                code,
                seconds < 0 ? null : (Long) Math.round(seconds * MS_PER_SECOND));
    }
}
