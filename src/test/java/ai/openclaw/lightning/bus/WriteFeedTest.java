package ai.openclaw.lightning.bus;

import static ai.openclaw.lightning.bus.WriteFeed.MESSAGE_REQUESTS_MAX;
import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.model.WriteReply;
import ai.openclaw.lightning.model.WriteRequest;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How requests travel to the writer together. */
final class WriteFeedTest {

    private final Vertx vertx = Vertx.vertx();
    private final Bus bus = new Bus(vertx, Duration.ofSeconds(60));
    private final Context http = vertx.getOrCreateContext();
    private final WriteFeed feed = bus.writeFeed(http, () -> {});
    private final ConcurrentLinkedQueue<List<WriteRequest>> messages = new ConcurrentLinkedQueue<>();

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @Test
    void write_severalInOneTurn_travelTogetherAndAreAnsweredInOrder() {
        answerAll();
        List<WriteReply> replies = inOneTurn(0, 3).await();

        assertThat(messages).extracting(List::size).containsExactly(3);
        assertThat(replies).hasSize(3);
        assertThat(messages.element()).extracting(WriteRequest::contentBytes).containsExactly(0L, 1L, 2L);
    }

    @Test
    void write_moreThanAMessageHolds_theFirstLeaveBeforeTheTurnEnds() {
        answerAll();
        inOneTurn(0, 2 * MESSAGE_REQUESTS_MAX + 20).await();

        assertThat(messages).extracting(List::size).containsExactly(MESSAGE_REQUESTS_MAX, MESSAGE_REQUESTS_MAX, 20);
        assertThat(messages.stream().flatMap(List::stream).map(WriteRequest::contentBytes))
                .containsExactlyElementsOf(IntStream.range(0, 2 * MESSAGE_REQUESTS_MAX + 20)
                        .mapToObj(i -> (long) i)
                        .toList());
    }

    @Test
    void write_aTurnThatFillsMessages_sendsNoEmptyOne() {
        answerAll();
        inOneTurn(0, MESSAGE_REQUESTS_MAX).await();
        inOneTurn(0, 1).await();

        assertThat(messages).extracting(List::size).containsExactly(MESSAGE_REQUESTS_MAX, 1);
    }

    private void answerAll() {
        bus.onWrite(requests -> {
            messages.add(requests);
            return Future.succeededFuture(requests.stream()
                    .map(request -> WriteReply.stored(List.of()))
                    .toList());
        });
    }

    /** Requests from one number to before another, which each carries as its weight. */
    private Future<List<WriteReply>> inOneTurn(int from, int to) {
        Promise<List<WriteReply>> all = Promise.promise();
        http.runOnContext(turn -> {
            List<Future<WriteReply>> answers = new ArrayList<>();
            for (int i = from; i < to; i++) {
                answers.add(feed.write(new WriteRequest(List.of(), null, i)));
            }
            Future.all(answers).map(done -> done.<WriteReply>list()).onComplete(all);
        });
        return all.future();
    }
}
