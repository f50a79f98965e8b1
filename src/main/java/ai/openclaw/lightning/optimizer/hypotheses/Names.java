package ai.openclaw.lightning.optimizer.hypotheses;

import ai.openclaw.lightning.optimizer.Identifier;

/** How names and texts of others are shown to a model: short, on one line, and in quotes. */
final class Names {

    private static final int TEXT_MAX = 240;

    private Names() {}

    /** A name that can't be a sentence, in quotes; a question mark for any other, as no rule could name it. */
    static String quoted(String name) {
        return Identifier.isSafe(name) ? '"' + name + '"' : "?";
    }

    /** A rule's sentence in quotes. */
    static String quotedText(String text) {
        String plain = printable(text).replace('"', '\'');
        return '"' + (plain.length() <= TEXT_MAX ? plain : plain.substring(0, TEXT_MAX)) + '"';
    }

    /** The text on one line, without characters that can't be seen, such as those that turn the direction of writing. */
    static String printable(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        text.codePoints().forEach(character -> plain.appendCodePoint(isPrintable(character) ? character : ' '));
        return plain.toString();
    }

    private static boolean isPrintable(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
