package ai.openclaw.lightning.intake;

import ai.openclaw.lightning.model.Content;

/** Shortens stored text for a reader that takes little of it, in the same form as what was cut when it came in. */
public final class Excerpt {

    private Excerpt() {}

    /** The content in at most {@code bytesMax} bytes; null for null. */
    public static Content of(Content content, int bytesMax) {
        if (content == null) {
            return null;
        }
        CutObject before = content.cut() ? CutObject.parse(content.text()) : null;
        if (before != null) {
            return new Content(before.json(bytesMax), true);
        }
        CutWriter writer = new CutWriter(bytesMax);
        char[] text = content.text().toCharArray();
        writer.write(text, 0, text.length);
        Content kept = writer.take();
        return new Content(kept.text(), kept.cut() || content.cut());
    }
}
