package ai.openclaw.lightning;

import ai.openclaw.lightning.config.Config;
import ai.openclaw.lightning.config.table.StorageSection;
import ai.openclaw.lightning.model.FailureSite;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How many threads a bridge has, and which of its parts have one of their own. */
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

    /** What blocks besides reads: copying the log, opening and closing the store, files of figures. */
    private static final int WORKERS_BESIDE_READERS = 2;

    private Threads() {}

    static Vertx vertx(Config config) {
        Vertx vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(EVENT_LOOPS)
                .setWorkerPoolSize(WORKERS_BESIDE_READERS + config.get(StorageSection.READ_CONNECTIONS))
                .setInternalBlockingPoolSize(1)
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
        // What a timer or a handler throws would be logged with its message, which may quote what a client wrote.
        vertx.exceptionHandler(failure -> LOG.error("unexpected error: {}", FailureSite.of(failure)));
        return vertx;
    }
}
