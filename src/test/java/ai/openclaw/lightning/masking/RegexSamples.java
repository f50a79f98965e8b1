package ai.openclaw.lightning.masking;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Makes texts that a regular expression matches, of the part of the syntax that rules for secrets use: literals,
 * classes, groups, alternatives, repetitions. A dot makes a dot, boundaries and anchors make nothing, and neither does what may be missing
 * or be there several times: rules have it to match whatever people write around a secret.
 */
final class RegexSamples {
    private static final String WORD = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_";
    private static final int REPEATED_MAX = 12;

    private final Random random;
    private String regex = "";
    private int at;

    RegexSamples(long seed) {
        this.random = new Random(seed);
    }

    /** One text; {@code regex} is valid. */
    String sample(String expression) {
        regex = expression;
        at = 0;
        return alternatives();
    }

    /** Reads all alternatives up to the closing parenthesis and returns a sample of one of them. */
    private String alternatives() {
        List<String> samples = new ArrayList<>();
        samples.add(sequence());
        while (at < regex.length() && regex.charAt(at) == '|') {
            at++;
            samples.add(sequence());
        }
        return samples.get(random.nextInt(samples.size()));
    }

    private String sequence() {
        StringBuilder sample = new StringBuilder();
        while (at < regex.length() && regex.charAt(at) != '|' && regex.charAt(at) != ')') {
            int start = at;
            String first = atom();
            int atomEnd = at;
            int count = count();
            int end = at;
            for (int i = 0; i < count; i++) {
                at = start;
                sample.append(i == 0 ? first : atom());
                at = atomEnd;
            }
            at = end;
        }
        return sample.toString();
    }

    private int count() {
        if (at == regex.length()) {
            return 1;
        }
        int min;
        int max;
        switch (regex.charAt(at)) {
            case '*' -> {
                min = 0;
                max = REPEATED_MAX;
            }
            case '+' -> {
                min = 1;
                max = REPEATED_MAX;
            }
            case '?' -> {
                min = 0;
                max = 1;
            }
            case '{' -> {
                int close = regex.indexOf('}', at);
                String[] bounds = regex.substring(at + 1, close).split(",", -1);
                min = Integer.parseInt(bounds[0]);
                max = bounds.length == 1 ? min : bounds[1].isEmpty() ? min + REPEATED_MAX : Integer.parseInt(bounds[1]);
                at = close;
            }
            default -> {
                return 1;
            }
        }
        at++;
        if (at < regex.length() && regex.charAt(at) == '?') {
            at++;
            return min;
        }
        boolean padding = min == 0 && max > 1;
        return padding ? 0 : min + random.nextInt(max - min + 1);
    }

    private String atom() {
        char c = regex.charAt(at++);
        return switch (c) {
            case '(' -> group();
            case '[' -> one(charClass());
            case '\\' -> escape(regex.charAt(at++));
            case '.' -> ".";
            case '^', '$' -> "";
            default -> String.valueOf(c);
        };
    }

    private String group() {
        if (regex.charAt(at) == '?') {
            while (":)>".indexOf(regex.charAt(at)) < 0) {
                at++;
            }
            if (regex.charAt(at) == ')') {
                at++;
                return "";
            }
            at++;
        }
        String sample = alternatives();
        at++;
        return sample;
    }

    private String escape(char c) {
        return switch (c) {
            case 'b', 'z', 'A' -> "";
            case 'd' -> one("0123456789");
            case 'w' -> one(WORD);
            case 's' -> " ";
            case 'S' -> one(WORD);
            case 'n' -> "\n";
            case 'r' -> "\r";
            case 't' -> "\t";
            case 'x' -> {
                at += 2;
                yield String.valueOf((char) Integer.parseInt(regex.substring(at - 2, at), 16));
            }
            default -> String.valueOf(c);
        };
    }

    private String charClass() {
        boolean negated = regex.charAt(at) == '^';
        at += negated ? 1 : 0;
        StringBuilder chars = new StringBuilder();
        boolean first = true;
        while (first || regex.charAt(at) != ']') {
            first = false;
            if (regex.startsWith("[:alnum:]", at)) {
                chars.append(WORD, 0, WORD.length() - 1);
                at += "[:alnum:]".length();
                continue;
            }
            String one = classChar();
            boolean range = regex.charAt(at) == '-' && regex.charAt(at + 1) != ']' && one.length() == 1;
            if (!range) {
                chars.append(one);
                continue;
            }
            at++;
            char last = classChar().charAt(0);
            for (char c = one.charAt(0); c <= last; c++) {
                chars.append(c);
            }
        }
        at++;
        return negated ? without(chars.toString()) : chars.toString();
    }

    private String classChar() {
        char c = regex.charAt(at++);
        if (c != '\\') {
            return String.valueOf(c);
        }
        char escaped = regex.charAt(at++);
        return switch (escaped) {
            case 'w' -> WORD;
            case 'd' -> "0123456789";
            case 's' -> " ";
            case 'S' -> WORD;
            case 'n' -> "\n";
            case 'r' -> "\r";
            case 't' -> "\t";
            case 'x' -> {
                at += 2;
                yield String.valueOf((char) Integer.parseInt(regex.substring(at - 2, at), 16));
            }
            default -> String.valueOf(escaped);
        };
    }

    private static String without(String chars) {
        StringBuilder others = new StringBuilder();
        for (char c = '!'; c <= '~'; c++) {
            if (chars.indexOf(c) < 0) {
                others.append(c);
            }
        }
        return others.toString();
    }

    private String one(String chars) {
        return String.valueOf(chars.charAt(random.nextInt(chars.length())));
    }
}
