package ai.openclaw.lightning.masking.json;

import java.util.Arrays;

/** Facts about each open object and list: a set of bits per level. For one value. */
final class Frames {
    /** The object has a field that names something secret. */
    static final int SECRET_NAME = 1;
    /** The object describes a place where something secret is typed. */
    static final int SECRET_PLACE = 2;
    /** The object says that its value is secret. */
    static final int SENSITIVE = 4;
    /** The object is one of Kubernetes. */
    static final int KUBERNETES = 8;
    /** The object is a secret of Kubernetes. */
    static final int SECRET_KIND = 16;
    /** The object holds the contents of what may be a secret of Kubernetes. */
    static final int MAYBE_CONTENTS = 32;
    /** The object holds the contents of a secret of Kubernetes. */
    static final int CONTENTS = 64;
    /** It is a list. */
    static final int LIST = 128;

    private int[] flags = new int[4];
    private int depth;

    int depth() {
        return depth;
    }

    void push(int flagsOfNew) {
        depth++;
        if (depth == flags.length) {
            flags = Arrays.copyOf(flags, 2 * depth);
        }
        flags[depth] = flagsOfNew;
    }

    void pop() {
        depth--;
    }

    void add(int more) {
        flags[depth] |= more;
    }

    boolean has(int any) {
        return (flags[depth] & any) != 0;
    }
}
