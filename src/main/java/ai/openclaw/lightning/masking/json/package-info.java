/** Masks JSON values by their structure, token by token; whatever is text goes through the scanner. */
package ai.openclaw.lightning.masking.json;
