package ai.openclaw.lightning.storage.sqlite.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ResourceStackTest {

    private final List<String> closed = new ArrayList<>();
    private final ResourceStack stack = new ResourceStack();

    private void add(String name) {
        stack.add(() -> closed.add(name));
    }

    private void addFailing(String name) {
        stack.add(() -> {
            closed.add(name);
            throw new IllegalStateException(name);
        });
    }

    @Test
    void close_several_takesTheLastOneFirstAndEachOnce() throws IOException {
        add("first");
        add("second");
        stack.close();
        stack.close();

        assertThat(closed).containsExactly("second", "first");
    }

    @Test
    void close_someFail_goesOnAndTellsOfAll() {
        add("first");
        addFailing("second");
        add("third");
        addFailing("fourth");

        assertThatThrownBy(stack::close)
                .isInstanceOf(IOException.class)
                .hasCause(new IllegalStateException("fourth"))
                .satisfies(failure -> assertThat(failure.getSuppressed())
                        .singleElement()
                        .extracting(Throwable::getMessage)
                        .isEqualTo("second"));
        assertThat(closed).containsExactly("fourth", "third", "second", "first");
    }

    @Test
    void close_interruptedStep_leavesTheThreadInterrupted() {
        add("first");
        stack.add(() -> {
            throw new InterruptedException();
        });

        assertThatThrownBy(stack::close).isInstanceOf(IOException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(closed).containsExactly("first");
    }

    @Test
    void closeAfter_failure_keepsItTheFailure() {
        add("first");
        addFailing("second");
        IOException failure = new IOException("the third can't be opened");
        stack.closeAfter(failure);

        assertThat(closed).containsExactly("second", "first");
        assertThat(failure.getSuppressed())
                .singleElement()
                .extracting(Throwable::getMessage)
                .isEqualTo("second");
    }
}
