package ai.openclaw.lightning.http.exchange;

import ai.openclaw.lightning.view.PageCursor;

/** The parameters of a query. A wrong one is a 400 that names it. */
public final class Parameters {

    private Parameters() {}

    /** How many rows at the most. */
    public static int limit(Call call, int usual, int max) {
        Long given = number(call, "limit", 1, max);
        return given == null ? usual : given.intValue();
    }

    /** Returns how many rows came before; 0 for the first page. */
    public static int offset(Call call) {
        Long given = number(call, "cursor", 0, Integer.MAX_VALUE);
        return given == null ? 0 : given.intValue();
    }

    /** An integer within these bounds; null where none is given. */
    public static Long number(Call call, String name, long min, long max) {
        String given = call.query(name);
        if (given == null) {
            return null;
        }
        try {
            long number = Long.parseLong(given);
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException notOne) {
            throw Refusal.badRequest(name + " must be an integer", name);
        }
        throw Refusal.badRequest(name + " must be between " + min + " and " + max, name);
    }

    /** Null where none is given. */
    public static Boolean flag(Call call, String name) {
        String given = call.query(name);
        if (given == null) {
            return null;
        }
        if (!given.equals("true") && !given.equals("false")) {
            throw Refusal.badRequest(name + " must be true or false", name);
        }
        return given.equals("true");
    }

    /** Where a list goes on; null for its beginning. */
    public static PageCursor cursor(Call call, String name) {
        String given = call.query(name);
        try {
            return given == null ? null : PageCursor.of(given);
        } catch (IllegalArgumentException notOurs) {
            throw Refusal.badRequest(name + " is not a cursor of this bridge", name);
        }
    }
}
