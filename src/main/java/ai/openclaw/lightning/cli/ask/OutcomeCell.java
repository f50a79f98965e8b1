package ai.openclaw.lightning.cli.ask;

import ai.openclaw.lightning.terminal.OutputStyle.Tone;
import ai.openclaw.lightning.terminal.Table.Cell;
import com.fasterxml.jackson.databind.JsonNode;

/** The outcome of a trace, in one word. */
final class OutcomeCell {

    private OutcomeCell() {}

    static Cell of(JsonNode trace) {
        JsonNode success = trace.path("success");
        if (success.isBoolean()) {
            return success.asBoolean() ? new Cell("success", Tone.GOOD) : new Cell("failure", Tone.BAD);
        }
        String status = trace.path("status").asText();
        return new Cell(status.equals("ended") ? "unknown" : status, Tone.QUIET);
    }
}
