package ai.openclaw.lightning.intake;

import ai.openclaw.lightning.masking.Masker;
import ai.openclaw.lightning.model.Content;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Masks what events say, and then cuts it to the size that is stored. Reuses its buffers; for one thread. */
final class ContentMasking implements AutoCloseable {

    private final Masker masker;
    private final int bytesMax;
    private CutWriter cut;
    private JsonGenerator generator;

    /** {@code bytesMax} is the limit of one content field, in bytes of UTF-8. */
    ContentMasking(Masker masker, int bytesMax) {
        this.masker = masker;
        this.bytesMax = bytesMax;
    }

    /** A label, which is short already. */
    String name(String name) {
        return masker.maskText(name);
    }

    Content text(String text) {
        String masked = masker.maskText(text);
        // Every character has at most three bytes.
        if (masked.length() <= bytesMax / 3 && !Checks.hasLoneSurrogate(masked)) {
            return Content.whole(masked);
        }
        char[] chars = masked.toCharArray();
        cut().write(chars, 0, chars.length);
        return cut.take();
    }

    /** The text as a JSON string. */
    Content jsonString(String text) {
        try {
            generator().writeString(masker.maskText(text));
            return taken();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible); // it is written into memory
        }
    }

    /** The value that the parser stands on, token by token; leaves the parser on its last token. */
    Content json(JsonParser parser) throws IOException {
        masker.copyMasked(parser, generator());
        return taken();
    }

    /** The one value that the JSON text holds. */
    Content json(String json) throws IOException {
        try (JsonParser parser = ClientJson.FACTORY.createParser(json)) {
            if (parser.nextToken() == null) {
                throw new IOException("there is no value");
            }
            Content content = json(parser);
            if (parser.nextToken() != null) {
                throw new IOException("there is text after the value");
            }
            return content;
        } catch (IOException notJson) {
            generator = null; // it stands in the middle of something
            cut().take();
            throw notJson;
        }
    }

    /**
     * Content that was cut before, as the object that stands for it; null where it is no such object. Where it is longer
     * than what is stored here, it has just been cut again, and begins with the object.
     */
    Content cutBefore(Content object) {
        CutObject parsed = CutObject.parse(object.text());
        if (parsed != null && object.cut()) {
            parsed = CutObject.parseBeginning(parsed.head());
        }
        return parsed == null ? null : new Content(parsed.json(bytesMax), true);
    }

    private Content taken() throws IOException {
        generator.flush();
        return cut.take();
    }

    private JsonGenerator generator() throws IOException {
        if (generator == null) {
            generator = ClientJson.FACTORY.createGenerator(cut());
        }
        return generator;
    }

    private CutWriter cut() {
        if (cut == null) {
            cut = new CutWriter(bytesMax);
        }
        return cut;
    }

    @Override
    public void close() {
        if (generator != null) {
            try {
                generator.close();
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
        }
    }
}
