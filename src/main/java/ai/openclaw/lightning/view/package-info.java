/** The product's JSON, for whoever shows it: HTTP, exports, commands. Knows what is shown, not how it travels. */
package ai.openclaw.lightning.view;
