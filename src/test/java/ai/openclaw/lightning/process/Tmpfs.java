package ai.openclaw.lightning.process;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** A small file system of the test's own, in a mount namespace. */
final class Tmpfs {

    private Tmpfs() {}

    /** Whether this user may mount one here. */
    static boolean isAvailable() throws InterruptedException {
        try {
            Process process = new ProcessBuilder("unshare", "-rm", "mount", "-t", "tmpfs", "tmpfs", "/mnt").start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException noSuchCommand) {
            return false;
        }
    }
}
