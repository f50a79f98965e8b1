/** The syntax around secrets: characters, quotes and brackets, escapes, base64. Knows nothing about secrets. */
package ai.openclaw.lightning.masking.syntax;
