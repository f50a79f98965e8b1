package ai.openclaw.lightning.masking;

import ai.openclaw.lightning.masking.detect.FlagDetector;
import ai.openclaw.lightning.masking.json.JsonMasking;
import ai.openclaw.lightning.masking.json.JsonRules;
import ai.openclaw.lightning.masking.keys.KeyWords;
import ai.openclaw.lightning.masking.scan.TextScanner;
import ai.openclaw.lightning.masking.values.Placeholders;
import ai.openclaw.lightning.masking.values.ValueFinder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.io.IOException;
import java.util.List;

/**
 * Replaces secrets with {@code [masked]}: the values of secret keys, and text that has the form of a secret. Takes time
 * linear in the size of any input. Thread-safe. Allocates nothing when it finds nothing, unless there are escapes to
 * undo or extra patterns. {@code docs/security.md} says what it promises, and that it is no guarantee.
 *
 * <p>Masking a second time changes nothing. The caller must not pass ids.
 */
public final class Masker {
    /** What a secret becomes. */
    public static final String MASK = Placeholders.MASK;

    private static final int ROUNDS_MAX = 4;
    private static final int SCRATCH_MAX = 1 << 16;

    /**
     * A copy of the current text, because reading a char array is several times faster than reading a String char by
     * char.
     */
    private static final ThreadLocal<char[]> SCRATCH = ThreadLocal.withInitial(() -> new char[1 << 12]);

    private final boolean enabled;
    private final TextScanner scanner;
    private final List<Pattern> extraPatterns;
    private final JsonRules json;

    public Masker(MaskingRules rules) {
        this.enabled = rules.enabled();
        KeyWords keyWords = new KeyWords(rules.extraKeyWords());
        FlagDetector flags = new FlagDetector(keyWords, new ValueFinder(keyWords));
        this.scanner = new TextScanner(keyWords, flags, rules.literals());
        this.extraPatterns =
                rules.extraPatterns().stream().map(Pattern::compile).toList();
        this.json = new JsonRules(keyWords, flags, this::maskOrNull, this::maskText);
    }

    /**
     * Whether a key's value is secret: one of the key's words, split at anything but letters and digits and where the
     * case changes, is a secret word. False for all keys if masking is switched off.
     */
    public boolean isSecretKey(String key) {
        return enabled && json.isSecretKey(key);
    }

    /** The text with each secret replaced; the same instance if there is none. */
    public String maskText(String text) {
        if (!enabled) {
            return text;
        }
        int length = text.length();
        String masked = maskOrNull(characters(text), 0, length);
        return masked == null ? text : masked;
    }

    /**
     * Copies the value that the parser is on, and leaves the parser on the value's last token, as {@link
     * JsonGenerator#copyCurrentStructure} does. Under a secret key, strings, numbers, lists and objects become the
     * string {@code [masked]}; null, true and false stay, for they tell nothing. Numbers keep every digit. How deep
     * the value may nest is the limit of the parser's {@code StreamReadConstraints}.
     *
     * @throws IOException what parser or generator throw, for instance at broken JSON
     * @throws IllegalStateException if the parser is not on a value
     */
    public void copyMasked(JsonParser parser, JsonGenerator generator) throws IOException {
        if (enabled) {
            new JsonMasking(json, parser, generator).copy();
        } else {
            generator.copyCurrentStructureExact(parser);
        }
    }

    private String maskOrNull(char[] text, int start, int end) {
        String masked = untilNothingIsLeft(scanner.maskOrNull(text, start, end));
        if (extraPatterns.isEmpty()) {
            return masked;
        }
        String before = masked == null ? new String(text, start, end - start) : masked;
        String after = before;
        for (Pattern pattern : extraPatterns) {
            after = pattern.matcher(after).replaceAll(Matcher.quoteReplacement(MASK));
        }
        return after.equals(before) ? masked : after;
    }

    /**
     * A secret may hide the beginning or the end of another one. Nearly always the second look finds nothing, and only
     * texts with secrets pay for it.
     */
    private String untilNothingIsLeft(String found) {
        String masked = found;
        for (int round = 0; masked != null && round < ROUNDS_MAX; round++) {
            String more = scanner.maskOrNull(masked.toCharArray(), 0, masked.length());
            if (more == null) {
                return masked;
            }
            masked = more;
        }
        return masked;
    }

    private static char[] characters(String text) {
        int length = text.length();
        if (length > SCRATCH_MAX) {
            return text.toCharArray();
        }
        char[] scratch = SCRATCH.get();
        if (scratch.length < length) {
            scratch = new char[SCRATCH_MAX];
            SCRATCH.set(scratch);
        }
        text.getChars(0, length, scratch, 0);
        return scratch;
    }
}
