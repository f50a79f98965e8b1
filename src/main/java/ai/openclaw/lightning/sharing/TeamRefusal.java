package ai.openclaw.lightning.sharing;

/** The team's bridge answered, and it is worth asking again later. */
final class TeamRefusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final long retryAfterMs;

    TeamRefusal(TeamClient.Reply reply) {
        super(sentence(reply.status()), null, false, false);
        this.retryAfterMs = reply.retryAfterMs();
    }

    private static String sentence(int status) {
        return switch (status) {
            case 401 -> "the team's bridge does not know this key; it may be revoked";
            case 403 ->
                "the team's bridge refuses to be shared with: the key needs the scope ingest, and the host of team.url must"
                        + " be one that bridge goes by (bridge.allowed_hosts)";
            default -> "the team's bridge answers with status " + status;
        };
    }

    long retryAfterMs() {
        return retryAfterMs;
    }
}
