/** One detector for each way of recognising a secret in a text. */
package ai.openclaw.lightning.masking.detect;
