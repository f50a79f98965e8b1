/** How commands speak to the one who called them: safe text, tables, colours where they are wanted, JSON. */
package ai.openclaw.lightning.terminal;
