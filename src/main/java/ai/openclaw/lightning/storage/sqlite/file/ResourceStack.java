package ai.openclaw.lightning.storage.sqlite.file;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Resources that are opened one after another and closed together, the last one first. Whoever opens several adds each as
 * soon as it is open, and closes the stack when a later one can't be opened:
 *
 * <pre>{@code
 * ResourceStack opened = new ResourceStack();
 * try {
 *     Connection first = opened.add(connect());
 *     Connection second = opened.add(connect());
 *     return new Pair(first, second, opened);
 * } catch (Throwable failure) {
 *     opened.closeAfter(failure);
 *     throw failure;
 * }
 * }</pre>
 *
 * For one thread at a time.
 */
public final class ResourceStack implements AutoCloseable {

    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    /** Takes over a resource that is open; what is added may also be a step to be taken between two closings. */
    public <T extends AutoCloseable> T add(T resource) {
        open.push(resource);
        return resource;
    }

    /** Closes all of them, whatever fails: the first failure is the cause of what is thrown at the end. */
    @Override
    public void close() throws IOException {
        List<Exception> failures = closeAll();
        if (!failures.isEmpty()) {
            IOException failed = new IOException("not everything could be closed", failures.get(0));
            failures.subList(1, failures.size()).forEach(failed::addSuppressed);
            throw failed;
        }
    }

    /** Closes all of them after that failure, which learns of those that come now as suppressed ones. */
    public void closeAfter(Throwable failure) {
        closeAll().forEach(failure::addSuppressed);
    }

    private List<Exception> closeAll() {
        List<Exception> failures = new ArrayList<>();
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                failures.add(interrupted);
            } catch (Exception failure) {
                failures.add(failure);
            }
        }
        return failures;
    }
}
