package ai.openclaw.lightning.intake;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;

/** How JSON from clients is read, in every format that holds some. */
public final class ClientJson {

    /** Lists and objects inside one another, at the most. */
    public static final int NESTING_MAX = 64;

    private static final int NAME_LENGTH_MAX = 4096;

    /**
     * Names are not interned: clients choose them, and interned strings are for ever. What is read is limited as a whole
     * already, hence no further limit for one string.
     */
    public static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(NESTING_MAX)
                    .maxNameLength(NAME_LENGTH_MAX)
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .rootValueSeparator("")
            .build();

    private ClientJson() {}
}
