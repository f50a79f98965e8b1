package ai.openclaw.lightning.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.http.exchange.Refusal;
import io.vertx.core.Future;
import org.junit.jupiter.api.Test;

/** Which requests may come in, and which wait. */
class RoomTest {

    private static final int MEGABYTE = 1 << 20;

    private long now = 1_000;
    private long free = 2 * MEGABYTE;
    private final Room room = new Room(() -> now, () -> free);

    @Test
    void room_free_letsInAtOnce() {
        assertThat(room.entered(MEGABYTE).succeeded()).isTrue();
        assertThat(room.entered(MEGABYTE).succeeded()).isTrue();
    }

    @Test
    void room_fullOfWhatIsBeingRead_letsInWhenThatIsOver() {
        room.entered(3 * MEGABYTE);
        Future<Void> next = room.entered(1);
        assertThat(next.isComplete()).isFalse();
        room.left(3 * MEGABYTE);
        room.look();
        assertThat(next.succeeded()).isTrue();
    }

    @Test
    void room_fullOfWhatIsHeld_letsInByTurnsWhenSomethingIsStored() {
        free = 0;
        Future<Void> first = room.entered(3 * MEGABYTE);
        Future<Void> second = room.entered(1);
        room.look();
        assertThat(first.isComplete()).isFalse();
        free = 2 * MEGABYTE;
        room.look();
        assertThat(first.succeeded()).isTrue();
        assertThat(second.isComplete()).isFalse();
    }

    @Test
    void request_whileOthersWait_waitsBehindThem() {
        free = 0;
        Future<Void> first = room.entered(1);
        free = 2 * MEGABYTE;
        Future<Void> second = room.entered(1);
        assertThat(second.isComplete()).isFalse();
        room.look();
        assertThat(first.succeeded()).isTrue();
        assertThat(second.succeeded()).isTrue();
    }

    @Test
    void request_waitingTooLong_is429WithATime() {
        free = 0;
        Future<Void> waiting = room.entered(1);
        now += 5_000;
        room.look();
        assertThat(waiting.isComplete()).isFalse();
        now++;
        room.look();
        assertThat(waiting.cause()).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.status()).isEqualTo(429);
            assertThat(refusal.headers()).containsKey("Retry-After");
        });
    }
}
