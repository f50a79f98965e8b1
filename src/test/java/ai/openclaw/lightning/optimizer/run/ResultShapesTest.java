package ai.openclaw.lightning.optimizer.run;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.optimizer.ResultShape;
import ai.openclaw.lightning.traces.MoreTraces;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ResultShapesTest {

    private static ResultShape shape(String result) {
        return ResultShapes.of(MoreTraces.call("search", "{}", List.of(), result, null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\"\"",
                "[]",
                "{ }",
                "null",
                "None",
                "No results found.",
                "(no output)",
                "no matches",
                "{\"content\":[]}",
                "{\"content\":[{\"type\":\"text\",\"text\":\"\"}],\"details\":{\"exitCode\":0}}"
            })
    void nothing_isEmpty(String result) {
        assertThat(shape(result)).isEqualTo(new ResultShape(result.length(), true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0", "[0]", "no", "nobody found anything", "{\"content\":[{\"type\":\"text\",\"text\":\"x\"}]}"})
    void something_isNotEmpty(String result) {
        assertThat(shape(result)).isEqualTo(new ResultShape(result.length(), false));
    }

    @Test
    void longResult_isMeasured_andNoResultIsNoShape() {
        assertThat(shape(" ".repeat(300))).isEqualTo(new ResultShape(300, false));
        assertThat(shape(null)).isNull();
    }
}
