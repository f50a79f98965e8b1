package ai.openclaw.lightning.intake.json;

import ai.openclaw.lightning.intake.Rejection;
import com.fasterxml.jackson.core.JsonToken;

/** The code of a one-time link to the page. */
public record LinkBody(String code) {

    /** Throws a rejection for what has no code. */
    public static LinkBody decode(byte[] bytes, int length) {
        return JsonBody.read(bytes, length, parser -> {
            String code = null;
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                boolean text = parser.nextToken() == JsonToken.VALUE_STRING;
                if (name.equals("code") && text) {
                    code = parser.getText();
                }
                parser.skipChildren();
            }
            if (code == null) {
                throw Rejection.invalid("code must be text", "code");
            }
            return new LinkBody(code);
        });
    }
}
