/** One detector for each way in which a secret shows itself in a text. */
package ai.openclaw.lightning.masking.detect;
