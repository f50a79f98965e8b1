/** Stored traces written out as text: JSON lines, which can be imported again, and CSV for spreadsheets. */
package ai.openclaw.lightning.exporting;
