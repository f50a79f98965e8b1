package ai.openclaw.lightning.mcp;

import ai.openclaw.lightning.guidance.ActiveGuidance;
import ai.openclaw.lightning.http.exchange.Call;
import ai.openclaw.lightning.intake.Intake;
import ai.openclaw.lightning.model.OptimizerView;
import ai.openclaw.lightning.model.Suggestion;
import ai.openclaw.lightning.model.SuggestionDecision;
import ai.openclaw.lightning.model.TraceEvent;
import ai.openclaw.lightning.model.WriteReply;
import ai.openclaw.lightning.storage.TraceReader;
import io.vertx.core.Future;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What the tools read, write and decide with.
 *
 * @param version of the program
 * @param guidance what agents are currently told
 * @param optimizer what the optimizer currently knows
 * @param writer stores the events of a call
 * @param decider carries a decision out
 */
public record McpParts(
        String version,
        TraceReader store,
        Intake intake,
        Supplier<ActiveGuidance> guidance,
        Supplier<OptimizerView> optimizer,
        BiFunction<Call, List<TraceEvent>, Future<WriteReply>> writer,
        Function<SuggestionDecision, Future<Suggestion>> decider) {}
