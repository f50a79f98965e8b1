package ai.openclaw.lightning.optimizer.run;

/** A stored document that this version can't make anything of. The message says why, without its content. */
final class UnreadableDocumentException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnreadableDocumentException(String why) {
        super(why, null, false, false);
    }
}
