package ai.openclaw.lightning.intake.otlp;

import ai.openclaw.lightning.model.Content;

/** A tool call, with what other items say of it. */
final class ToolUse {

    final Item item;
    final String id;
    private Content params;
    private Content result;
    private Content error;
    private boolean failed;
    private String exitCode;

    /** {@code id} is unique in its trace. */
    ToolUse(Item item, String id) {
        this.item = item;
        this.id = id;
        params = item.part(Part.PARAMS);
        add(item);
    }

    /** Takes from another item what is missing. */
    ToolUse add(Item other) {
        params = params == null ? other.part(Part.PARAMS) : params;
        result = result == null ? other.part(Part.RESULT) : result;
        error = error == null ? other.part(Part.ERROR) : error;
        exitCode = exitCode == null ? other.fact(Fact.EXIT_CODE) : exitCode;
        failed |= other.is(Fact.FAILED);
        return this;
    }

    /** Whether what it was given is a bare value, as of a tool with one parameter. */
    boolean isBare() {
        return params == null || !params.text().startsWith("{");
    }

    /** Takes what was asked for, where somebody did. */
    void askedBy(Item asking) {
        Content asked = AskedCalls.params(asking, item);
        params = asked == null ? params : asked;
    }

    Content params() {
        return params;
    }

    Content result() {
        return result;
    }

    Content error() {
        return error;
    }

    boolean failed() {
        return failed;
    }

    /** Null where nobody says. */
    String exitCode() {
        return exitCode;
    }
}
