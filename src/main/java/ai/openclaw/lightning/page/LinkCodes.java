package ai.openclaw.lightning.page;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Codes that a person carries from the command to a browser: each works once, and for a short time. For one event loop. */
final class LinkCodes {

    /** Long enough for a browser that must start first. */
    static final long LIFE_MS = 120_000;

    /** The oldest goes for the next, so that a script that asks for ever takes no memory. */
    private static final int OPEN_MAX = 16;

    private final LongSupplier clock;
    private final Supplier<String> ids;
    private final Deque<Code> open = new ArrayDeque<>();

    private record Code(String text, long endsAt) {}

    /**
     * @param clock the time in milliseconds
     * @param ids makes texts that nobody can guess
     */
    LinkCodes(LongSupplier clock, Supplier<String> ids) {
        this.clock = clock;
        this.ids = ids;
    }

    /** A new code. */
    String create() {
        if (open.size() == OPEN_MAX) {
            open.removeFirst();
        }
        String code = ids.get();
        open.addLast(new Code(code, clock.getAsLong() + LIFE_MS));
        return code;
    }

    /** Whether that is a code that still works; from now on it does not. */
    boolean use(String given) {
        byte[] text = bytes(given);
        long now = clock.getAsLong();
        boolean good = false;
        for (Iterator<Code> codes = open.iterator(); codes.hasNext(); ) {
            Code code = codes.next();
            boolean same = MessageDigest.isEqual(bytes(code.text()), text);
            good |= same && now < code.endsAt();
            if (same || now >= code.endsAt()) {
                codes.remove();
            }
        }
        return good;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
