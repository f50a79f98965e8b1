/** Finds where the value of a secret key begins and ends, and tells values from placeholders. */
package ai.openclaw.lightning.masking.values;
