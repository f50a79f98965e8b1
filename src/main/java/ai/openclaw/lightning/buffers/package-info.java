/** Memory that is used again: the arrays of large bodies. */
package ai.openclaw.lightning.buffers;
