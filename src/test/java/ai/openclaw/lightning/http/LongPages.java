package ai.openclaw.lightning.http;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.model.TracePage;
import io.vertx.core.Future;
import java.util.stream.IntStream;

/** Pages longer than an answer may be, and a server that sends one of them at a time. */
final class LongPages {

    static final int PAGE_BYTES = 1 << 20;
    static final String LONG = "x".repeat(16_000);

    private LongPages() {}

    static HttpSettings oneAtATime(HttpSettings usual) {
        HttpSettings.Limits limits = usual.limits();
        return new HttpSettings(
                usual.host(),
                0,
                usual.allowedHosts(),
                usual.keys(),
                null,
                new HttpSettings.Limits(
                        limits.singleBytesMax(),
                        limits.batchBytesMax(),
                        limits.batchEventsMax(),
                        limits.inFlightBytesMax(),
                        PAGE_BYTES + PAGE_BYTES / 2,
                        limits.largeBodyBytes(),
                        limits.discardBytesMax(),
                        limits.connectionsMax()),
                new HttpSettings.Timeouts(3, 1, 60));
    }

    static Future<TracePage> page(int traces, String message) {
        return Future.succeededFuture(new TracePage(
                IntStream.range(0, traces)
                        .mapToObj(i -> Samples.trace(i, message))
                        .toList(),
                null));
    }

    static void assertFull(RawConnection.Reply reply) {
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.headers()).containsEntry("transfer-encoding", "chunked");
        assertThat(reply.text().length()).isBetween(PAGE_BYTES - 100_000, PAGE_BYTES);
    }
}
