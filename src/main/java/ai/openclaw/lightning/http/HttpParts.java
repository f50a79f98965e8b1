package ai.openclaw.lightning.http;

import ai.openclaw.lightning.bus.Bus;
import ai.openclaw.lightning.guidance.ActiveGuidance;
import ai.openclaw.lightning.intake.Intake;
import ai.openclaw.lightning.model.OptimizerView;
import ai.openclaw.lightning.storage.ConfinedTraceReader;
import ai.openclaw.lightning.storage.TraceReader;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What the server works with. All but the bus and the store are called from several threads.
 *
 * @param clock epoch milliseconds
 * @param traceIds new random ids of 32 hex digits
 * @param version of the program, for {@code /health}
 * @param guidance what agents are told now
 * @param optimizer what the optimizer knows now
 */
public record HttpParts(
        Bus bus,
        TraceReader store,
        Intake intake,
        LongSupplier clock,
        Supplier<String> traceIds,
        String version,
        Supplier<ActiveGuidance> guidance,
        Supplier<OptimizerView> optimizer) {

    public HttpParts {
        store = ConfinedTraceReader.of(store);
    }
}
