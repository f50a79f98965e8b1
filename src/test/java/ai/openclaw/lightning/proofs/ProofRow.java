package ai.openclaw.lightning.proofs;

/**
 * One line of the table of proofs.
 *
 * @param rival what a naive method does on the same data; empty where there is none
 */
record ProofRow(String proof, String mustHold, String figure, boolean holds, String rival) {

    String markdown() {
        return "| " + proof + " | " + mustHold + " | " + figure + " | " + (holds ? "yes" : "**NO**") + " | " + rival
                + " |";
    }
}
