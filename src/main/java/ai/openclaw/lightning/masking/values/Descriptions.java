package ai.openclaw.lightning.masking.values;

import ai.openclaw.lightning.masking.keys.KeyWords;
import ai.openclaw.lightning.masking.keys.Words;
import ai.openclaw.lightning.masking.syntax.Ascii;
import ai.openclaw.lightning.masking.syntax.Delimiters;
import java.util.Locale;
import java.util.Set;

/**
 * Objects in the place of a secret that only describe it, by their keys or by values that are no secrets: {@code
 * {"type": "string", "minLength": 12}} of a schema, {@code {"version": "1.0.6"}} of a package, {@code {"value":
 * "16px"}} of a design; and lists, which {@link MemberLists} judges. Reads no more than {@value #LENGTH_MAX}
 * characters, and what is longer is no description.
 */
final class Descriptions {
    private static final int LENGTH_MAX = 1024;
    private static final int KEY_MAX = 40;
    private static final int NUMBER_MAX = 3;
    /** Bounds the reading where every value seems to open an object within the one before. */
    private static final int DEPTH_MAX = 6;

    /** A schema, a package or a setting has one of these. */
    private static final Set<String> TELLING = Words.set("""
            type, $ref, anyof, oneof, allof, properties, required, description, minlength, maxlength, kind, label,
            httponly, samesite, secure, maxage, version, provider, workspace, git, tokenizer, logprob""");

    /** What else these may say, and where no secret can stand. */
    private static final Set<String> OTHERS = Words.set("""
            additionalproperties, autocomplete, bearerformat, bin, bsontype, bytes, computed, constraints,
            default-features, dependencies, deprecated, describe, description_kind, dev, devoptional, dirty, domain,
            engines, enabled, error, errors, expires, features, fields, flows, forcenew, format, funding, help, hidden,
            id, ignore_above, in, index, integrity, items, length, level, license, maximum, max, minimum, min, message,
            name, nullable, nullok, optional, order, path, pattern, patternproperties, peer, peerdependencies,
            placeholder, propertyname, propertyorder, readonly, ref, reference, requires, resolved, rev, rule, rules,
            scheme, secret, select, sensitive, store, subtype, summary, tag, text, title, touched, trigger, trim, ui, unique,
            validate, validation, widget, writeonly, x-go-name, x-nullable, x-secret""");

    /** Under these a schema may have a value. */
    private static final Set<String> VALUES = Words.set("const, default, enum, example, examples, value, values");

    private static final int UNKNOWN = 0;
    private static final int TELLS = 1;
    private static final int FITS = 2;
    private static final int VALUE = 3;

    private final Captions captions;
    private final MemberLists lists;

    Descriptions(KeyWords keyWords, Captions captions) {
        this.captions = captions;
        this.lists = new MemberLists(captions, new TypeNames(keyWords));
    }

    /** Whether the object or list that begins at {@code start} describes a secret and holds none. */
    boolean isDescription(char[] text, int start, int end, int context) {
        int limit = Math.min(end, start + LENGTH_MAX);
        boolean names = (context & KeyWords.PROSE) != 0;
        if (text[start] == '{') {
            return isObject(text, start, limit, 0);
        }
        int first = Ascii.skipBlanks(text, start + 1, limit);
        boolean isListOfObjects = first < limit && text[first] == '{';
        return isListOfObjects ? isObject(text, first, limit, 1) : lists.isHarmless(text, start, limit, names);
    }

    /** Whether the object at {@code start}, and the rest of the list if one bracket is open before it, describe. */
    private boolean isObject(char[] text, int start, int end, int open) {
        int depth = open;
        boolean telling = false;
        boolean harmless = true;
        int kind = UNKNOWN;
        int i = start;
        while (i < end) {
            char c = text[i];
            if (c == '{' || c == '[') {
                if (++depth > DEPTH_MAX) {
                    return false;
                }
                i++;
                continue;
            }
            if (c == '}' || c == ']') {
                i++;
                if (--depth == 0) {
                    return telling || harmless;
                }
                continue;
            }
            int quote = Delimiters.opening(text, i, end);
            int first = quote < 0 ? i : quote + 1;
            int last = quote < 0 ? wordEnd(text, i, end) : Delimiters.closing(text, first, end, text[quote], quote - i);
            if (last < 0) {
                return false;
            }
            if (quote < 0 && last == i) {
                i++;
                continue;
            }
            i = quote < 0 ? last : last + quote - i + 1;
            if (isKey(text, i, end)) {
                kind = kind(text, first, last);
                telling |= depth == open + 1 && kind == TELLS;
            } else if (!isHarmless(text, first, last, quote >= 0)) {
                if (kind == VALUE || (depth <= open + 1 && kind == UNKNOWN)) {
                    return false;
                }
                harmless = false;
            }
        }
        return false;
    }

    /** The end of a name, a number or a literal without quotes; {@code at} if there is none. */
    private static int wordEnd(char[] text, int at, int end) {
        int i = at;
        while (i < end && (Ascii.isKeyChar(text[i]) || text[i] == '$')) {
            i++;
        }
        return i;
    }

    private static boolean isKey(char[] text, int at, int end) {
        int sign = Ascii.skipBlanks(text, at, end);
        boolean pair = sign < end && (text[sign] == ':' || text[sign] == '=');
        return pair && (sign + 1 == end || text[sign + 1] != '=');
    }

    private static int kind(char[] text, int start, int end) {
        if (end - start > KEY_MAX) {
            return UNKNOWN;
        }
        String name = new String(text, start, end - start).toLowerCase(Locale.ROOT);
        return TELLING.contains(name) ? TELLS : OTHERS.contains(name) ? FITS : VALUES.contains(name) ? VALUE : UNKNOWN;
    }

    /** Whether a value is no secret under any key. */
    private boolean isHarmless(char[] text, int start, int end, boolean quoted) {
        if (start == end || Notations.isOne(text, start, end)) {
            return true;
        }
        return quoted
                ? captions.isCaption(text, start, end)
                : Prose.isLiteral(text, start, end)
                        || (end - start <= NUMBER_MAX && Plausibility.digits(text, start, end) == end - start);
    }
}
