package ai.openclaw.lightning.storage.sqlite;

import ai.openclaw.lightning.model.Content;

/** A text in its two columns: what was kept of it, and whether that is all. */
final class ContentColumns {

    private ContentColumns() {}

    static String text(Content content) {
        return content == null ? null : content.text();
    }

    static boolean isCut(Content content) {
        return content != null && content.cut();
    }
}
