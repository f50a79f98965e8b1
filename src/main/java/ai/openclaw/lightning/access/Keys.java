package ai.openclaw.lightning.access;

/**
 * The keys for requests and for decisions.
 *
 * @param api the key of requests, or null if they need none
 * @param decision the key of decisions, which also allows all other requests
 * @param decisionsOpen whether decisions need no more than other requests do
 */
public record Keys(String api, String decision, boolean decisionsOpen) {

    @Override
    public String toString() {
        return "Keys[api=" + (api == null ? "none" : "set") + ", decisionsOpen=" + decisionsOpen + "]";
    }
}
