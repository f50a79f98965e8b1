package ai.openclaw.lightning.hooks;

import ai.openclaw.lightning.intake.Draft;
import ai.openclaw.lightning.intake.EventKind;
import java.util.function.Consumer;

/** An event to be: masking it may take long, so it is made when the state of its session is free for others again. */
record Step(EventKind kind, Consumer<Draft> fields) {}
