package ai.openclaw.lightning.importing;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A folder with transcripts, and the folders in it: OpenClaw's {@code agents/<agent>/sessions}, Claude Code's {@code
 * projects}, Codex's {@code sessions}; with those of sessions that were reset or deleted.
 *
 * @param transcripts in the order of their paths
 * @param bytes of all of them
 * @param packed those that only another program can unpack, and that nobody has unpacked yet
 */
record TranscriptFolder(List<Path> transcripts, long bytes, List<Path> packed) {

    private static final Pattern TRANSCRIPT =
            Pattern.compile("(?!.*\\.trajectory\\.).+\\.jsonl(\\.(reset|deleted)\\..+|\\.gz|\\.zst)?");
    private static final int NAMED_MAX = 10;

    TranscriptFolder {
        transcripts = List.copyOf(transcripts);
        packed = List.copyOf(packed);
    }

    static TranscriptFolder of(Path folder, Findings findings) throws IOException {
        List<Path> all = new ArrayList<>();
        long[] bytes = {0};
        Files.walkFileTree(
                folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                        if (TRANSCRIPT.matcher(file.getFileName().toString()).matches()) {
                            if (attributes.isRegularFile()) {
                                all.add(file);
                                bytes[0] += SourceFile.isZstd(file) ? 0 : attributes.size();
                            } else {
                                findings.fault(file, "is no file, or a link to none");
                            }
                        }
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFileFailed(Path file, IOException failure) {
                        findings.fault(file, Importer.reason(failure));
                        return FileVisitResult.CONTINUE;
                    }
                });
        if (all.isEmpty()) {
            throw new IOException(folder + ": no transcripts (*.jsonl) in this folder" + hint(folder));
        }
        Map<Boolean, List<Path>> byPacked =
                all.stream().sorted().collect(Collectors.partitioningBy(SourceFile::isZstd));
        List<Path> packed = byPacked.get(true).stream()
                .filter(file -> !Files.exists(SourceFile.unpackedName(file)))
                .toList();
        return new TranscriptFolder(byPacked.get(false), bytes[0], packed);
    }

    private static String hint(Path folder) {
        Path agent = folder.toAbsolutePath().getParent();
        boolean inDatabase =
                agent != null && Files.exists(agent.resolve("agent").resolve("openclaw-agent.sqlite"));
        return inDatabase ? "; this OpenClaw keeps its sessions in agent/openclaw-agent.sqlite: import that file" : "";
    }

    /** What a person should know about the packed files. */
    String packedWords() {
        String names = packed.stream()
                .limit(NAMED_MAX)
                .map(file -> file.getFileName().toString())
                .collect(Collectors.joining(", "));
        int more = packed.size() - NAMED_MAX;
        return packed.size() + (packed.size() == 1 ? " file is" : " files are") + " packed with zstd and not imported: "
                + names + (more > 0 ? " and " + more + " more" : "") + "; unpack with zstd -d, and import again";
    }

    /** {@code main} for {@code agents/main/sessions}; null for a folder elsewhere. */
    static String agentOf(Path sessions) {
        Path path = sessions.toAbsolutePath().normalize();
        return path.getNameCount() >= 3
                        && path.endsWith("sessions")
                        && path.getParent().getParent().endsWith("agents")
                ? path.getParent().getFileName().toString()
                : null;
    }
}
