package ai.openclaw.lightning.masking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Makes texts that the rules of another scanner match, and looks what masking leaves of the secrets in them. The rules
 * are read from beside the project and are no part of it; what of them is not matched, and why, is in decision 0029.
 */
class ForeignRulesTest {
    private static final int SAMPLES = 6;
    private static final double MATCHED_MIN = 0.88;
    private static final Pattern RULE = Pattern.compile(
            "(?m)^id = \"([^\"]+)\"(?:\\n(?:description|path) = .*)*\\nregex = '''(.*?)'''(?:\\n(?:entropy|path) = .*)*(?:\\nsecretGroup = (\\d+))?");

    /** How the rules write what joins a key and its value; the samples have what files and programs really have there. */
    private static final String ANY_OPERATOR = "(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)";

    private static final String OPERATOR = "(?:=|:|=>|:=)";

    private final Masker masker = new Masker(MaskingRules.BUILT_IN);

    @Test
    void maskText_samplesOfForeignRules_masksMost() throws IOException {
        Path file = Path.of(System.getProperty("secrets.rules", "../shared/secrets/gitleaks-rules.toml"));
        assumeTrue(Files.exists(file), "no rules at " + file);
        List<Rule> rules = rules(Files.readString(file));
        List<String> missed = new ArrayList<>();
        RegexSamples samples = new RegexSamples(20_261_128);
        for (Rule rule : rules) {
            int left = 0;
            String example = "";
            for (int i = 0; i < SAMPLES; i++) {
                String text = sample(samples, rule);
                String secret = secret(rule, text);
                if (Pieces.isLeft(secret, masker.maskText(text))) {
                    left++;
                    example = text;
                }
            }
            if (left > 0) {
                missed.add(rule.id());
                System.out.printf(
                        Locale.ROOT,
                        "masking: %s: %d of %d samples missed: %s%n",
                        rule.id(),
                        left,
                        SAMPLES,
                        example.strip());
            }
        }
        double matched = 1 - (double) missed.size() / rules.size();
        System.out.printf(
                Locale.ROOT,
                "masking: %d foreign rules, all samples masked for %d: %.1f %%%n",
                rules.size(),
                rules.size() - missed.size(),
                100 * matched);
        assertThat(rules).hasSizeGreaterThan(200);
        assertThat(matched).isGreaterThanOrEqualTo(MATCHED_MIN);
    }

    /**
     * One rule.
     *
     * @param group which group is the secret; 0 for the first that matches
     */
    private record Rule(String id, Pattern pattern, int group) {}

    private static List<Rule> rules(String toml) {
        List<Rule> rules = new ArrayList<>();
        Matcher matcher = RULE.matcher(toml);
        while (matcher.find()) {
            int group = matcher.group(3) == null ? 0 : Integer.parseInt(matcher.group(3));
            rules.add(new Rule(matcher.group(1), Pattern.compile(matcher.group(2)), group));
        }
        return rules;
    }

    private static String sample(RegexSamples samples, Rule rule) {
        for (int i = 0; i < 100; i++) {
            String text = samples.sample(rule.pattern().pattern().replace(ANY_OPERATOR, OPERATOR));
            if (rule.pattern().matcher(text).find()) {
                return text;
            }
        }
        throw new IllegalStateException("no sample of " + rule.id());
    }

    /** The group that is the secret; without groups the longest word. */
    private static String secret(Rule rule, String text) {
        Matcher matcher = rule.pattern().matcher(text);
        matcher.find();
        for (int i = Math.max(1, rule.group()); i <= matcher.groupCount(); i++) {
            if (matcher.group(i) != null && !matcher.group(i).isEmpty()) {
                return matcher.group(i);
            }
        }
        return Stream.of(matcher.group().split("[^\\w+/-]+", -1))
                .max(Comparator.comparingInt(String::length))
                .orElseThrow();
    }
}
