package ai.openclaw.lightning.intake.json;

import ai.openclaw.lightning.intake.Rejection;
import com.fasterxml.jackson.core.JsonToken;
import java.util.Set;

/**
 * What a person says about a suggestion.
 *
 * @param mode {@code experiment}, {@code canary} or {@code full}
 * @param note why, or null
 */
public record DecisionBody(String mode, String note) {

    private static final String EXPERIMENT = "experiment";
    private static final Set<String> MODES = Set.of(EXPERIMENT, "canary", "full");

    /** Throws a rejection for what is not a decision. */
    public static DecisionBody decode(byte[] bytes, int length) {
        return JsonBody.read(bytes, length, parser -> {
            String mode = EXPERIMENT;
            String note = null;
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                JsonToken token = parser.nextToken();
                if (name.equals("mode")) {
                    mode = token == JsonToken.VALUE_NULL ? EXPERIMENT : text(token, parser, name);
                } else if (name.equals("note")) {
                    note = token == JsonToken.VALUE_NULL ? null : text(token, parser, name);
                }
                parser.skipChildren();
            }
            if (!MODES.contains(mode)) {
                throw Rejection.invalid("mode must be experiment, canary or full", "mode");
            }
            return new DecisionBody(mode, note);
        });
    }

    private static String text(JsonToken token, FiniteNumbers parser, String name) throws java.io.IOException {
        if (token != JsonToken.VALUE_STRING) {
            throw Rejection.invalid(name + " must be text", name);
        }
        return parser.getText();
    }
}
