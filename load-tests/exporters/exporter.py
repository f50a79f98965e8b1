"""Traces of an agent by the exporter of Python, as fast as they come: COUNT traces, one every PAUSE seconds."""

import sys
import time

from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.trace import Status, StatusCode

count, pause = int(sys.argv[1]), float(sys.argv[2])
provider = TracerProvider()
provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter(), schedule_delay_millis=500))
tracer = provider.get_tracer("exporters")
for n in range(count):
    with tracer.start_as_current_span("invoke_agent python") as agent:
        agent.set_attributes({"gen_ai.operation.name": "invoke_agent", "gen_ai.agent.name": "python",
                              "gen_ai.conversation.id": f"python-{n}"})
        for tool in ("run_tests", "read_file"):
            with tracer.start_as_current_span(f"execute_tool {tool}") as call:
                call.set_attributes({"gen_ai.operation.name": "execute_tool", "gen_ai.tool.name": tool,
                                     "gen_ai.tool.call.arguments": '{"path":"a"}'})
                if tool == "read_file":
                    call.set_status(Status(StatusCode.ERROR, "no such file"))
    time.sleep(pause)
provider.shutdown()
