package ai.openclaw.lightning.storage.rows;

import ai.openclaw.lightning.model.Content;

/** A text in its two columns: what was kept of it, and whether that is all. */
public final class ContentColumns {

    /** For a store that keeps every text as it is. */
    public static final EventInserts.Texts TEXTS = new EventInserts.Texts() {
        @Override
        public String json(Content content) {
            return text(content);
        }

        @Override
        public String plain(Content content) {
            return text(content);
        }
    };

    private ContentColumns() {}

    public static String text(Content content) {
        return content == null ? null : content.text();
    }

    public static boolean isCut(Content content) {
        return content != null && content.cut();
    }
}
