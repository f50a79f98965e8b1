package ai.openclaw.lightning.intake.otlp;

import ai.openclaw.lightning.intake.ClientJson;
import ai.openclaw.lightning.intake.json.ArmsReader;
import ai.openclaw.lightning.model.ArmAssignment;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.List;

/** The arms of experiments that stand in an attribute: a list of objects, as JSON or as values of OTLP. */
final class ArmsText {

    /** Some fifty arms; an agent takes part in a few experiments at a time. */
    static final int CHARS_MAX = 8 << 10;

    private ArmsText() {}

    /** Empty where it is something else. */
    static List<ArmAssignment> arms(String text) {
        if (text == null) {
            return List.of();
        }
        try (JsonParser parser = ClientJson.FACTORY.createParser(text)) {
            List<ArmAssignment> arms = parser.nextToken() == null ? null : new ArmsReader(parser).read();
            return arms == null || parser.nextToken() != null ? List.of() : arms;
        } catch (IOException notJson) {
            return List.of();
        }
    }
}
