package ai.openclaw.lightning.cli;

import ai.openclaw.lightning.cli.frame.CommandFailure;
import ai.openclaw.lightning.client.ClientException;
import ai.openclaw.lightning.config.Home;
import ai.openclaw.lightning.config.IoReason;
import ai.openclaw.lightning.config.setting.ConfigException;
import ai.openclaw.lightning.model.BridgeException;
import ai.openclaw.lightning.service.ServiceException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Describes a failure for a person, in one sentence and without a stack trace. */
final class FailureWords {

    private FailureWords() {}

    /** Describes any failure. If it is unexpected, its stack trace is kept, and the sentence says where. */
    static String of(Throwable failure, Supplier<Home> home) {
        return known(failure).orElseGet(() -> FailureReport.keep(home, failure));
    }

    /** Empty if the failure is unexpected. */
    static Optional<String> known(Throwable failure) {
        if (failure instanceof ExecutionException
                || failure instanceof CompletionException
                || failure instanceof UncheckedIOException) {
            return failure.getCause() == null ? Optional.empty() : known(failure.getCause());
        }
        if (failure instanceof BridgeException bridge) {
            return switch (bridge.kind()) {
                case INTERNAL -> Optional.empty();
                case DISK_FULL ->
                    Optional.of("the disk is full; free some space"); // the store's own message talks about an event
                default -> Optional.of(bridge.getMessage() + cause(bridge));
            };
        }
        if (failure instanceof InvalidPathException path) {
            return Optional.of("this process's locale can't represent a path (" + path.getInput()
                    + "): set LC_ALL=C.UTF-8, or set LIGHTNING_HOME to a path in ASCII");
        }
        if (failure instanceof FileSystemException file) {
            return Optional.of(file.getFile() + ": " + IoReason.of(file));
        }
        if (failure instanceof LinkageError library) {
            return Optional.of("a native library can't be loaded: " + library.getMessage());
        }
        boolean inWords = failure instanceof ConfigException
                || failure instanceof CommandFailure
                || failure instanceof ClientException
                || failure instanceof ServiceException
                || failure instanceof TimeoutException
                || failure instanceof IOException;
        return inWords ? Optional.ofNullable(failure.getMessage()) : Optional.empty();
    }

    private static String cause(BridgeException failure) {
        return failure.getCause() instanceof IOException io
                ? known(io).map(words -> " (" + words + ")").orElse("")
                : "";
    }
}
