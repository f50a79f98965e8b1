package ai.openclaw.lightning.http;

import ai.openclaw.lightning.bus.Bus;
import ai.openclaw.lightning.guidance.ActiveGuidance;
import ai.openclaw.lightning.intake.Intake;
import ai.openclaw.lightning.model.OptimizerView;
import ai.openclaw.lightning.model.SharingView;
import ai.openclaw.lightning.otlp.OtlpSettings;
import ai.openclaw.lightning.setup.Setup;
import ai.openclaw.lightning.storage.ConfinedTraceReader;
import ai.openclaw.lightning.storage.TraceReader;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The parts that the server uses. All except the bus and the store must be thread-safe.
 *
 * @param clock the time in epoch milliseconds
 * @param traceIds makes random ids of 32 hex digits
 * @param version the version of the program, for {@code /health}
 * @param guidance what agents are currently told
 * @param optimizer what the optimizer currently knows
 * @param sharing how sharing with a team goes; null without one
 * @param otlp how OpenTelemetry is taken
 * @param setup what the bridge runs with
 * @param shared whether other bridges write to the store as well
 */
public record HttpParts(
        Bus bus,
        TraceReader store,
        Intake intake,
        LongSupplier clock,
        Supplier<String> traceIds,
        String version,
        Supplier<ActiveGuidance> guidance,
        Supplier<OptimizerView> optimizer,
        Supplier<SharingView> sharing,
        OtlpSettings otlp,
        Setup setup,
        boolean shared) {

    public HttpParts {
        store = ConfinedTraceReader.of(store);
    }
}
