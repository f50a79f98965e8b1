package ai.openclaw.lightning;

import ai.openclaw.lightning.config.Config;
import ai.openclaw.lightning.config.table.StorageSection;
import ai.openclaw.lightning.model.FailureSite;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.impl.VertxThread;
import io.vertx.core.internal.VertxBootstrap;
import io.vertx.core.spi.VertxThreadFactory;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How many threads a bridge has, which of its parts have one of their own, and who goes first where a processor is short. */
final class Threads {

    /** So that what the optimizer computes can starve nobody. */
    static final DeploymentOptions OPTIMIZER = new DeploymentOptions()
            .setThreadingModel(ThreadingModel.WORKER)
            .setWorkerPoolName("lightning-optimizer")
            .setWorkerPoolSize(1);

    /** What the team is slow at must keep nobody waiting. */
    static final DeploymentOptions TEAM = new DeploymentOptions()
            .setThreadingModel(ThreadingModel.WORKER)
            .setWorkerPoolName("lightning-team")
            .setWorkerPoolSize(1);

    private static final Logger LOG = LoggerFactory.getLogger(Threads.class);

    /**
     * One for HTTP and one for the writer, dealt in the order of deployment: while HTTP decodes a burst, the first of it
     * is being stored. What blocks or takes long (SQL, large bodies) runs on worker pools.
     */
    private static final int EVENT_LOOPS = 2;

    /** What blocks besides reads: opening and closing the store, files of figures, checks. */
    private static final int WORKERS_BESIDE_READERS = 1;

    /** Pools that writes go before, by their names. An agent waits until its event is stored; a page can wait for a read. */
    private static final List<String> YIELDING =
            List.of("vert.x-worker-thread", OPTIMIZER.getWorkerPoolName(), TEAM.getWorkerPoolName());

    /** A thread's priority is no more than a wish, unless the JVM is started as bin/lightning does it. */
    private static final VertxThreadFactory FACTORY = new VertxThreadFactory() {
        @Override
        @SuppressWarnings("ThreadPriorityCheck") // nothing is wrong without it, only slower
        public VertxThread newVertxThread(Runnable work, String name, boolean worker, long timeMax, TimeUnit unit) {
            VertxThread thread = VertxThreadFactory.super.newVertxThread(work, name, worker, timeMax, unit);
            // Said of each, for a thread inherits the priority of the one that makes it.
            thread.setPriority(
                    YIELDING.stream().anyMatch(name::startsWith) ? Thread.MIN_PRIORITY : Thread.NORM_PRIORITY);
            return thread;
        }
    };

    private Threads() {}

    static Vertx vertx(Config config) {
        VertxOptions options = new VertxOptions()
                .setEventLoopPoolSize(EVENT_LOOPS)
                .setWorkerPoolSize(WORKERS_BESIDE_READERS + config.get(StorageSection.READ_CONNECTIONS))
                .setInternalBlockingPoolSize(1)
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false));
        Vertx vertx = VertxBootstrap.create()
                .options(options)
                .threadFactory(FACTORY)
                .init()
                .vertx();
        // What a timer or a handler throws would be logged with its message, which may quote what a client wrote.
        vertx.exceptionHandler(failure -> LOG.error("unexpected error: {}", FailureSite.of(failure)));
        return vertx;
    }
}
