package ai.openclaw.lightning.config.setting;

/** Units of bytes, for rows of the table. */
public final class ByteSize {

    public static final long KIB = 1024;
    public static final long MIB = 1024 * KIB;
    public static final long GIB = 1024 * MIB;

    private ByteSize() {}
}
