package ai.openclaw.lightning.intake.json;

import ai.openclaw.lightning.intake.Draft;
import ai.openclaw.lightning.intake.Field;
import ai.openclaw.lightning.model.ArmAssignment;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.List;

/** Reads the values of fields from one body into a draft, and leaves the parser on each value's last token. */
final class FieldReader {

    private final FiniteNumbers parser;
    private final Draft draft;

    FieldReader(FiniteNumbers parser, Draft draft) {
        this.parser = parser;
        this.draft = draft;
    }

    /** Takes the value that the parser stands on; null is absent. */
    void read(Field field) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.VALUE_NULL) {
            draft.absent(field);
            return;
        }
        switch (field.shape()) {
            case JSON -> draft.json(field, parser);
            case ARMS -> readArms();
            case TEXT -> readText(field, token);
            default -> readScalar(field, token);
        }
        if (parser.takeOverflow()) {
            draft.outOfRange(field);
        }
    }

    /** A text that was cut before comes as an object. */
    private void readText(Field field, JsonToken token) throws IOException {
        if (token == JsonToken.START_OBJECT) {
            draft.json(field, parser);
        } else {
            readScalar(field, token);
        }
    }

    private void readScalar(Field field, JsonToken token) throws IOException {
        switch (token) {
            case VALUE_STRING -> draft.text(field, parser.getText());
            case VALUE_TRUE -> draft.flag(field, true);
            case VALUE_FALSE -> draft.flag(field, false);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> draft.number(field, parser.getDoubleValue());
            default -> {
                parser.skipChildren();
                draft.unreadable(field);
            }
        }
    }

    private void readArms() throws IOException {
        List<ArmAssignment> arms = new ArmsReader(parser).read();
        if (arms == null) {
            draft.unreadable(Field.ARMS);
        } else {
            draft.arms(arms);
        }
    }
}
