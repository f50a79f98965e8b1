import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.common.export.RetryPolicy;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Traces of an agent by the exporter of Java: COUNT traces, one every PAUSE seconds. It is told to try again, as others do by themselves. */
final class Exporter {

    private Exporter() {}

    public static void main(String[] arguments) throws InterruptedException {
        OtlpHttpSpanExporter exporter = OtlpHttpSpanExporter.builder()
                .setEndpoint(System.getenv("OTEL_EXPORTER_OTLP_ENDPOINT") + "/v1/traces")
                .setTimeout(Duration.ofSeconds(10))
                .setRetryPolicy(RetryPolicy.builder()
                        .setMaxAttempts(5)
                        .setInitialBackoff(Duration.ofSeconds(1))
                        .setMaxBackoff(Duration.ofSeconds(5))
                        .setRetryExceptionPredicate(failure -> true)
                        .build())
                .build();
        SdkTracerProvider provider = SdkTracerProvider.builder()
                .addSpanProcessor(BatchSpanProcessor.builder(exporter)
                        .setScheduleDelay(Duration.ofMillis(500))
                        .build())
                .build();
        Tracer tracer = provider.get("exporters");
        for (int n = 0; n < Integer.parseInt(arguments[0]); n++) {
            Span agent = tracer.spanBuilder("invoke_agent java").startSpan();
            agent.setAttribute("gen_ai.operation.name", "invoke_agent");
            agent.setAttribute("gen_ai.agent.name", "java");
            agent.setAttribute("gen_ai.conversation.id", "java-" + n);
            try (Scope inner = agent.makeCurrent()) {
                for (String tool : new String[] {"run_tests", "read_file"}) {
                    Span call = tracer.spanBuilder("execute_tool " + tool).startSpan();
                    call.setAttribute("gen_ai.operation.name", "execute_tool");
                    call.setAttribute("gen_ai.tool.name", tool);
                    call.setAttribute("gen_ai.tool.call.arguments", "{\"path\":\"a\"}");
                    if (tool.equals("read_file")) {
                        call.setStatus(StatusCode.ERROR, "no such file");
                    }
                    call.end();
                }
            }
            agent.end();
            Thread.sleep((long) (1_000 * Double.parseDouble(arguments[1])));
        }
        provider.shutdown().join(30, TimeUnit.SECONDS);
    }
}
