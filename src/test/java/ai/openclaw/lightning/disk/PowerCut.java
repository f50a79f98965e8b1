package ai.openclaw.lightning.disk;

import java.util.Random;

/**
 * Which of the writes that nobody synchronized are on the disk when the power goes.
 *
 * @param until for {@link Kind#IN_ORDER}: the last write that is, by its place in the record
 */
record PowerCut(Kind kind, long until) {

    enum Kind {
        NOTHING,
        EVERYTHING,
        IN_ORDER,
        PAGES,
        SECTORS
    }

    /** Any kind, between these two places of the record. */
    static PowerCut any(long from, long to, Random random) {
        Kind[] kinds = Kind.values();
        return new PowerCut(kinds[random.nextInt(kinds.length)], random.nextLong(from, to + 1));
    }
}
