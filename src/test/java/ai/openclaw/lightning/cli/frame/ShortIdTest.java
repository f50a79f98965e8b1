package ai.openclaw.lightning.cli.frame;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ShortIdTest {

    @Test
    void of_drawnId_isTheBeginningOfWhatWasDrawn() {
        assertThat(ShortId.of("decision-points-55c303e95544")).isEqualTo("55c303e9");
        assertThat(ShortId.of("exp-aa5c8dd32673")).isEqualTo("aa5c8dd3");
        assertThat(ShortId.of("exp-1")).isEqualTo("exp-1");
    }

    @Test
    void within_sentence_hasNoOtherForm() {
        assertThat(ShortId.within("Experiment exp-aa5c8dd32673.")).isEqualTo("Experiment aa5c8dd3.");
        assertThat(ShortId.within("another tests it; see decision-points-55c303e95544."))
                .isEqualTo("another tests it; see 55c303e9.");
        assertThat(ShortId.within("the tool read-file failed")).isEqualTo("the tool read-file failed");
    }
}
