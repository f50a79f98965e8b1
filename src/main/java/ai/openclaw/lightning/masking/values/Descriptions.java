package ai.openclaw.lightning.masking.values;

import ai.openclaw.lightning.masking.keys.KeyWords;
import ai.openclaw.lightning.masking.keys.Words;
import ai.openclaw.lightning.masking.syntax.Ascii;
import ai.openclaw.lightning.masking.syntax.Delimiters;
import java.util.Locale;
import java.util.Set;

/**
 * Objects and lists in the place of a secret that only describe it: {@code {"type": "string", "minLength": 12}} of a
 * schema, {@code ["can't be blank"]} of a validation. Reads no more than {@value #LENGTH_MAX} characters, and what is
 * longer is no description.
 */
final class Descriptions {
    private static final int LENGTH_MAX = 1024;
    private static final int KEY_MAX = 40;

    /** A schema has one of these. */
    private static final Set<String> TELLING = Words.set("""
            type, $ref, anyof, oneof, allof, properties, required, description, minlength, maxlength, kind, label, httponly, samesite""");

    /** What else a schema or a form may say about a field, and where no secret can stand. */
    private static final Set<String> OTHERS = Words.set("""
            additionalproperties, autocomplete, bearerformat, bsontype, computed, constraints, deprecated, describe,
            description_kind, fields, domain, flows, forcenew, format, help, hidden, id, ignore_above, in, index, items,
            maximum, max, maxage, minimum, min, message, name, nullable, nullok, optional, order, path, pattern, patternproperties,
            placeholder, propertyname, propertyorder, readonly, ref, reference, scheme, secret, secure, select, sensitive, store,
            subtype, summary, title, trim, ui, unique, validate, validation, widget, writeonly, x-go-name, x-nullable,
            x-secret""");

    /** Under these a schema may have a value. */
    private static final Set<String> VALUES = Words.set("const, default, enum, example, examples, value, values");

    private final Captions captions;

    Descriptions(Captions captions) {
        this.captions = captions;
    }

    /** Whether the object or list that begins at {@code start} describes a secret and holds none. */
    boolean isDescription(char[] text, int start, int end, int context) {
        int limit = Math.min(end, start + LENGTH_MAX);
        boolean names = (context & KeyWords.PROSE) != 0;
        return text[start] == '{' ? isSchema(text, start, limit) : isMessages(text, start, limit, names);
    }

    private static boolean isSchema(char[] text, int start, int end) {
        int depth = 0;
        boolean telling = false;
        int i = start;
        while (i < end) {
            char c = text[i];
            int quote = Delimiters.opening(text, i, end);
            if (c == '{' || c == '[') {
                depth++;
                i++;
            } else if (c == '}' || c == ']') {
                i++;
                if (--depth == 0) {
                    return telling;
                }
            } else if (quote >= 0 || Ascii.isLetter(c) || c == '$') {
                int nameStart = quote < 0 ? i : quote + 1;
                int nameEnd = quote < 0
                        ? Math.max(i + 1, Ascii.skipIdentifier(text, i, end, end))
                        : Delimiters.closing(text, nameStart, end, text[quote], quote - i);
                if (nameEnd < 0) {
                    return false;
                }
                i = quote < 0 ? nameEnd : nameEnd + quote - i + 1;
                int colon = Ascii.skipBlanks(text, i, end);
                if (colon < end && text[colon] == ':') {
                    int kind = kind(text, nameStart, nameEnd);
                    if (kind == VALUE || (depth == 1 && kind == UNKNOWN)) {
                        return false;
                    }
                    telling |= depth == 1 && kind == TELLS;
                    i = colon + 1;
                }
            } else {
                i++;
            }
        }
        return false;
    }

    private static final int UNKNOWN = 0;
    private static final int TELLS = 1;
    private static final int FITS = 2;
    private static final int VALUE = 3;

    private static int kind(char[] text, int start, int end) {
        if (end - start > KEY_MAX) {
            return UNKNOWN;
        }
        String name = new String(text, start, end - start).toLowerCase(Locale.ROOT);
        return TELLING.contains(name) ? TELLS : OTHERS.contains(name) ? FITS : VALUES.contains(name) ? VALUE : UNKNOWN;
    }

    /**
     * Whether a list has only messages, as those of a validation.
     *
     * @param names whether it may have words without quotes instead: {@code secrets: [db_password]}
     */
    private boolean isMessages(char[] text, int start, int end, boolean names) {
        boolean any = names;
        int i = start + 1;
        while (i < end && text[i] != ']') {
            int quote = Delimiters.opening(text, i, end);
            if (quote < 0) {
                if (Ascii.isDigit(text[i]) || text[i] == '{' || text[i] == '(') {
                    return false;
                }
                i++;
                continue;
            }
            int close = Delimiters.closing(text, quote + 1, end, text[quote], quote - i);
            if (close < 0 || (close > quote + 1 && !captions.isCaption(text, quote + 1, close))) {
                return false;
            }
            any = true;
            i = close + quote - i + 1;
        }
        return any && i < end;
    }
}
