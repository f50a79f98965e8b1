package ai.openclaw.lightning.storage.sqlite;

import java.util.concurrent.Executor;

/** Threads for what the disk takes its time for, beside the commits. */
interface Background extends Executor {

    /** For a command, which need not answer meanwhile: at once, and nothing later, for it synchronizes when it is done. */
    Background NONE = new Background() {
        @Override
        public void execute(Runnable task) {
            task.run();
        }

        @Override
        public void after(long ms, Runnable task) {}
    };

    /** The same later. */
    void after(long ms, Runnable task);
}
