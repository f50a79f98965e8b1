package ai.openclaw.lightning.optimizer;

/**
 * What is known of a text argument without its content.
 *
 * @param words how many there are, at least one
 * @param fromRequest whether at least half of them stand in the user's message
 */
public record ArgumentShape(int words, boolean fromRequest) {}
