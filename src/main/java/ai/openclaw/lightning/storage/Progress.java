package ai.openclaw.lightning.storage;

/** Is told how far long work has come, often; called on the thread that works. */
public interface Progress {

    /** Of some unit of work, of which {@code total} may still grow a little; {@code done} never shrinks. */
    void at(long done, long total);
}
