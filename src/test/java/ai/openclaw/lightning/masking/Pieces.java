package ai.openclaw.lightning.masking;

import com.fasterxml.jackson.databind.JsonNode;

/** Whether anything of a secret is left. */
final class Pieces {
    private static final int PIECE_LENGTH = 7;

    private Pieces() {}

    /** Whether any seven characters in a row are left, so that a secret of which only the start is masked counts. */
    static boolean isLeft(String secret, String shown) {
        if (secret.length() < PIECE_LENGTH) {
            return shown.contains(secret);
        }
        for (int i = 0; i + PIECE_LENGTH <= secret.length(); i++) {
            if (shown.contains(secret.substring(i, i + PIECE_LENGTH))) {
                return true;
            }
        }
        return false;
    }

    /** All keys and values, with blanks between. */
    static String allText(JsonNode node) {
        StringBuilder text = new StringBuilder();
        if (node.isObject()) {
            node.properties()
                    .forEach(field -> text.append(field.getKey()).append(' ').append(allText(field.getValue())));
        } else if (node.isArray()) {
            node.forEach(element -> text.append(allText(element)));
        } else {
            text.append(node.asText());
        }
        return text.append(' ').toString();
    }
}
