package ai.openclaw.lightning.masking.scan;

import java.util.List;

/** Finds secrets that show only in a larger part of a text. Runs once for a whole text, when a trigger calls for it. */
interface Section {

    /** What the words begin with that may belong to such a part, in small letters. */
    List<String> beginnings();

    /** Whether the word at {@code at} may belong to such a part; looks at a bounded number of characters. */
    boolean begins(char[] text, int start, int at, int end);

    /** Adds the secrets of {@code [start, end)}; reads each character a bounded number of times. */
    void find(char[] text, int start, int end, Spans spans);
}
