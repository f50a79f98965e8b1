package ai.openclaw.lightning.masking.values;

import ai.openclaw.lightning.masking.syntax.Ascii;
import java.util.List;

/** The word before a credential in a header: {@code Bearer x}. */
final class Schemes {
    private static final List<String> ALL =
            List.of("bearer", "basic", "token", "digest", "negotiate", "apikey", "ssws", "aws4-hmac-sha256");

    private Schemes() {}

    /** Behind the scheme at {@code start} and its one blank; two blanks separate columns. */
    static int after(char[] text, int start, int end) {
        for (String scheme : ALL) {
            int schemeEnd = start + scheme.length();
            if (schemeEnd < end
                    && Ascii.isBlank(text[schemeEnd])
                    && (schemeEnd + 1 == end || !Ascii.isBlank(text[schemeEnd + 1]))
                    && Ascii.startsWithIgnoringCase(text, start, end, scheme)) {
                return schemeEnd + 1;
            }
        }
        return start;
    }
}
