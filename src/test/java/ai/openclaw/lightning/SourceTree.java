package ai.openclaw.lightning;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The project's own files, without what is built or downloaded. */
final class SourceTree {

    private static final Set<String> NOT_OURS = Set.of("target", "node_modules", ".git");
    private static final Pattern TEXT = Pattern.compile(".*\\.(java|js|ts|md|sh|xml|yaml|flags|properties)");
    private static final Pattern CODE = Pattern.compile("(src/(main|test|jmh)/java/.*\\.java|openclaw/.*\\.js)");

    private SourceTree() {}

    /** Everything that people read, docs included. */
    static List<Path> texts() throws IOException {
        return matching(TEXT);
    }

    /** The Java code, tests included, and the Node package's. */
    static List<Path> code() throws IOException {
        return matching(CODE);
    }

    private static List<Path> matching(Pattern pattern) throws IOException {
        List<Path> found = new ArrayList<>();
        Files.walkFileTree(Path.of(""), new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                return NOT_OURS.contains(folder.getFileName().toString())
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (pattern.matcher(file.toString().replace('\\', '/')).matches()) {
                    found.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        Collections.sort(found);
        return found;
    }
}
