package ai.openclaw.lightning.masking;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Secrets behind escapes; what is masked is what stands in the text. */
class EscapeTest {
    /** Where the second window may begin, and where the first ends, if there is nothing better near. */
    private static final int[] WINDOW_EDGES = {129_024, 130_048, 131_072};

    private final Masker masker = new Masker(MaskingRules.BUILT_IN);

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            password\\u003dxK9mPq2                             | password\\u003d[masked]
            a\\u0026token\\u003dxK9mPq2\\u0026b\\u003d1        | a\\u0026token\\u003d[masked]\\u0026b\\u003d1
            {\\u0022password\\u0022:\\u0022xK9mPq2\\u0022}     | {\\u0022password\\u0022:\\u0022[masked]\\u0022}
            q%3D1%26token%3DxK9mPq2%26b%3D2                    | q%3D1%26token%3D[masked]%26b%3D2
            %7B%22password%22%3A%22xK9mPq2%22%7D               | %7B%22password%22%3A%22[masked]%22%7D
            https%3A%2F%2Fbob%3AxK9mPq2%40host%2F              | https%3A%2F%2Fbob%3A[masked]%40host%2F
            password%253DxK9mPq2                               | password%253D[masked]
            {&quot;password&quot;:&quot;xK9mPq2&quot;}         | {&quot;password&quot;:&quot;[masked]&quot;}
            {&#34;password&#x22;:&#34;xK9mPq2&#34;}            | {&#34;password&#x22;:&#34;[masked]&#34;}
            &amp;quot;token&amp;quot;:&amp;quot;xK9mPq2&amp;quot; | &amp;quot;token&amp;quot;:&amp;quot;[masked]&amp;quot;
            &lt;password&gt;xK9mPq2&lt;/password&gt;           | &lt;password&gt;[masked]&lt;/password&gt;
            password=a%20b%21c&x=1                             | password=[masked]&x=1
            """)
    void maskText_escaped_masksWhatStandsThere(String text, String expected) {
        assertThat(masker.maskText(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"100% sure & <b>bold</b>", "%zz &bogus; \\u00e9 \\u12", "caf\\u00e9 %E9 &eacute;", "&", "%", "\\"
            })
    void maskText_escapesOfNothing_sameInstance(String text) {
        assertThat(masker.maskText(text)).isSameAs(text);
    }

    @Test
    void maskText_escapesInALongText_areUndoneToTheEnd() {
        String padding = "lorem ipsum ".repeat(40_000);
        assertThat(masker.maskText(padding + "token%3DxK9mPq2")).isEqualTo(padding + "token%3D[masked]");
    }

    /** Escapes are undone in windows; wherever one ends, the secret there is whole in one of them. */
    @ParameterizedTest
    @ValueSource(strings = {" ", "-", "line%20of%20a%20log\n", "a,"})
    void maskText_secretAtAnyPlaceOfALongText_isMasked(String padding) {
        String secret = " token%3DxK9mPq2 ";
        String after = padding.repeat(10_000 / padding.length());
        for (int edge : WINDOW_EDGES) {
            for (int at = edge - 24; at < edge + 6; at += 2) {
                String before = padding.repeat(at / padding.length() + 1).substring(0, at);
                assertThat(masker.maskText(before + secret + after))
                        .as("at %d", at)
                        .isEqualTo(before + " token%3D[masked] " + after);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PASSWORD\\u003dab,",
                "q%3D1%26limit%3D10;",
                "<td>a%20password%3F</td>\n",
                "%22max_tokens%22%3A 5 "
            })
    void maskText_longTextOfWhatIsNoSecret_sameInstance(String piece) {
        String text = piece.repeat(500_000 / piece.length());
        assertThat(masker.maskText(text)).isSameAs(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<password%3D\\\",",
                "\\\"token\\\"%3D${a,",
                "token%3DxK9mPq2 ",
                "Cookie: a%3Db; ",
                "password\\u003dx\n"
            })
    void maskText_longTextTwice_changesNothingMore(String piece) {
        String once = masker.maskText(piece.repeat(500_000 / piece.length()));
        assertThat(masker.maskText(once)).isSameAs(once);
    }
}
