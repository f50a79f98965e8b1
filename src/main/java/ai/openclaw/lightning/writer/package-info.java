/** Group commit: what clients send while one transaction commits is the next transaction. */
package ai.openclaw.lightning.writer;
