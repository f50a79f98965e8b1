package ai.openclaw.lightning.model;

import java.util.Locale;

/** The form of a trace id: 32 hex digits, not all 0. */
public final class W3cTraceId {

    private static final int LENGTH = 32;

    private W3cTraceId() {}

    /** The id as stored, in lower case; null for text that is not a trace id. */
    public static String of(String text) {
        boolean zero = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'))) {
                return null;
            }
            zero &= c == '0';
        }
        return zero || text.length() != LENGTH ? null : text.toLowerCase(Locale.ROOT);
    }
}
