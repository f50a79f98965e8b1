package ai.openclaw.lightning.intake.json;

import ai.openclaw.lightning.model.ArmAssignment;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads {@code [{"experiment":…,"arm":…,"applied":…,"probability":…}]}. */
public final class ArmsReader {

    /** More than may be named; what comes after them is only looked at. */
    private static final int KEPT_MAX = 101;

    private final JsonParser parser;
    private String experiment;
    private String arm;
    private Boolean applied;
    private Double probability;
    private boolean unreadable;

    /** Reads from the token that the parser stands on. */
    public ArmsReader(JsonParser parser) {
        this.parser = parser;
    }

    /** The arms that the list names; null when something in it is no arm. */
    public List<ArmAssignment> read() throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            parser.skipChildren();
            return null;
        }
        List<ArmAssignment> arms = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            readOne();
            unreadable |= experiment == null
                    || applied == null
                    || !(ArmAssignment.CONTROL.equals(arm) || ArmAssignment.TREATMENT.equals(arm));
            if (!unreadable && arms.size() < KEPT_MAX) {
                arms.add(new ArmAssignment(experiment, arm, probability, applied));
            }
        }
        return unreadable ? null : arms;
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
        unreadable |= !token.isNumeric();
        return token.isNumeric() ? parser.getDoubleValue() : null;
    }
}
