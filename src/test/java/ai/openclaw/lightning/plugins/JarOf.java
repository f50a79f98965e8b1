package ai.openclaw.lightning.plugins;

import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** Builds a jar from sources, as a user would. */
public final class JarOf {

    private final Map<String, byte[]> entries = new LinkedHashMap<>();

    /** Compiles one top-level class of the unnamed package against the bridge's classes. */
    public JarOf source(String className, String source) throws IOException {
        Path folder = Files.createTempDirectory("plugin-");
        Path file = Files.writeString(folder.resolve(className + ".java"), source);
        Path classes = Files.createDirectory(folder.resolve("classes"));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter output = new StringWriter();
        boolean compiled = compiler.getTask(
                        output,
                        null,
                        null,
                        List.of("-d", classes.toString(), "--release", "17"),
                        null,
                        compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)
                                .getJavaFileObjects(file))
                .call();
        if (!compiled) {
            throw new IllegalStateException(output.toString());
        }
        try (Stream<Path> all = Files.walk(classes)) {
            for (Path one : (Iterable<Path>) all.filter(Files::isRegularFile)::iterator) {
                entries.put(classes.relativize(one).toString().replace('\\', '/'), Files.readAllBytes(one));
            }
        }
        delete(folder);
        return this;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path one : (Iterable<Path>) all.sorted(Comparator.reverseOrder())::iterator) {
                Files.delete(one);
            }
        }
    }

    /** Lists implementations of a seam. */
    public JarOf services(Class<?> seam, String... classNames) {
        return entry(
                "META-INF/services/" + seam.getName(),
                String.join("\n", classNames).getBytes(StandardCharsets.UTF_8));
    }

    public JarOf entry(String name, byte[] content) {
        entries.put(name, content);
        return this;
    }

    /** Changes bytes of an entry that is there. */
    public JarOf changed(String name, int offset, int value) {
        entries.get(name)[offset] = (byte) value;
        return this;
    }

    public Path writeTo(Path jar) throws IOException {
        Files.createDirectories(jar.getParent());
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file)) {
            for (Map.Entry<String, byte[]> one : entries.entrySet()) {
                out.putNextEntry(new JarEntry(one.getKey()));
                out.write(one.getValue());
                out.closeEntry();
            }
        }
        return jar;
    }
}
