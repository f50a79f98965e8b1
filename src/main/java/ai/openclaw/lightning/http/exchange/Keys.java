package ai.openclaw.lightning.http.exchange;

/**
 * Who may ask, and who may decide.
 *
 * @param api what requests must carry; null where they need nothing
 * @param decision what decisions must carry; good for all else, too
 * @param decisionsOpen whether the other one is good for decisions, or nothing where that is enough to ask
 */
public record Keys(String api, String decision, boolean decisionsOpen) {

    @Override
    public String toString() {
        return "Keys[api=" + (api == null ? "none" : "set") + ", decisionsOpen=" + decisionsOpen + "]";
    }
}
