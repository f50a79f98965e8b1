package ai.openclaw.lightning.intake;

import ai.openclaw.lightning.model.ArmAssignment;
import ai.openclaw.lightning.model.RewardSource;
import ai.openclaw.lightning.model.TraceOrigin;
import ai.openclaw.lightning.model.W3cTraceId;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/** The rules for single values. Each returns the value as it is stored, or a {@link Wrong}. Pure. */
final class Checks {

    private static final int NAME_LENGTH_MAX = 256;
    private static final int ARMS_MAX = 100;
    /** Keeps sums over billions of events within a long. */
    private static final long COUNT_MAX = 1_000_000_000_000L;

    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z][A-Za-z0-9_.-]{0,63}");

    private static final long YEAR_2000_MS = 946_684_800_000L;
    private static final long AHEAD_MS_MAX = Duration.ofDays(1).toMillis();
    private static final double MS_PER_SECOND = 1_000;

    private static final Wrong NOT_INTEGER = new Wrong("must be an integer");
    private static final Wrong NOT_TRACE_ID = new Wrong("must be 32 hex digits, not all 0");
    private static final Wrong NOT_NAME = new Wrong("must have 1 to 256 characters");
    private static final Wrong CHARACTER_0 = new Wrong("contains the character U+0000");
    private static final Wrong HALF_CHARACTER = new Wrong("contains half of a surrogate pair");
    private static final Wrong NOT_TIME = new Wrong("must be epoch milliseconds between the year 2000 and tomorrow");
    private static final Wrong NOT_SOURCE = new Wrong("must be user, checker, client, agent, heuristic or ended");
    private static final Wrong NOT_ORIGIN = new Wrong("must be user, retry, subagent, review, resume or schedule");
    private static final Wrong NOT_IDENTIFIER =
            new Wrong("must begin with a letter and have 1 to 64 letters, digits and _ . -");
    private static final Wrong NOT_EXIT_CODE = new Wrong("must be an integer of 32 bits");
    private static final Wrong NOT_COUNT = new Wrong("must be between 0 and " + COUNT_MAX);
    private static final Wrong NOT_VALUE = new Wrong("must be between -1 and 1");
    private static final Wrong NOT_RATING = new Wrong("must be between 1 and 5");
    private static final Wrong TOO_MANY_ARMS = new Wrong("may have at most " + ARMS_MAX + " entries");
    static final Wrong NOT_CUT = new Wrong("is marked as cut, so it must be an object with truncated, bytes and head");
    static final Wrong OUT_OF_RANGE = new Wrong("contains a number that is out of range");

    private Checks() {}

    /** Replaces an unusable value, and says why it is unusable. */
    record Wrong(String why) {}

    static Object id(String text) {
        if (text.isEmpty()
                || (text.length() > NAME_LENGTH_MAX && text.codePointCount(0, text.length()) > NAME_LENGTH_MAX)) {
            return NOT_NAME;
        }
        if (text.indexOf('\0') >= 0) {
            return CHARACTER_0; // no store of several bridges can hold it, and what agents send must not depend on the
            // store
        }
        // It has no UTF-8, so it would be stored as another id than the one that was sent.
        return hasLoneSurrogate(text) ? HALF_CHARACTER : text;
    }

    static boolean hasLoneSurrogate(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return text.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
            }
        }
        return false;
    }

    static Object traceId(String text) {
        String traceId = W3cTraceId.of(text);
        return traceId == null ? NOT_TRACE_ID : traceId;
    }

    static Object source(String text) {
        RewardSource source = RewardSource.ofJsonName(text);
        return source == null || source == RewardSource.END ? NOT_SOURCE : source;
    }

    static Object origin(String text) {
        TraceOrigin origin = TraceOrigin.ofJsonName(text);
        return origin == null ? NOT_ORIGIN : origin;
    }

    static Object identifier(String text) {
        return IDENTIFIER.matcher(text).matches() ? text : NOT_IDENTIFIER;
    }

    /** {@code now} is the bridge's clock in epoch milliseconds. */
    static Object number(Field.Shape shape, double number, long now) {
        return switch (shape) {
            case VALUE -> number >= -1 && number <= 1 ? (Object) number : NOT_VALUE;
            case RATING -> number >= 1 && number <= 5 ? (Object) number : NOT_RATING;
            case EXIT_CODE -> number == (int) number ? (Object) (long) number : NOT_EXIT_CODE;
            case COUNT -> number == Math.rint(number) ? count(number) : NOT_INTEGER;
            case SECONDS -> count(number * MS_PER_SECOND);
            case MILLISECONDS -> count(number);
            case TIMESTAMP ->
                number >= YEAR_2000_MS && number <= now + AHEAD_MS_MAX ? (Object) Math.round(number) : NOT_TIME;
            default -> shape.mismatch();
        };
    }

    /** A double holds every integer up to {@link #COUNT_MAX} exactly. */
    private static Object count(double number) {
        return number >= 0 && number <= COUNT_MAX ? (Object) Math.round(number) : NOT_COUNT;
    }

    static Object arms(List<ArmAssignment> arms) {
        boolean good = arms.stream().allMatch(Checks::isArm);
        if (!good) {
            return Field.Shape.ARMS.mismatch();
        }
        return arms.size() > ARMS_MAX ? TOO_MANY_ARMS : List.copyOf(arms);
    }

    private static boolean isArm(ArmAssignment arm) {
        Double probability = arm.probability();
        return !(id(arm.experiment()) instanceof Wrong)
                && (probability == null || (probability >= 0 && probability <= 1));
    }
}
