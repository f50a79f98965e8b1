// Traces of an agent by an exporter of JavaScript: COUNT traces, one every PAUSE seconds, in `proto` or `http` (JSON).
import { diag, DiagConsoleLogger, DiagLogLevel, SpanStatusCode } from "@opentelemetry/api";
import { BatchSpanProcessor } from "@opentelemetry/sdk-trace-base";
import { NodeTracerProvider } from "@opentelemetry/sdk-trace-node";

const [count, pause, kind] = [Number(process.argv[2]), Number(process.argv[3]), process.argv[4]];
const { OTLPTraceExporter } = await import(`@opentelemetry/exporter-trace-otlp-${kind}`);
diag.setLogger(new DiagConsoleLogger(), DiagLogLevel.WARN);
const provider = new NodeTracerProvider({
  spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter(), { scheduledDelayMillis: 500 })],
});
provider.register();
const tracer = provider.getTracer("exporters");
for (let n = 0; n < count; n++) {
  tracer.startActiveSpan(`invoke_agent ${kind}`, (agent) => {
    agent.setAttributes({ "gen_ai.operation.name": "invoke_agent", "gen_ai.agent.name": `js-${kind}`, "gen_ai.conversation.id": `${kind}-${n}` });
    for (const tool of ["run_tests", "read_file"]) {
      tracer.startActiveSpan(`execute_tool ${tool}`, (call) => {
        call.setAttributes({ "gen_ai.operation.name": "execute_tool", "gen_ai.tool.name": tool, "gen_ai.tool.call.arguments": '{"path":"a"}' });
        if (tool === "read_file") call.setStatus({ code: SpanStatusCode.ERROR, message: "no such file" });
        call.end();
      });
    }
    agent.end();
  });
  await new Promise((done) => setTimeout(done, 1000 * pause));
}
await provider.shutdown();
