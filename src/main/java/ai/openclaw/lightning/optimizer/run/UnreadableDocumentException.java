package ai.openclaw.lightning.optimizer.run;

/** This version can't read a stored document. The message says why, without the content. */
final class UnreadableDocumentException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnreadableDocumentException(String why) {
        super(why, null, false, false);
    }
}
