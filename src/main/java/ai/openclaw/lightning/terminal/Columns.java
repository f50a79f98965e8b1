package ai.openclaw.lightning.terminal;

/** How wide text is on a terminal, in columns. An approximation of Unicode's East Asian Width: enough to align. */
final class Columns {

    private Columns() {}

    static int of(String text) {
        return text.codePoints().map(Columns::of).sum();
    }

    /** The text, or the whole words that it begins with and an ellipsis where it is wider than that. */
    static String cut(String text, int columnsMax) {
        if (of(text) <= columnsMax) {
            return text;
        }
        StringBuilder beginning = new StringBuilder();
        int columns = 0;
        for (int point : (Iterable<Integer>) text.codePoints()::iterator) {
            columns += of(point);
            if (columns > columnsMax - 1) {
                break;
            }
            beginning.appendCodePoint(point);
        }
        return words(beginning, text.codePointAt(beginning.length())) + "…";
    }

    /** Without the beginning of a word. Scripts with wide letters write no blanks, and break between any two. */
    private static String words(StringBuilder beginning, int next) {
        int blank = beginning.lastIndexOf(" ");
        boolean torn = next != ' ' && of(next) < 2 && blank > 0;
        return beginning.substring(0, torn ? blank : beginning.length()).stripTrailing();
    }

    private static int of(int point) {
        int type = Character.getType(point);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
            return 0;
        }
        boolean wide = (point >= 0x1100 && point <= 0x115f)
                || (point >= 0x2e80 && point <= 0xa4cf)
                || (point >= 0xac00 && point <= 0xd7a3)
                || (point >= 0xf900 && point <= 0xfaff)
                || (point >= 0xfe30 && point <= 0xfe6f)
                || (point >= 0xff00 && point <= 0xff60)
                || (point >= 0xffe0 && point <= 0xffe6)
                || (point >= 0x1f300 && point <= 0x1faff)
                || (point >= 0x20000 && point <= 0x3fffd);
        return wide ? 2 : 1;
    }
}
