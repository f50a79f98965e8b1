/** Where the value of a secret key begins and ends, and what only stands for one. */
package ai.openclaw.lightning.masking.values;
