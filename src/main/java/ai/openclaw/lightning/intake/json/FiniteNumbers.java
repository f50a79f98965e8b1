package ai.openclaw.lightning.intake.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import java.io.IOException;

/** Notices numbers such as 1e999, which would be read as infinity, wherever they stand in a field. */
final class FiniteNumbers extends JsonParserDelegate {

    /** Digits enough to overflow without an exponent. */
    private static final int DIGITS_SUSPECT = 300;

    private boolean overflowed;

    FiniteNumbers(JsonParser parser) {
        super(parser);
    }

    @Override
    public JsonToken nextToken() throws IOException {
        JsonToken token = delegate.nextToken();
        if (token == JsonToken.VALUE_NUMBER_FLOAT && mayOverflow() && Double.isInfinite(delegate.getDoubleValue())) {
            overflowed = true;
        }
        return token;
    }

    /** Whether there was one since the last call. */
    boolean takeOverflow() {
        boolean taken = overflowed;
        overflowed = false;
        return taken;
    }

    private boolean mayOverflow() throws IOException {
        int length = delegate.getTextLength();
        char[] chars = delegate.getTextCharacters();
        int offset = delegate.getTextOffset();
        for (int i = offset; i < offset + length; i++) {
            if (chars[i] == 'e' || chars[i] == 'E') {
                return true;
            }
        }
        return length > DIGITS_SUSPECT;
    }
}
