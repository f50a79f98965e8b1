package ai.openclaw.lightning.masking.detect;

import ai.openclaw.lightning.masking.keys.KeyWords;
import ai.openclaw.lightning.masking.keys.WordTable;
import ai.openclaw.lightning.masking.keys.Words;
import ai.openclaw.lightning.masking.syntax.Ascii;
import ai.openclaw.lightning.masking.syntax.Delimiters;
import ai.openclaw.lightning.masking.syntax.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Finds tokens of no distinctive form under a key that names only the provider: {@code datadog: 0123abcd…}. A longer
 * key ({@code GITHUB_SHA}) has another kind of value.
 */
public final class ProviderKeys {
    private static final int TOKEN_MIN = 12;
    /** {@code new_york_times}. */
    private static final int WORDS_MAX = 3;

    private static final int GENERAL = 1 << 30;
    private static final List<String> GENERAL_WORDS = Words.list("""
            api, access, account, admin, app, application, auth, bot, bundle, client, com, default, dev,
            enterprise, gems, key, oauth, personal, prod, production, rest, service, session, staging, test,
            user, v1, v2""");

    private final WordTable words = new WordTable();
    private final List<List<TokenPattern>> patterns = new ArrayList<>();

    public ProviderKeys(TokenTable tokens) {
        words.addAll(GENERAL_WORDS, GENERAL);
        Map<String, List<TokenPattern>> providers = tokens.byProvider();
        providers.forEach((provider, group) -> {
            patterns.add(group);
            words.addAll(List.of(provider), patterns.size());
        });
    }

    /** The token at {@code start}, perhaps in quotes, if the key names its provider; or NONE. */
    long find(char[] text, long key, int start, int end) {
        int i = Ascii.skipBlanks(text, start, end);
        int quote = Delimiters.opening(text, i, end);
        int token = quote < 0 ? i : quote + 1;
        boolean longEnough = token + TOKEN_MIN <= end && Alphabet.PADDED.has(text, token + TOKEN_MIN - 1, end);
        if (!longEnough || !Ascii.isTokenChar(text[token])) {
            return Span.NONE;
        }
        int provider = provider(text, Span.start(key), Span.end(key));
        if (provider == 0) {
            return Span.NONE;
        }
        for (TokenPattern pattern : patterns.get(provider - 1)) {
            int tokenEnd = pattern.match(text, token, end);
            if (tokenEnd >= 0 && (tokenEnd == end || !Ascii.isTokenChar(text[tokenEnd]))) {
                return Span.of(token, tokenEnd);
            }
        }
        return Span.NONE;
    }

    /** The number of the provider that the key names; 0 if it says anything else. */
    private int provider(char[] text, int start, int end) {
        int provider = 0;
        int wordStart = start;
        int unknown = 0;
        for (int i = start; i < end; i++) {
            if (!Ascii.isAlphanumeric(text[i]) || !KeyWords.endsWord(text, i, end)) {
                continue;
            }
            int flags = words.flags(text, wordStart, i + 1);
            if (flags == 0) {
                if (++unknown == WORDS_MAX) {
                    return 0;
                }
                continue;
            }
            provider = flags == GENERAL ? provider : flags;
            wordStart = i + 1;
            unknown = 0;
        }
        return unknown == 0 ? provider : 0;
    }
}
