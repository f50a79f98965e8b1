package ai.openclaw.lightning.http.decode;

import ai.openclaw.lightning.http.decode.EventFields.Wrong;
import ai.openclaw.lightning.model.ArmAssignment;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads {@code [{"experiment":…,"arm":…,"applied":…,"probability":…}]}. */
final class ArmsReader {

    private static final int ARMS_MAX = 100;
    private static final Wrong NOT_ARMS =
            new Wrong("must be a list of objects with experiment, arm (control or treatment), applied (true or false)"
                    + " and, optionally, probability (0 to 1)");
    private static final Wrong TOO_MANY = new Wrong("may have at most " + ARMS_MAX + " entries");

    private final JsonParser parser;
    private String experiment;
    private String arm;
    private Boolean applied;
    private Double probability;
    private boolean wrong;

    ArmsReader(JsonParser parser) {
        this.parser = parser;
    }

    /** A list of {@link ArmAssignment}, or what is wrong. */
    Object read() throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            parser.skipChildren();
            return NOT_ARMS;
        }
        List<ArmAssignment> arms = new ArrayList<>();
        boolean tooMany = false;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            readOne();
            tooMany |= arms.size() == ARMS_MAX;
            if (isGood() && !tooMany) {
                arms.add(new ArmAssignment(experiment, arm, probability, applied));
            }
        }
        if (wrong) {
            return NOT_ARMS;
        }
        return tooMany ? TOO_MANY : List.copyOf(arms);
    }

    private void readOne() throws IOException {
        experiment = null;
        arm = null;
        applied = null;
        probability = null;
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return;
        }
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            JsonToken token = parser.nextToken();
            switch (name) {
                case "experiment" -> experiment = text(token);
                case "arm" -> arm = text(token);
                case "applied" -> applied = token.isBoolean() ? (Boolean) (token == JsonToken.VALUE_TRUE) : null;
                case "probability" -> probability = probability(token);
                default -> {}
            }
            parser.skipChildren();
        }
    }

    private String text(JsonToken token) throws IOException {
        return token == JsonToken.VALUE_STRING ? parser.getText() : null;
    }

    private Double probability(JsonToken token) throws IOException {
        if (token == JsonToken.VALUE_NULL) {
            return null;
        }
        double given = token.isNumeric() ? parser.getDoubleValue() : -1;
        wrong |= given < 0 || given > 1;
        return given;
    }

    private boolean isGood() {
        boolean good = experiment != null
                && FieldReader.id(experiment) == experiment
                && (ArmAssignment.CONTROL.equals(arm) || ArmAssignment.TREATMENT.equals(arm))
                && applied != null;
        wrong |= !good;
        return good && !wrong;
    }
}
