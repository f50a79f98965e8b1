package ai.openclaw.lightning.masking.detect;

import ai.openclaw.lightning.masking.keys.Words;
import ai.openclaw.lightning.masking.syntax.Ascii;
import ai.openclaw.lightning.masking.syntax.Delimiters;
import ai.openclaw.lightning.masking.syntax.Span;
import ai.openclaw.lightning.masking.values.Plausibility;
import java.util.List;

/** Logins in notations of their own: arguments of Windows, {@code chpasswd}, codes for a WLAN, mail servers. */
public final class LoginDetectors {
    private static final List<String> SLASH_FLAGS = Words.list("/pass:, /password:, /pwd:, /pw:, /p:");
    private static final int REACH = 160;

    private LoginDetectors() {}

    /** {@code /pass:x}, and the argument before the {@code /add} of {@code net user bob x /add}. Trigger: the slash. */
    public static long slashFlag(char[] text, int from, int at, int end) {
        boolean argument = at > from && text[at - 1] == ' ';
        if (!argument) {
            return Span.NONE;
        }
        for (String flag : SLASH_FLAGS) {
            if (Ascii.startsWithIgnoringCase(text, at, end, flag)) {
                return argument(text, at + flag.length(), end);
            }
        }
        return Ascii.startsWithIgnoringCase(text, at, end, "/add") ? newPassword(text, from, at) : Span.NONE;
    }

    private static long argument(char[] text, int start, int end) {
        int limit = Math.min(end, start + Plausibility.LENGTH_MAX);
        boolean quoted = start < limit && Ascii.isQuote(text[start]);
        int first = quoted ? start + 1 : start;
        int last = first;
        while (last < limit && (quoted ? text[last] != text[start] : text[last] > ' ')) {
            last++;
        }
        return Plausibility.looksSecret(text, first, last) ? Span.of(first, last) : Span.NONE;
    }

    private static long newPassword(char[] text, int from, int at) {
        int last = at - 1;
        int first = wordStart(text, from, last);
        int name = first > from ? wordStart(text, from, first - 1) : from;
        int command = name - "net user ".length();
        boolean user = command >= from && Ascii.startsWithIgnoringCase(text, command, name, "net user ");
        return user && last - first >= 3 && text[first] != '*' ? Span.of(first, last) : Span.NONE;
    }

    private static int wordStart(char[] text, int from, int wordEnd) {
        int limit = Math.max(from, wordEnd - REACH);
        int i = wordEnd;
        while (i > limit && text[i - 1] > ' ') {
            i--;
        }
        return i;
    }

    /** {@code echo 'bob:x' | chpasswd}. Trigger: the program. */
    public static long chpasswd(char[] text, int from, int at, int end) {
        if (!Ascii.startsWith(text, at, end, "chpasswd")) {
            return Span.NONE;
        }
        int limit = Math.max(from, at - REACH);
        int i = at;
        while (i > limit && text[i - 1] != '|' && !Ascii.isLineEnd(text[i - 1])) {
            i--;
        }
        if (i == limit || text[i - 1] != '|') {
            return Span.NONE;
        }
        int last = i - 1;
        while (last > limit && (text[last - 1] == ' ' || Ascii.isQuote(text[last - 1]))) {
            last--;
        }
        int colon = wordStart(text, limit, last);
        while (colon < last && text[colon] != ':') {
            colon++;
        }
        return Plausibility.looksSecret(text, colon + 1, last) ? Span.of(colon + 1, last) : Span.NONE;
    }

    /** The password in {@code WIFI:S:guests;T:WPA;P:x;;}. Trigger: the word. */
    public static long wifi(char[] text, int from, int at, int end) {
        if (!Ascii.startsWith(text, at, end, "WIFI:")) {
            return Span.NONE;
        }
        int lineEnd = Delimiters.lineEnd(text, at, Math.min(end, at + REACH));
        for (int i = at + 4; i + 3 < lineEnd; i++) {
            if ((text[i] == ';' || text[i] == ':') && text[i + 1] == 'P' && text[i + 2] == ':') {
                int last = i + 3;
                while (last < lineEnd && text[last] != ';') {
                    last++;
                }
                boolean masked = Ascii.startsWith(text, i + 3, end, "[masked]");
                return masked || last == i + 3 ? Span.NONE : Span.of(i + 3, last);
            }
        }
        return Span.NONE;
    }

    /** What stands behind {@code AUTH PLAIN} in a talk with a mail server. Trigger: the first word. */
    public static long plain(char[] text, int from, int at, int end) {
        if (!Ascii.startsWith(text, at, end, "AUTH PLAIN ")) {
            return Span.NONE;
        }
        int start = at + "AUTH PLAIN ".length();
        int limit = Math.min(end, start + Plausibility.LENGTH_MAX);
        int i = start;
        while (i < limit && (Ascii.isBase64(text[i]) || text[i] == '=')) {
            i++;
        }
        return Plausibility.looksGenerated(text, start, i) || (i - start >= 12 && text[i - 1] == '=')
                ? Span.of(start, i)
                : Span.NONE;
    }
}
