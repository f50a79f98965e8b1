package ai.openclaw.lightning.optimizer.run;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.model.TraceEvidence;
import ai.openclaw.lightning.optimizer.ArgumentShape;
import ai.openclaw.lightning.traces.MoreTraces;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ArgumentShapesTest {

    private static final List<String> NAMES = List.of("q", "n", "empty");

    private static Map<String, ArgumentShape> shapes(String message, String params) {
        return new ArgumentShapes(message).of(MoreTraces.call("search", params, NAMES, null, null));
    }

    @Test
    void texts_areCountedInWords_andHalfOfThemMakeTheRequests() {
        String message = "Find a RED leather sofa, please!";

        assertThat(shapes(message, "{\"q\":\"red sofa, cheap couch\",\"n\":3,\"empty\":\" - \"}"))
                .containsExactly(Map.entry("q", new ArgumentShape(4, true)));
        assertThat(shapes(message, "{\"q\":\"red cheap couch\"}"))
                .containsExactly(Map.entry("q", new ArgumentShape(3, false)));
        assertThat(shapes(null, "{\"q\":\"red\"}")).containsExactly(Map.entry("q", new ArgumentShape(1, false)));
    }

    @Test
    void paramsThatAreNotWhole_haveNone() {
        String start = "{\"q\":\"red sofa";
        TraceEvidence.Call cut = new TraceEvidence.Call("search", start, 900, NAMES, null, 0, null, null, null);

        assertThat(new ArgumentShapes("red sofa").of(cut)).isEmpty();
        assertThat(shapes("red sofa", start)).as("not JSON").isEmpty();
        assertThat(new ArgumentShapes("red")
                        .of(new TraceEvidence.Call("search", null, 0, List.of(), null, 0, null, null, null)))
                .isEmpty();
    }
}
