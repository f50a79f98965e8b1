package ai.openclaw.lightning.cli;

import ai.openclaw.lightning.TestJson;
import ai.openclaw.lightning.cli.frame.CommandContext;
import ai.openclaw.lightning.terminal.OutputStyle;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A command line run in this process: its exit code, its data and its messages. */
public record CommandRun(int code, String out, String err) {

    public static CommandRun of(String... arguments) {
        return with(Map.of(), OutputStyle.PLAIN, arguments);
    }

    /** Of a command on that home. */
    public static CommandRun on(Path home, String... arguments) {
        return of(Stream.concat(Stream.of(arguments), Stream.of("--home", home.toString()))
                .toArray(String[]::new));
    }

    public static CommandRun with(Map<String, String> environment, OutputStyle style, String... arguments) {
        return with(environment, style, null, arguments);
    }

    /** At a terminal where a person types that line when asked; nothing more comes after it. */
    public static CommandRun answered(Map<String, String> environment, String line, String... arguments) {
        Iterator<String> lines = Arrays.asList(line).iterator();
        return with(environment, OutputStyle.PLAIN, () -> lines.hasNext() ? lines.next() : null, arguments);
    }

    private static CommandRun with(
            Map<String, String> environment, OutputStyle style, Supplier<String> person, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        CommandContext context = new CommandContext(environment, stream(out), stream(err), style, person);
        int code = CommandTree.execute(context, arguments);
        return new CommandRun(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    public JsonNode json() throws IOException {
        return TestJson.MAPPER.readTree(out);
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}
