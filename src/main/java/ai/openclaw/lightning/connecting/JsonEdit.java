package ai.openclaw.lightning.connecting;

/** Changes a text of JSON in one place, and leaves every other character of it alone. Pure. */
final class JsonEdit {

    private static final String STEP = "  ";

    private JsonEdit() {}

    /** Puts a child behind the last one of an object or a list, and on the same line where all are on one. */
    static String added(String json, JsonPlace container, String child) {
        return added(json, container, child, true);
    }

    /** The same for a child that is long beside others: nobody reads a line of a thousand characters. */
    static String addedOnItsOwnLine(String json, JsonPlace container, String child) {
        return added(json, container, child, false);
    }

    private static String added(String json, JsonPlace container, String child, boolean beside) {
        int close = container.to() - 1;
        int kept = close; // the end of what is in there, with its comments
        while (Character.isWhitespace(json.charAt(kept - 1))) {
            kept--;
        }
        boolean empty = container.children().isEmpty();
        boolean oneLine =
                beside && !empty && json.substring(container.from(), close).indexOf('\n') < 0;
        int last = empty
                ? kept
                : container.children().get(container.children().size() - 1).to();
        boolean comma = !empty && comma(json, last) < 0;
        String newLine = json.contains("\r\n") ? "\r\n" : "\n";
        String outer = indentOfLine(json, container.from());
        String before = oneLine ? " " : newLine + outer + STEP;
        String after = oneLine ? json.substring(kept, close) : newLine + outer;
        return json.substring(0, last)
                + (comma ? "," : "")
                + json.substring(last, kept)
                + before
                + child
                + after
                + json.substring(close);
    }

    /**
     * Takes a child out of an object or a list, with its comma, and with its line if nothing else is on it. If the others
     * are all on the line where the container begins, its end goes there too.
     */
    static String removed(String json, JsonPlace container, int index) {
        String rest = without(json, container, index);
        int fromEnd = json.length() - container.to() + 1;
        int close = rest.length() - fromEnd;
        int others = container.children().size() - 1;
        if (others == 0 || index < others) {
            return rest;
        }
        int last = container.children().get(others - 1).to();
        boolean oneLine = json.substring(container.from(), last).indexOf('\n') < 0;
        boolean nothingBetween = last <= close && rest.substring(last, close).isBlank();
        return oneLine && nothingBetween ? rest.substring(0, last) + rest.substring(close) : rest;
    }

    private static String without(String json, JsonPlace container, int index) {
        JsonPlace child = container.children().get(index);
        int from = child.from();
        int comma = comma(json, child.to());
        int to = comma < 0 ? child.to() : comma + 1;
        String rest = json.substring(to);
        int begin = from;
        while (begin > 0 && (json.charAt(begin - 1) == ' ' || json.charAt(begin - 1) == '\t')) {
            begin--;
        }
        int blank = 0;
        while (blank < rest.length() && " \t\r".indexOf(rest.charAt(blank)) >= 0) {
            blank++;
        }
        boolean ownLine = begin > 0 && json.charAt(begin - 1) == '\n';
        boolean endsLine = blank < rest.length() && rest.charAt(blank) == '\n';
        String head = json.substring(0, ownLine ? begin : from);
        if (ownLine && endsLine) {
            rest = rest.substring(blank + 1);
        } else if (!ownLine && comma >= 0) {
            rest = rest.substring(blank);
        }
        if (comma < 0 && index > 0) {
            int before = comma(json, container.children().get(index - 1).to());
            head = head.substring(0, before) + head.substring(before + 1);
            head = ownLine ? head : head.stripTrailing();
        }
        return head + rest;
    }

    private static String indentOfLine(String json, int at) {
        int begin = json.lastIndexOf('\n', at - 1) + 1;
        int end = begin;
        while (end < json.length() && (json.charAt(end) == ' ' || json.charAt(end) == '\t')) {
            end++;
        }
        return json.substring(begin, end);
    }

    /** Where the comma stands that follows, behind spaces and comments; -1 for none. */
    private static int comma(String json, int from) {
        int at = from;
        while (at < json.length()) {
            char c = json.charAt(at);
            if (c == ',') {
                return at;
            } else if (json.startsWith("//", at)) {
                int end = json.indexOf('\n', at);
                at = end < 0 ? json.length() : end;
            } else if (json.startsWith("/*", at)) {
                at = json.indexOf("*/", at) + 2;
            } else if (Character.isWhitespace(c)) {
                at++;
            } else {
                return -1;
            }
        }
        return -1;
    }
}
