package ai.openclaw.lightning.masking;

import java.util.List;

/**
 * The words that make a key secret, found in any spelling: {@code api_key}, {@code x-api-key}, {@code apiKey},
 * {@code APIKey}, {@code apikey}. Immutable after construction; deciding allocates nothing.
 *
 * <p>{@code token} is two words: a credential, and a unit in which models are paid. A key is a figure, and stays
 * readable, if it says {@code tokens}, or if {@code token} stands next to a word of measure or description
 * ({@code token_count}, {@code cost_per_token}, {@code token_type}).
 */
final class KeyWords {
    /** The key is secret. */
    static final int SECRET = 1;
    /** The word is as common in prose as in settings, so a colon after it may be punctuation. */
    static final int PROSE = 2;
    /** The value may be a scheme and a credential, of which the scheme is kept. */
    static final int SCHEME = 4;
    /** The value may go on to the end of the line. */
    static final int LINE = 8;
    /** Also the name of the working directory, so a path is no secret. */
    static final int DIRECTORY = 128;

    private static final int TOKEN = 16;
    private static final int BEFORE_TOKEN = 32;
    private static final int AFTER_TOKEN = 64;

    private static final List<String> SECRETS = List.of(
            "password",
            "passwords",
            "passwd",
            "api key",
            "api keys",
            "private key",
            "private keys",
            "secret key",
            "access key",
            "signing key",
            "encryption key",
            "subscription key",
            "key data",
            "creds",
            "access tokens",
            "refresh tokens",
            "auth tokens",
            "bearer tokens",
            "db pass",
            "smtp pass",
            "mail pass",
            "user pass",
            "admin pass",
            "root pass",
            "mysql pass",
            "postgres pass",
            "redis pass",
            "ssh pass");
    private static final List<String> PROSE_SECRETS = List.of("secret", "secrets", "credential", "credentials");
    private static final List<String> COOKIES = List.of("cookie", "cookies");
    private static final List<String> AUTHORIZATIONS = List.of("authorization", "authorisation");
    private static final List<String> PASSPHRASES = List.of("passphrase", "passphrases");
    private static final List<String> MEASURES_BEFORE =
            List.of("max", "min", "total", "num", "n", "per", "expected", "eos", "bos", "pad", "unk", "sep", "cls");
    private static final List<String> MEASURES_AFTER = List.of(
            "count",
            "counts",
            "usage",
            "used",
            "limit",
            "budget",
            "type",
            "types",
            "id",
            "ids",
            "name",
            "length",
            "len",
            "size",
            "rate",
            "cost",
            "price",
            "total",
            "number",
            "num",
            "index",
            "position",
            "url",
            "uri",
            "endpoint",
            "expires",
            "expiry",
            "expiration",
            "ttl",
            "window",
            "estimate",
            "logprob",
            "logprobs",
            "per");
    /** Words that end like this in one spelling are the same word: {@code PGPASSWORD}, {@code clientsecret}. */
    private static final List<String> ENDINGS = List.of("password", "passwd", "passphrase", "apikey", "secret");

    private final WordTable table = new WordTable();

    KeyWords(List<String> extra) {
        table.addAll(SECRETS, SECRET);
        table.addAll(PROSE_SECRETS, SECRET | PROSE);
        table.addAll(List.of("pwd"), SECRET | DIRECTORY);
        table.addAll(List.of("token"), TOKEN);
        table.addAll(COOKIES, SECRET | PROSE | LINE);
        table.addAll(AUTHORIZATIONS, SECRET | PROSE | SCHEME | LINE);
        table.addAll(PASSPHRASES, SECRET | LINE);
        table.addAll(extra, SECRET);
        table.lookFor();
        table.addAll(MEASURES_BEFORE, BEFORE_TOKEN);
        table.addAll(MEASURES_AFTER, AFTER_TOKEN);
    }

    /** The flags of the first secret word in {@code [start, end)}, 0 if there is none. */
    int match(char[] text, int start, int end) {
        if (!table.mayHold(WordTable.letters(text, start, end))) {
            return 0;
        }
        int before = 0;
        boolean token = false;
        for (int i = start; i < end; i++) {
            if (!Chars.isAlphanumeric(text[i]) || !endsWord(text, i, end)) {
                continue;
            }
            int flags = flagsOfWordsEndingAt(text, start, i + 1);
            if ((flags & SECRET) != 0) {
                return flags;
            }
            if (token && (flags & AFTER_TOKEN) == 0) {
                return SECRET | SCHEME;
            }
            token = (flags & TOKEN) != 0 && (before & BEFORE_TOKEN) == 0;
            before = flags;
        }
        return token ? tokenFlags(text, start, end) : 0;
    }

    private static int tokenFlags(char[] text, int start, int end) {
        boolean nothingElse = end - start == "token".length() && Chars.isAlphanumeric(text[start]);
        return nothingElse ? SECRET | SCHEME | PROSE : SECRET | SCHEME;
    }

    /** Looks up the last word, then the last two as one, and so on: {@code key}, {@code apikey}. */
    private int flagsOfWordsEndingAt(char[] text, int start, int end) {
        int hash = 0;
        int words = 0;
        int measures = 0;
        for (int i = end - 1; i >= start; i--) {
            if (!Chars.isAlphanumeric(text[i])) {
                continue;
            }
            hash = WordTable.hash(hash, Chars.lower(text[i]));
            if (!startsWord(text, start, i, end)) {
                continue;
            }
            int flags = table.flags(hash, text, i, end);
            if ((flags & (SECRET | TOKEN)) != 0) {
                return flags;
            }
            measures |= words == 0 ? flags | flagsOfEnding(text, i, end) : 0;
            if ((measures & (SECRET | TOKEN)) != 0 || ++words == table.wordsMax()) {
                break;
            }
        }
        return measures;
    }

    private static int flagsOfEnding(char[] text, int start, int end) {
        for (String ending : ENDINGS) {
            int at = end - ending.length();
            if (at > start && Chars.startsWithIgnoringCase(text, at, end, ending)) {
                return SECRET;
            }
        }
        boolean token = end - 5 > start && Chars.startsWithIgnoringCase(text, end - 5, end, "token");
        return token ? TOKEN : 0;
    }

    private static boolean endsWord(char[] text, int at, int end) {
        return at + 1 == end || !Chars.isAlphanumeric(text[at + 1]) || changes(text, at + 1, end);
    }

    private static boolean startsWord(char[] text, int start, int at, int end) {
        return at == start || !Chars.isAlphanumeric(text[at - 1]) || changes(text, at, end);
    }

    /** Whether a new word begins at {@code at} although a letter or digit is before it: aB, ABc at its B, a1, 1a. */
    private static boolean changes(char[] text, int at, int end) {
        char before = text[at - 1];
        char here = text[at];
        if (Chars.isDigit(before) != Chars.isDigit(here)) {
            return true;
        }
        if (!Chars.isUpper(here)) {
            return false;
        }
        return Chars.isLower(before) || (Chars.isUpper(before) && at + 1 < end && Chars.isLower(text[at + 1]));
    }
}
