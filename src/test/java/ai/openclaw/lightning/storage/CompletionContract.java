package ai.openclaw.lightning.storage;

import static ai.openclaw.lightning.storage.Given.trace;
import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.model.BridgeException;
import ai.openclaw.lightning.model.TraceDetail.CallsCursor;
import ai.openclaw.lightning.model.TraceDetail.RewardsCursor;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.ThreadingModel;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** On which thread reads are answered: on the context that asked, so that whoever asked needs no locks. */
public interface CompletionContract extends StoreUnderTest {

    private List<Supplier<Future<?>>> reads() {
        TraceReader reader = store().reader();
        LearningStore learning = store().learning();
        return List.of(
                () -> reader.traces(query(10, null)),
                () -> reader.trace("t1", CallsCursor.START, RewardsCursor.START),
                () -> reader.trace("nobody", CallsCursor.START, RewardsCursor.START),
                () -> reader.series(EVER),
                () -> learning.beforeNewest(1),
                () -> learning.closedTraces(0, 10),
                () -> learning.evidence(List.of("t1")),
                () -> learning.assignments(0, 10),
                learning::learned);
    }

    @Test
    default void reads_fromAContext_areAnsweredOnIt() throws TimeoutException {
        trace("t1").arm("e1").ended(true).in(store());
        for (Context context : contexts()) {
            for (Supplier<Future<?>> read : reads()) {
                Answer answer = answer(context, read);
                assertThat(answer.result().succeeded()).isTrue();
                assertThat(answer.on()).isSameAs(context);
            }
        }
    }

    @Test
    default void reads_thatFail_failOnTheContextThatAsked() throws TimeoutException {
        store().close();
        for (Context context : contexts()) {
            for (Supplier<Future<?>> read : reads()) {
                Answer answer = answer(context, read);
                assertThat(answer.result().cause())
                        .isInstanceOfSatisfying(
                                BridgeException.class,
                                failure -> assertThat(failure.kind()).isEqualTo(BridgeException.Kind.STORAGE_GONE));
                assertThat(answer.on()).isSameAs(context);
            }
        }
    }

    /** What a read came to, and the context that heard of it. */
    record Answer(AsyncResult<?> result, Context on) {}

    private static Answer answer(Context context, Supplier<Future<?>> read) throws TimeoutException {
        Promise<Answer> answer = Promise.promise();
        context.runOnContext(turn -> {
            try {
                read.get().onComplete(done -> answer.complete(new Answer(done, Vertx.currentContext())));
            } catch (RuntimeException thrown) {
                answer.fail(thrown);
            }
        });
        return answer.future().await(30, TimeUnit.SECONDS);
    }

    /** One of an event loop, one of a worker. */
    private List<Context> contexts() {
        return List.of(context(ThreadingModel.EVENT_LOOP), context(ThreadingModel.WORKER));
    }

    private Context context(ThreadingModel model) {
        Promise<Context> found = Promise.promise();
        VerticleBase caller = new VerticleBase() {
            @Override
            public Future<?> start() {
                found.complete(context);
                return Future.succeededFuture();
            }
        };
        vertx().deployVerticle(caller, new DeploymentOptions().setThreadingModel(model))
                .await();
        return found.future().await();
    }
}
