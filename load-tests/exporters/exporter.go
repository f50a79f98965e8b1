// Traces of an agent by the exporter of Go: COUNT traces, one every PAUSE seconds, packed by gzip. By itself it gives up when
// nobody listens, so it gets a client that tries again.
package main

import (
	"context"
	"fmt"
	"net/http"
	"os"
	"strconv"
	"time"

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/exporters/otlp/otlptrace/otlptracehttp"
	sdk "go.opentelemetry.io/otel/sdk/trace"
)

type patient struct{}

// RoundTrip tries again for half a minute while there is no answer at all.
func (patient) RoundTrip(request *http.Request) (*http.Response, error) {
	for begin := time.Now(); ; time.Sleep(500 * time.Millisecond) {
		if request.GetBody != nil {
			request.Body, _ = request.GetBody()
		}
		response, err := http.DefaultTransport.RoundTrip(request)
		if err == nil || time.Since(begin) > 30*time.Second {
			return response, err
		}
	}
}

func main() {
	count, _ := strconv.Atoi(os.Args[1])
	pause, _ := strconv.ParseFloat(os.Args[2], 64)
	otel.SetErrorHandler(otel.ErrorHandlerFunc(func(err error) { fmt.Fprintln(os.Stderr, "ERROR", err) }))
	ctx := context.Background()
	exporter, err := otlptracehttp.New(ctx, otlptracehttp.WithCompression(otlptracehttp.GzipCompression),
		otlptracehttp.WithTimeout(40*time.Second), otlptracehttp.WithHTTPClient(&http.Client{Transport: patient{}}))
	if err != nil {
		panic(err)
	}
	provider := sdk.NewTracerProvider(sdk.WithBatcher(exporter, sdk.WithBatchTimeout(500*time.Millisecond)))
	tracer := provider.Tracer("exporters")
	for n := 0; n < count; n++ {
		inner, agent := tracer.Start(ctx, "invoke_agent go")
		agent.SetAttributes(attribute.String("gen_ai.operation.name", "invoke_agent"), attribute.String("gen_ai.agent.name", "go"),
			attribute.String("gen_ai.conversation.id", fmt.Sprintf("go-%d", n)))
		for _, tool := range []string{"run_tests", "read_file"} {
			_, call := tracer.Start(inner, "execute_tool "+tool)
			call.SetAttributes(attribute.String("gen_ai.operation.name", "execute_tool"), attribute.String("gen_ai.tool.name", tool),
				attribute.String("gen_ai.tool.call.arguments", `{"path":"a"}`))
			if tool == "read_file" {
				call.SetStatus(codes.Error, "no such file")
			}
			call.End()
		}
		agent.End()
		time.Sleep(time.Duration(pause * float64(time.Second)))
	}
	if err := provider.Shutdown(ctx); err != nil {
		fmt.Fprintln(os.Stderr, "ERROR", err)
	}
}
