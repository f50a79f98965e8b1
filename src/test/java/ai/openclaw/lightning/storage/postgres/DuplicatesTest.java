package ai.openclaw.lightning.storage.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DuplicatesTest {

    private final Duplicates duplicates = new Duplicates();

    private void quiet(int transactions) {
        IntStream.range(0, transactions).forEach(i -> duplicates.metNone());
    }

    @Test
    void areExpected_onlyForAWhileAfterOneWasMet() {
        assertThat(duplicates.areExpected()).isFalse();
        quiet(3);
        duplicates.met();
        quiet(99);
        assertThat(duplicates.areExpected()).isTrue();
        duplicates.met();
        quiet(99);
        assertThat(duplicates.areExpected()).isTrue();
        quiet(1);
        assertThat(duplicates.areExpected()).isFalse();
    }
}
