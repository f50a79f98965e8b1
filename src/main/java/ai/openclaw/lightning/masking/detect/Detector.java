package ai.openclaw.lightning.masking.detect;

/**
 * One way to recognise a secret around a trigger: a character, or the beginning of a word. Implementations have no
 * state. To keep masking linear, a call that finds nothing looks at a bounded number of characters, or at characters
 * that no other failing call of the same detector looks at; a call that finds something may look at all it masks.
 */
@FunctionalInterface
public interface Detector {

    /**
     * Looks for a secret around a trigger.
     *
     * @param from where looking back ends: the start of the text
     * @param at the trigger
     * @param end the end of the text
     * @return the span of the secret; or {@link ai.openclaw.lightning.masking.syntax.Span#NONE}
     */
    long find(char[] text, int from, int at, int end);
}
