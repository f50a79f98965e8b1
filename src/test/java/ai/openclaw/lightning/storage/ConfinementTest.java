package ai.openclaw.lightning.storage;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.storage.memory.MemoryStore;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A store whose reads do as they like keeps the contract once it is confined; all of it, so other reads too. */
final class ConfinementTest implements StoreContract {

    private final Vertx vertx = Vertx.vertx();
    private final ExecutorService foreign = Executors.newFixedThreadPool(3);
    private final MemoryStore memory = MemoryStore.opened();

    @AfterEach
    void close() {
        foreign.shutdown();
        vertx.close().await();
    }

    /** Answers on a thread of its own; throws what it should tell by the future. */
    private <T> T careless(Class<T> type, T reads) {
        InvocationHandler handler = (self, method, arguments) -> {
            Future<?> answer = call(method, reads, arguments);
            if (answer.failed()) {
                throw answer.cause();
            }
            Promise<Object> later = Promise.promise();
            foreign.execute(() -> later.complete(answer.result()));
            return later.future();
        };
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static Future<?> call(Method method, Object object, Object[] arguments) throws Throwable {
        try {
            return (Future<?>) method.invoke(object, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }

    private final Store store = new Store() {

        private final TraceReader reader = ConfinedTraceReader.of(careless(TraceReader.class, memory.reader()));
        private final LearningStore learning =
                ConfinedLearningStore.of(careless(LearningStore.class, memory.learning()));

        @Override
        public void open() {
            memory.open();
        }

        @Override
        public void close() {
            memory.close();
        }

        @Override
        public TraceReader reader() {
            return reader;
        }

        @Override
        public LearningStore learning() {
            return learning;
        }

        @Override
        public WriterStore writer() {
            return memory.writer();
        }
    };

    @Override
    public Store store() {
        return store;
    }

    @Override
    public Vertx vertx() {
        return vertx;
    }

    @Test
    void of_confinedAlready_isTheSame() {
        assertThat(ConfinedTraceReader.of(store.reader())).isSameAs(store.reader());
        assertThat(ConfinedLearningStore.of(store.learning())).isSameAs(store.learning());
    }

    /** The thread of a worker that completes an answer has the context of whoever asked, and is not its thread. */
    @Test
    void answer_ofAWorkerOfTheSameContext_comesToTheEventLoopNevertheless() {
        Promise<String> thread = Promise.promise();
        vertx.runOnContext(turn -> Confinement.of(() -> {
                    Promise<String> answer = Promise.promise();
                    vertx.executeBlocking(() -> {
                        answer.complete("done");
                        return null;
                    });
                    return answer.future();
                })
                .onComplete(done -> thread.complete(Thread.currentThread().getName())));

        assertThat(thread.future().await()).contains("eventloop");
    }

    @Test
    void answer_null_isAFailure() {
        assertThat(Confinement.of(() -> null).cause()).hasMessage("the store gave no answer");
    }
}
