package ai.openclaw.lightning.optimizer;

/**
 * What is known of a tool's result without its content.
 *
 * @param bytes its length
 * @param isEmpty whether nothing was found: no text, an empty list, "no results"
 */
public record ResultShape(long bytes, boolean isEmpty) {}
