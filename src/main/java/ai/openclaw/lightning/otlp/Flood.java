package ai.openclaw.lightning.otlp;

import ai.openclaw.lightning.http.exchange.Refusal;

/**
 * Whether more spans come than can wait. In a flood traces are stored without their grace until little is left, and less may
 * be inside at a time: what lives for long is collected at great cost. For one thread but for {@link #isOn} and
 * {@link #room}.
 */
final class Flood {

    static final int GROUPS_MAX = 1_000;

    /** With that much a flood begins. */
    static final long BYTES = 1L << 20;

    /** What is stored at a time: one trace after another would cost more. */
    private static final long QUARTER = BYTES / 4;

    private static final long LITTLE = BYTES / 16;

    /** For what waits and what is being read. */
    static final long ROOM = BYTES * 2;

    private static final long ROOM_IN_FLOOD = BYTES / 2;

    private volatile boolean on;
    private volatile long room = ROOM;

    /** {@code bytes} wait in so many groups; {@code settled} are of those that wait for more, whatever hurry there is. */
    void changed(long bytes, long settled, int groups) {
        long pressing = bytes - settled;
        on = bytes > BYTES || groups > GROUPS_MAX || (on && pressing > LITTLE);
        room = Math.min(ROOM - bytes, on ? ROOM_IN_FLOOD - pressing : ROOM);
    }

    /** Refuses more where so many bytes wait: many small records take far more than the bytes that let their request in. */
    static void requireRoom(long bytes) {
        if (bytes > ROOM) {
            throw busy();
        }
    }

    /** What a client is told that comes when there is no room. */
    static Refusal busy() {
        return Refusal.busy("too many spans wait to be stored; try again later");
    }

    boolean isOn() {
        return on;
    }

    /** How many bytes may be inside besides those that wait. */
    long room() {
        return room;
    }

    /** How many of these bytes may still wait. */
    long enough(long bytes) {
        return on ? Math.max(bytes - QUARTER, LITTLE / 2) : bytes;
    }

    /** How many bytes of stored traces are remembered. */
    long remembered() {
        return on ? QUARTER : BYTES;
    }
}
