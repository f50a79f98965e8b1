package ai.openclaw.lightning.page;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The files of the page, by the names in a list that the build wrote. What a client asks for is only ever looked up in
 * that list and never becomes part of a path. They are read at the first request, because most bridges run for weeks
 * before somebody opens the page. For one event loop.
 */
final class PageFiles {

    /** The name of the document that loads the others. */
    static final String DOCUMENT = "index.html";

    private static final String FOLDER = "/page/";
    private static final String LIST = "files.txt";
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8");

    private Map<String, PageFile> files;
    private final Map<String, String> hashes = new HashMap<>();

    /** The file of that name, if the page has one. */
    Optional<PageFile> find(String name) {
        if (files == null) {
            files = read();
        }
        return Optional.ofNullable(files.get(name));
    }

    /** The SHA-256 of the one script, or style, that stands in the document itself, by base64. */
    String hash(String element) {
        return hashes.computeIfAbsent(element, name -> text(name + ".sha256"));
    }

    private static Map<String, PageFile> read() {
        Map<String, PageFile> files = new HashMap<>();
        for (String name : text(LIST).split("\n", -1)) {
            String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
            files.put(name, new PageFile(type, Buffer.buffer(bytes(name + ".gz"))));
        }
        return Map.copyOf(files);
    }

    private static String text(String name) {
        return new String(bytes(name), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String name) {
        try (InputStream in = PageFiles.class.getResourceAsStream(FOLDER + name)) {
            if (in == null) {
                throw new IllegalStateException("the jar lacks a file of the page");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
