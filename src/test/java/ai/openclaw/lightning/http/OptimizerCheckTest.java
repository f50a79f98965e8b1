package ai.openclaw.lightning.http;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.model.OptimizerView;
import ai.openclaw.lightning.model.OptimizerView.Health;
import io.vertx.core.Future;
import java.io.IOException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** {@code /health} says how the optimizer does, and clients go on sending as long as events can be stored. */
final class OptimizerCheckTest {

    @AutoClose
    private final ServerUnderTest server = new ServerUnderTest();

    private void optimizerIs(Health.Status status, String detail) {
        server.optimizer = OptimizerView.EMPTY.with(OptimizerView.EMPTY.progress(), new Health(status, detail));
    }

    @Test
    void health_optimizerInTrouble_isNamedAndStill200() throws IOException {
        for (Health.Status status : Health.Status.values()) {
            optimizerIs(status, "what is wrong");
            var reply = server.get("/health");

            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.json().get("status").asText())
                    .isEqualTo(status == Health.Status.FAIL ? "degraded" : "healthy");
            assertThat(reply.json().at("/checks/optimizer/status").asText()).isEqualTo(status.jsonName());
            assertThat(reply.json().at("/checks/optimizer/detail").asText()).isEqualTo("what is wrong");
        }
    }

    @Test
    void health_writerSilent_saysHowTheOptimizerDoesAllTheSame() throws IOException {
        server.writer.status = () -> Future.failedFuture(new IllegalStateException("broken"));
        optimizerIs(Health.Status.PASS, null);
        var reply = server.get("/health");

        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.json().at("/checks/optimizer/status").asText()).isEqualTo("pass");
        assertThat(reply.json().at("/checks/optimizer/detail").isNull()).isTrue();
    }
}
