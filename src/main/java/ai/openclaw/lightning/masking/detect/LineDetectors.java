package ai.openclaw.lightning.masking.detect;

import ai.openclaw.lightning.masking.keys.Words;
import ai.openclaw.lightning.masking.syntax.Ascii;
import ai.openclaw.lightning.masking.syntax.Delimiters;
import ai.openclaw.lightning.masking.syntax.Span;
import ai.openclaw.lightning.masking.values.Plausibility;
import java.util.List;

/** Find secrets in lines of certain files: {@code .pgpass}, password hashes as in {@code /etc/shadow}, PuTTY keys. */
public final class LineDetectors {
    private static final int FIELD_MAX = 64;
    private static final int HASH_MIN = 13;
    private static final int METHOD_MAX = 16;
    private static final int HASH_LOOKED_AT_MAX = 128;
    private static final List<String> HASHES = Words.list("""
                    $1$, $2a$, $2b$, $2y$, $5$, $6$, $7$, $y$, $apr1$, $argon2, $pbkdf2, $scrypt$""");
    private static final String PUTTY = "Private-Lines: ";
    private static final int PUTTY_LINES_MAX = 99;

    private LineDetectors() {}

    /** The last field of {@code host:5432:database:user:password}. Trigger: the first colon. */
    public static long pgpass(char[] text, int from, int at, int end) {
        if (at + 2 >= end || at == from || !(text[at + 1] == '*' || Ascii.isDigit(text[at + 1]))) {
            return Span.NONE;
        }
        int port = portEnd(text, at + 1, end);
        if (port < 0) {
            return Span.NONE;
        }
        int limit = Math.max(from, at - FIELD_MAX);
        int host = at;
        while (host > limit && (Ascii.isKeyChar(text[host - 1]) || text[host - 1] == '*')) {
            host--;
        }
        boolean line = host < at
                && (host == from || Ascii.isLineEnd(text[host - 1]) || text[host - 1] == '\'' || text[host - 1] == '"');
        int database = !line ? -1 : fieldEnd(text, port + 1, end);
        int user = database < 0 ? -1 : fieldEnd(text, database + 1, end);
        if (user < 0) {
            return Span.NONE;
        }
        int passwordEnd = user + 1;
        int last = Math.min(end, passwordEnd + Plausibility.LENGTH_MAX);
        while (passwordEnd < last && text[passwordEnd] > ' ' && "'\":".indexOf(text[passwordEnd]) < 0) {
            passwordEnd++;
        }
        boolean more = passwordEnd < end && text[passwordEnd] == ':';
        return !more && passwordEnd - user > 3 ? Span.of(user + 1, passwordEnd) : Span.NONE;
    }

    private static int portEnd(char[] text, int start, int end) {
        int i = start;
        while (i < end && i < start + 5 && Ascii.isDigit(text[i])) {
            i++;
        }
        boolean any = i == start && text[start] == '*';
        i = any ? start + 1 : i;
        return (any || i - start >= 4) && i < end && text[i] == ':' ? i : -1;
    }

    private static int fieldEnd(char[] text, int start, int end) {
        int limit = Math.min(end, start + FIELD_MAX);
        int i = start;
        while (i < limit && (Ascii.isKeyChar(text[i]) || text[i] == '*')) {
            i++;
        }
        return i > start && i < limit && text[i] == ':' ? i : -1;
    }

    /** A password hash with its method and salt. Trigger: the first dollar sign. */
    public static long passwordHash(char[] text, int from, int at, int end) {
        int method = at + 1;
        int limit = Math.min(end, at + METHOD_MAX);
        while (method < limit && (Ascii.isAlphanumeric(text[method]) || text[method] == '-')) {
            method++;
        }
        return method > at + 1 && method < limit && text[method] == '$' ? hash(text, at, end) : Span.NONE;
    }

    private static long hash(char[] text, int at, int end) {
        for (String method : HASHES) {
            if (Ascii.startsWith(text, at, end, method)) {
                int limit = Math.min(end, at + HASH_LOOKED_AT_MAX);
                int near = hashEnd(text, at, limit);
                return near - at - method.length() < HASH_MIN ? Span.NONE : Span.of(at, hashEnd(text, at, end));
            }
        }
        return Span.NONE;
    }

    private static int hashEnd(char[] text, int start, int end) {
        int i = start;
        while (i < end && (Ascii.isAlphanumeric(text[i]) || "./$=,+-_".indexOf(text[i]) >= 0)) {
            i++;
        }
        return i;
    }

    /** The lines of a PuTTY private key. Trigger: the word before their number. */
    public static long puttyKey(char[] text, int from, int at, int end) {
        if (!Ascii.startsWith(text, at, end, PUTTY)) {
            return Span.NONE;
        }
        int lines = 0;
        int i = at + PUTTY.length();
        while (i < end && Ascii.isDigit(text[i]) && lines <= PUTTY_LINES_MAX) {
            lines = 10 * lines + text[i] - '0';
            i++;
        }
        if (lines == 0 || i == end || !Ascii.isLineEnd(text[i])) {
            return Span.NONE;
        }
        int start = Delimiters.nextLine(text, i, end);
        int keyEnd = start;
        for (int line = 0; line < Math.min(lines, PUTTY_LINES_MAX) && keyEnd < end; line++) {
            keyEnd = Delimiters.nextLine(text, keyEnd, end);
        }
        return keyEnd > start && !Ascii.startsWith(text, start, end, "[masked]") ? Span.of(start, keyEnd) : Span.NONE;
    }

    /** The password in Go's {@code user:password@tcp(host)}. Trigger: the sign before the network. */
    public static long goDataSource(char[] text, int from, int at, int end) {
        if (!Ascii.startsWith(text, at, end, "@tcp(") && !Ascii.startsWith(text, at, end, "@unix(")) {
            return Span.NONE;
        }
        int limit = Math.max(from, at - Plausibility.LENGTH_MAX);
        int i = at;
        while (i > limit && text[i - 1] > ' ' && !Ascii.isQuote(text[i - 1])) {
            i--;
        }
        int colon = i;
        while (colon < at && text[colon] != ':') {
            colon++;
        }
        return at - colon > 1 && !Ascii.startsWith(text, colon + 1, end, "[masked]")
                ? Span.of(colon + 1, at)
                : Span.NONE;
    }
}
