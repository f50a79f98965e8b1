/** What many traces show together: days, sessions and failures. */
package ai.openclaw.lightning.overview;
