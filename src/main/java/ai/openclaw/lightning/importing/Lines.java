package ai.openclaw.lightning.importing;

import java.io.IOException;
import java.io.Reader;

/**
 * The lines of a text that programs appended to and that crashes cut: NUL characters are left out, a line of nothing
 * else is named, and the last line may lack its end. A line is read as a stream, because it may have any length.
 */
final class Lines {

    private static final int BUFFER_CHARS = 1 << 13;
    private static final int BEGINNING_CHARS = 1 << 12;

    /** More of a line is not kept. */
    private static final int KEPT_CHARS_MAX = 1 << 20;

    private static final int NONE = -1;

    private final Reader in;
    private final Findings findings;
    private final char[] buffer = new char[BUFFER_CHARS];
    private int position;
    private int limit;

    private final StringBuilder kept = new StringBuilder();
    private int replayed;
    private long number;
    private boolean inLine;
    private boolean ended = true;

    Lines(Reader in, Findings findings) {
        this.in = in;
        this.findings = findings;
    }

    /** Goes to the next line that holds something, from wherever it is in this one. */
    boolean next() throws IOException {
        skipRest();
        while (true) {
            number++;
            boolean nul = false;
            int c = take();
            while (c == 0 || c == ' ' || c == '\t' || c == '\r') {
                nul |= c == 0;
                c = take();
            }
            if (c == NONE || c == '\n') {
                if (nul) {
                    findings.line(number, "holds nothing but NUL bytes");
                }
                if (c == NONE) {
                    return false;
                }
                continue;
            }
            position--;
            begin();
            return true;
        }
    }

    private void begin() {
        kept.setLength(0);
        replayed = 0;
        inLine = true;
        ended = false;
    }

    /** The line's place, from 1. */
    long number() {
        return number;
    }

    /** The beginning of the line, which is read again with the rest of it. */
    String beginning() throws IOException {
        while (kept.length() < BEGINNING_CHARS && inLine) {
            advance();
        }
        return kept.substring(0, Math.min(BEGINNING_CHARS, kept.length()));
    }

    /** What is left of the line; it ends where the line does. */
    Reader content() {
        return reader(this::following);
    }

    /** The text from the beginning of this line on, whatever its lines are. */
    Reader rest() {
        return reader(this::take);
    }

    /** One character, or {@link #NONE}. */
    private interface Source {
        int next() throws IOException;
    }

    /** What was kept of the line, and what comes behind it. Closing it closes nothing: whoever opened the text does. */
    private Reader reader(Source behind) {
        return new Reader() {
            @Override
            public int read(char[] into, int offset, int length) throws IOException {
                int read = 0;
                while (read < length) {
                    int c = replayed < kept.length() ? kept.charAt(replayed++) : behind.next();
                    if (c == NONE) {
                        return read == 0 ? NONE : read;
                    }
                    into[offset + read++] = (char) c;
                }
                return read;
            }

            @Override
            public void close() {}
        };
    }

    /** The whole line, when it is not too long to keep; else null. */
    String whole() throws IOException {
        skipRest();
        return kept.length() < KEPT_CHARS_MAX ? kept.toString() : null;
    }

    /** Whether the line, once it is read, had its end: that of a line which is being written has none. */
    boolean ended() {
        return ended;
    }

    private void skipRest() throws IOException {
        while (inLine) {
            advance();
        }
    }

    private int following() throws IOException {
        int c = inLine ? advance() : NONE;
        replayed = kept.length();
        return c;
    }

    /** Reads on by one character, and keeps it. */
    private int advance() throws IOException {
        int c = take();
        while (c == 0) {
            c = take();
        }
        if (c == NONE || c == '\n') {
            inLine = false;
            ended = c == '\n';
            return NONE;
        }
        if (kept.length() < KEPT_CHARS_MAX) {
            kept.append((char) c);
        }
        return c;
    }

    private int take() throws IOException {
        if (position == limit) {
            position = 0;
            limit = Math.max(0, in.read(buffer, 0, buffer.length));
            if (limit == 0) {
                return NONE;
            }
        }
        return buffer[position++];
    }
}
