package ai.openclaw.lightning.intake.otlp;

import java.util.Map;

/** Something that happened during a span, such as an exception. */
record SpanEvent(String name, Map<String, String> attributes) {

    /** Further ones are passed over. */
    static final int ATTRIBUTES_MAX = 32;
}
