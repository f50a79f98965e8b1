package ai.openclaw.lightning.optimizer.run;

import ai.openclaw.lightning.model.TraceEvidence;
import ai.openclaw.lightning.optimizer.ResultShape;
import java.util.regex.Pattern;

/** Measures results; of the results themselves nothing is kept. */
final class ResultShapes {

    /** The ways in which tools say that there is nothing, as text, as JSON and as the content of an MCP result. */
    private static final Pattern NOTHING = Pattern.compile(
            "(?i)\\s*(?:\"\\s*\"|\\[\\s*\\]|\\{\\s*\\}|null|none"
                    + "|\"?\\(?no (?:results?|matches|output|files?|rows?|entries)(?: (?:were )?found)?\\)?[.!]?\"?"
                    + "|\\{\"content\":\\[(?:\\{\"type\":\"text\",\"text\":\"(?:\\(no output\\))?\"\\})?\\][^\\[\\]]*\\})?\\s*");

    private ResultShapes() {}

    /** Null for a call without a result. */
    static ResultShape of(TraceEvidence.Call call) {
        if (call.resultEnds() == null) {
            return null;
        }
        // A short text stands there twice: as its own beginning and as its own end.
        boolean isWhole = call.resultLength() <= TraceEvidence.RESULT_END_MAX;
        String whole =
                isWhole ? call.resultEnds().substring(0, call.resultEnds().length() / 2) : null;
        return new ResultShape(
                call.resultLength(), whole != null && NOTHING.matcher(whole).matches());
    }
}
