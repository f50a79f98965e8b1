/** How secrets are written down: characters, quotes and brackets, escapes, base64. Knows nothing of secrets. */
package ai.openclaw.lightning.masking.syntax;
