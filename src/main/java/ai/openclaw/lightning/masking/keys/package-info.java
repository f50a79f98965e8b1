/** Which keys make a value secret. */
package ai.openclaw.lightning.masking.keys;
