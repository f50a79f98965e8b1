/** Who asks: what each key allows, told by its text alone. */
package ai.openclaw.lightning.access;
