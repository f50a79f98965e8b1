package ai.openclaw.lightning.masking.scan;

import ai.openclaw.lightning.masking.detect.Detector;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What is to be asked about a word, by what it begins with: nothing for nearly all words of a text. Kept by six bits of
 * each of the two first characters, with a set of third ones; beginnings that share those bits share a place.
 */
final class WordStarts {
    private static final Detector[] NONE = {};
    private static final long ANY_THIRD = -1;

    /**
     * Words that begin like this.
     *
     * @param text two characters or more; with two, whatever comes third
     * @param detector what to ask, or null
     * @param section the section that such a word may tell of, as a bit; 0 for none
     */
    record Beginning(String text, Detector detector, int section) {

        /** In small letters, in capitals, and with a capital. */
        static List<Beginning> inAnyCase(String text, Detector detector, int section) {
            String capital = Character.toUpperCase(text.charAt(0)) + text.substring(1);
            return List.of(
                    new Beginning(text, detector, section),
                    new Beginning(capital, detector, section),
                    new Beginning(text.toUpperCase(Locale.ROOT), detector, section));
        }
    }

    private final short[] places = new short[1 << 12];
    private final long[] thirds;
    private final Detector[][] detectors;
    private final int[] sections;

    WordStarts(List<Beginning> beginnings) {
        List<List<Detector>> lists = new ArrayList<>(List.of(new ArrayList<>()));
        for (Beginning beginning : beginnings) {
            int slot = slot(beginning.text().charAt(0), beginning.text().charAt(1));
            if (places[slot] == 0) {
                places[slot] = (short) lists.size();
                lists.add(new ArrayList<>());
            }
            List<Detector> list = lists.get(places[slot]);
            if (beginning.detector() != null && !list.contains(beginning.detector())) {
                list.add(beginning.detector());
            }
        }
        this.detectors = lists.stream().map(list -> list.toArray(NONE)).toArray(Detector[][]::new);
        this.thirds = new long[lists.size()];
        this.sections = new int[lists.size()];
        for (Beginning beginning : beginnings) {
            int place = place(beginning.text().charAt(0), beginning.text().charAt(1));
            thirds[place] |=
                    beginning.text().length() > 2 ? 1L << beginning.text().charAt(2) : ANY_THIRD;
            sections[place] |= beginning.section();
        }
    }

    /** The place of words that begin with these; 0 for nearly all. Small, since every word asks. */
    int place(char first, char second) {
        return places[(first & 63) << 6 | (second & 63)];
    }

    /** Whether words of that place may go on like this. */
    boolean mayContinue(int place, char third) {
        return (thirds[place] >>> third & 1) != 0;
    }

    Detector[] detectors(int place) {
        return detectors[place];
    }

    /** The sections that words of that place may tell of, as bits. */
    int sections(int place) {
        return sections[place];
    }

    private static int slot(char first, char second) {
        return (first & 63) << 6 | (second & 63);
    }
}
