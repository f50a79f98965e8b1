package ai.openclaw.lightning.cli.ask;

import ai.openclaw.lightning.cli.frame.Vocabulary;
import ai.openclaw.lightning.terminal.OutputStyle.Tone;
import ai.openclaw.lightning.terminal.Table.Cell;
import com.fasterxml.jackson.databind.JsonNode;

/** The outcome of a trace, or how far it is. */
final class OutcomeCell {

    private OutcomeCell() {}

    static Cell of(JsonNode trace) {
        JsonNode success = trace.path("success");
        if (success.isBoolean()) {
            return success.asBoolean()
                    ? new Cell(Vocabulary.OUTCOME.word("success"), Tone.GOOD)
                    : new Cell(Vocabulary.OUTCOME.word("failure"), Tone.BAD);
        }
        String status = trace.path("status").asText();
        return new Cell(Vocabulary.OUTCOME.word(status.equals("ended") ? "none" : status), Tone.QUIET);
    }
}
