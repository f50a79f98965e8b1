package ai.openclaw.lightning.intake.otlp;

import ai.openclaw.lightning.intake.Draft;
import ai.openclaw.lightning.intake.EventKind;
import java.util.function.Consumer;

/**
 * An event to be.
 *
 * @param mark what it says, so that it is said once
 */
public record Step(String mark, EventKind kind, Consumer<Draft> fields) {}
