/**
 * The product's JSON, for everything that shows it: HTTP, exports, commands. Knows what to show, not how it travels.
 */
package ai.openclaw.lightning.view;
