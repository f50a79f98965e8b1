package ai.openclaw.lightning.masking.scan;

import ai.openclaw.lightning.masking.detect.AssignmentDetector;
import ai.openclaw.lightning.masking.detect.CallDetector;
import ai.openclaw.lightning.masking.detect.ChangeDetector;
import ai.openclaw.lightning.masking.detect.CommandDetector;
import ai.openclaw.lightning.masking.detect.Detector;
import ai.openclaw.lightning.masking.detect.ElementDetector;
import ai.openclaw.lightning.masking.detect.FlagDetector;
import ai.openclaw.lightning.masking.detect.JwtDetector;
import ai.openclaw.lightning.masking.detect.KeywordDetector;
import ai.openclaw.lightning.masking.detect.LineDetectors;
import ai.openclaw.lightning.masking.detect.LoginDetectors;
import ai.openclaw.lightning.masking.detect.NamedValues;
import ai.openclaw.lightning.masking.detect.PemDetector;
import ai.openclaw.lightning.masking.detect.ProviderKeys;
import ai.openclaw.lightning.masking.detect.SchemeDetector;
import ai.openclaw.lightning.masking.detect.TokenTable;
import ai.openclaw.lightning.masking.detect.UrlDetectors;
import ai.openclaw.lightning.masking.keys.KeyWords;
import ai.openclaw.lightning.masking.syntax.Ascii;
import ai.openclaw.lightning.masking.values.ValueFinder;
import java.util.ArrayList;
import java.util.List;

/** Which detectors are asked where: at a sign, or where a word begins. Immutable once built. */
final class Triggers {
    /** No detector begins here. */
    static final byte NOTHING = 0;
    /** A letter or digit: with those behind it a word. */
    static final byte WORD = 1;
    /** A sign with detectors. */
    static final byte SIGN = 2;
    /** A sign that may begin an escape; it has no detectors. */
    static final byte ESCAPE = 3;

    private static final Detector[] NONE = {};
    private static final int ANY_CHAR = 128;

    private final byte[] kinds = new byte[ANY_CHAR];
    private final Detector[][] signs = new Detector[ANY_CHAR][];
    private final List<Section> sections;
    private final WordStarts words;

    Triggers(KeyWords keyWords, FlagDetector flags) {
        ValueFinder values = new ValueFinder(keyWords);
        TokenTable tokens = TokenTable.builtIn();
        Detector assignments =
                new AssignmentDetector(keyWords, values, new NamedValues(keyWords, values), new ProviderKeys(tokens));
        addSigns(keyWords, values, assignments, flags);
        tokens.byInfix().forEach(this::addSign);
        for (char c = 0; c < ANY_CHAR; c++) {
            boolean escape = c == '\\' || c == '%' || c == '&';
            kinds[c] = Ascii.isAlphanumeric(c) ? WORD : signs[c] != null ? SIGN : escape ? ESCAPE : NOTHING;
        }
        this.sections = List.of(
                new SecretManifests(), new InsertStatements(keyWords, values), new TableColumns(keyWords, values));
        this.words = new WordStarts(beginnings(tokens, new KeywordDetector(keyWords, values)));
    }

    private List<WordStarts.Beginning> beginnings(TokenTable tokens, Detector keywords) {
        List<WordStarts.Beginning> all = new ArrayList<>();
        tokens.byPrefix().forEach((text, detector) -> all.add(new WordStarts.Beginning(text, detector, 0)));
        all.add(new WordStarts.Beginning("eyJ", new JwtDetector(), 0));
        all.add(new WordStarts.Beginning("Pri", LineDetectors::puttyKey, 0));
        all.add(new WordStarts.Beginning("chp", LoginDetectors::chpasswd, 0));
        all.add(new WordStarts.Beginning("WIF", LoginDetectors::wifi, 0));
        all.add(new WordStarts.Beginning("AUT", LoginDetectors::plain, 0));
        Detector schemes = new SchemeDetector();
        all.add(new WordStarts.Beginning("SSW", schemes, 0));
        all.addAll(WordStarts.Beginning.inAnyCase("bea", schemes, 0));
        all.addAll(WordStarts.Beginning.inAnyCase("bas", schemes, 0));
        KeywordDetector.BEGINNINGS.forEach(text -> all.addAll(WordStarts.Beginning.inAnyCase(text, keywords, 0)));
        for (int i = 0; i < sections.size(); i++) {
            int section = 1 << i;
            for (String text : sections.get(i).beginnings()) {
                all.addAll(WordStarts.Beginning.inAnyCase(text, null, section));
            }
        }
        return all;
    }

    private void addSigns(KeyWords keyWords, ValueFinder values, Detector assignments, FlagDetector flags) {
        addSign(':', UrlDetectors::password);
        addSign(':', assignments);
        addSign('=', assignments);
        addSign('>', new ElementDetector(keyWords));
        addSign('>', new ChangeDetector(keyWords, values));
        addSign('/', UrlDetectors::slackWebhook);
        addSign('/', LoginDetectors::slashFlag);
        addSign('-', new PemDetector());
        addSign('-', flags);
        addSign('-', new CommandDetector(values));
        addSign(':', LineDetectors::pgpass);
        addSign('$', LineDetectors::passwordHash);
        addSign('@', LineDetectors::goDataSource);
        addSign('(', new CallDetector(keyWords, values));
    }

    private void addSign(char sign, Detector detector) {
        List<Detector> more = new ArrayList<>(List.of(signs[sign] == null ? NONE : signs[sign]));
        more.add(detector);
        signs[sign] = more.toArray(Detector[]::new);
    }

    /** What each ASCII character begins: {@link #NOTHING}, {@link #WORD}, {@link #SIGN} or {@link #ESCAPE}. Not to be changed. */
    byte[] kinds() {
        return kinds;
    }

    /** The detectors for a sign. */
    Detector[] atSign(char sign) {
        return signs[sign];
    }

    WordStarts words() {
        return words;
    }

    /** Which of those sections the word at {@code at} tells of, as bits. */
    int sectionsAt(int which, char[] text, int start, int at, int end) {
        int found = 0;
        for (int i = 0; i < sections.size(); i++) {
            boolean begins = (which >>> i & 1) != 0 && sections.get(i).begins(text, start, at, end);
            found |= begins ? 1 << i : 0;
        }
        return found;
    }

    /** The secrets in those sections. */
    Spans inSections(char[] text, int start, int end, int which) {
        Spans spans = new Spans();
        for (int i = 0; i < sections.size(); i++) {
            if ((which >>> i & 1) != 0) {
                sections.get(i).find(text, start, end, spans);
            }
        }
        return spans;
    }
}
