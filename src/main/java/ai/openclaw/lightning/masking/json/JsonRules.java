package ai.openclaw.lightning.masking.json;

import ai.openclaw.lightning.masking.detect.CommandDetector;
import ai.openclaw.lightning.masking.detect.FlagDetector;
import ai.openclaw.lightning.masking.keys.KeyWords;
import ai.openclaw.lightning.masking.syntax.Ascii;
import ai.openclaw.lightning.masking.syntax.Base64Text;
import ai.openclaw.lightning.masking.values.Plausibility;
import ai.openclaw.lightning.masking.values.ValueFinder;
import java.util.function.UnaryOperator;

/** The rules for keys and single texts, shared by all values of a deployment. Thread-safe. */
public final class JsonRules {
    /** Masks a piece of a text; null if it has no secret. */
    @FunctionalInterface
    public interface TextMasking {
        String maskOrNull(char[] text, int start, int end);
    }

    private static final int NAME_MAX = 64;

    private final KeyWords keyWords;
    private final ValueFinder values;
    private final FlagDetector flags;
    private final CommandDetector commands;
    private final TextMasking texts;
    private final KeyDecisions decisions;

    public JsonRules(KeyWords keyWords, FlagDetector flags, TextMasking texts, UnaryOperator<String> keyMasking) {
        this.keyWords = keyWords;
        this.values = new ValueFinder(keyWords);
        this.flags = flags;
        this.commands = new CommandDetector(values);
        this.texts = texts;
        this.decisions = new KeyDecisions(key -> {
            char[] chars = key.toCharArray();
            int words = keyWords.match(chars, 0, chars.length);
            return new KeyDecisions.Decision(key, words, JsonRoles.of(chars), keyMasking.apply(key));
        });
    }

    public boolean isSecretKey(String key) {
        return (decisions.of(key).flags() & KeyWords.SECRET) != 0;
    }

    KeyDecisions.Decision decide(String key) {
        return decisions.of(key);
    }

    String maskOrNull(char[] text, int start, int end) {
        return texts.maskOrNull(text, start, end);
    }

    /** Whether a whole text is the name of something secret. */
    boolean isSecretName(char[] text, int start, int end) {
        return end - start <= NAME_MAX && end > start && text[start] != '-' && keyWords.isSecret(text, start, end);
    }

    /** Whether a text is more than a placeholder, a caption or a sentence. */
    boolean isSecretText(char[] text, int start, int end) {
        return values.isSecretText(text, start, end);
    }

    /** Whether the value of a key that says little, such as {@code auth} or {@code pass}, is secret. */
    boolean looksSecret(char[] text, int start, int end) {
        return Plausibility.looksSecret(text, start, end) || Base64Text.isUserAndPassword(text, start, end);
    }

    /** Whether a value is base64, as those of a Kubernetes secret are, and no word. */
    static boolean looksEncoded(char[] text, int start, int end) {
        int length = end - start;
        if (length < 8 || length % 4 != 0) {
            return false;
        }
        boolean padded = text[end - 1] == '=';
        int last = padded ? (text[end - 2] == '=' ? end - 2 : end - 1) : end;
        boolean upper = false;
        boolean digit = false;
        for (int i = start; i < last; i++) {
            if (!Ascii.isBase64(text[i])) {
                return false;
            }
            upper |= Ascii.isUpper(text[i]);
            digit |= Ascii.isDigit(text[i]);
        }
        return padded || (upper && digit) || Base64Text.decode(text, start, end) != null;
    }

    boolean isSecretFlag(char[] text, int start, int end) {
        return flags.isSecretFlag(text, start, end);
    }

    CommandDetector commands() {
        return commands;
    }
}
