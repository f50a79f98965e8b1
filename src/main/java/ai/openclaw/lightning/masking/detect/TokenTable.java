package ai.openclaw.lightning.masking.detect;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the built-in tables: lines of words, with {@code #} before comments. */
public final class TokenTable {
    private static final String RESOURCE = "/masking/tokens.txt";

    private final List<TokenPattern> patterns;

    private TokenTable(List<TokenPattern> patterns) {
        this.patterns = List.copyOf(patterns);
    }

    /** The built-in table. */
    public static TokenTable builtIn() {
        return new TokenTable(lines(RESOURCE).stream().map(TokenPattern::parse).toList());
    }

    /** The lines of a resource without blank lines and comments. */
    static List<String> lines(String resource) {
        List<String> lines = new ArrayList<>();
        try (InputStream in = TokenTable.class.getResourceAsStream(resource);
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (!line.isBlank() && line.charAt(0) != '#') {
                    lines.add(line);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return lines;
    }

    /** A detector for each three-character beginning of tokens. Trigger: the beginning of a word. */
    public Map<String, Detector> byPrefix() {
        Map<String, List<TokenPattern>> groups = new LinkedHashMap<>();
        for (TokenPattern pattern : patterns) {
            if (!pattern.isKeyed() && pattern.prefix() != null) {
                String beginning = pattern.prefix()
                        .substring(0, Math.min(3, pattern.prefix().length()));
                groups.computeIfAbsent(beginning, key -> new ArrayList<>()).add(pattern);
            }
        }
        Map<String, Detector> detectors = new LinkedHashMap<>();
        groups.forEach((beginning, group) -> detectors.put(beginning, TokenDetector.atPrefix(group)));
        return detectors;
    }

    /** A detector for each sign inside tokens. Trigger: that sign. */
    public Map<Character, Detector> byInfix() {
        Map<Character, List<TokenPattern>> groups = new LinkedHashMap<>();
        for (TokenPattern pattern : patterns) {
            if (!pattern.isKeyed() && pattern.infix() != null) {
                char sign = pattern.infix().charAt(TokenDetector.sign(pattern.infix()));
                groups.computeIfAbsent(sign, c -> new ArrayList<>()).add(pattern);
            }
        }
        Map<Character, Detector> detectors = new LinkedHashMap<>();
        groups.forEach((sign, group) -> detectors.put(sign, TokenDetector.atInfix(group)));
        return detectors;
    }

    /** Tokens that only the provider's name before them identifies, by that name. */
    Map<String, List<TokenPattern>> byProvider() {
        Map<String, List<TokenPattern>> groups = new LinkedHashMap<>();
        for (TokenPattern pattern : patterns) {
            if (pattern.isKeyed()) {
                groups.computeIfAbsent(pattern.provider(), provider -> new ArrayList<>())
                        .add(pattern);
            }
        }
        return groups;
    }
}
