package ai.openclaw.lightning.config;

import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Why a file could not be used, in words for a person. The JDK often says it only by an exception's class. */
public final class IoReason {

    private IoReason() {}

    /** Without the file's name, which a message has already. */
    public static String of(Exception failure) {
        String reason = failure instanceof FileSystemException file ? file.getReason() : failure.getMessage();
        if (reason == null) {
            return ofClass(failure);
        }
        return failure instanceof IOException && reason.startsWith("No space left")
                ? reason + "; free some space"
                : reason;
    }

    private static String ofClass(Exception failure) {
        if (failure instanceof NoSuchFileException) {
            return "it does not exist";
        }
        if (failure instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (failure instanceof FileAlreadyExistsException) {
            return "it already exists";
        }
        if (failure instanceof NotDirectoryException) {
            return "it is not a folder";
        }
        if (failure instanceof DirectoryNotEmptyException) {
            return "it is a folder that is not empty";
        }
        if (failure instanceof ConnectException) {
            return "nothing listens there";
        }
        return failure.getClass().getSimpleName();
    }
}
