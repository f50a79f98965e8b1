package ai.openclaw.lightning.model;

import java.util.List;

/** What became of the events of one request, in their order. It exists only after their transaction has committed. */
public record WriteReply(List<Written> written) {

    public WriteReply {
        written = List.copyOf(written);
    }
}
