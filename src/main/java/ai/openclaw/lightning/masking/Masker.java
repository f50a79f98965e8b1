package ai.openclaw.lightning.masking;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;

/**
 * Replaces secrets by {@code [masked]}: the values of secret keys, and text that has the form of a secret. Time is
 * linear in the size of the input, whatever the input. Thread-safe; where nothing is found nothing is allocated, as
 * long as there are no extra patterns.
 *
 * <p>Masking twice changes nothing more. Ids are the caller's: it does not pass them here.
 */
public final class Masker {
    private static final int SCRATCH_MAX = 1 << 16;

    /** A copy of the text under work: reading a char array is several times faster than a String, char by char. */
    private static final ThreadLocal<char[]> SCRATCH = ThreadLocal.withInitial(() -> new char[1 << 12]);

    private final boolean enabled;
    private final KeyWords keyWords;
    private final Assignments assignments;
    private final TextScanner scanner;
    private final KeyDecisions decisions = new KeyDecisions(this::newDecision);

    public Masker(MaskingRules rules) {
        this.enabled = rules.enabled();
        this.keyWords = new KeyWords(rules.extraKeyWords());
        this.assignments = new Assignments(keyWords);
        this.scanner = new TextScanner(assignments, rules.extraPatterns());
    }

    /**
     * Whether a key's value is secret: one of the key's words, split at anything but letters and digits and where the
     * case changes, is a secret word. False for all keys if masking is switched off.
     */
    public boolean isSecretKey(String key) {
        return decide(key).secret();
    }

    /** The text with each secret in it replaced; the same instance if there is none. */
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
        new JsonMasking(this, parser, generator).copy();
    }

    KeyDecisions.Decision decide(String key) {
        return decisions.of(key);
    }

    /** The text of {@code [start, end)} without its secrets, or null if it has none. */
    String maskOrNull(char[] text, int start, int end) {
        return enabled ? scanner.maskOrNull(text, start, end) : null;
    }

    boolean isSecretFlag(char[] text, int start, int end) {
        return enabled && assignments.isSecretFlag(text, start, end);
    }

    private KeyDecisions.Decision newDecision(String key) {
        boolean secret = enabled && keyWords.match(key.toCharArray(), 0, key.length()) != 0;
        return new KeyDecisions.Decision(key, secret, maskText(key));
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
