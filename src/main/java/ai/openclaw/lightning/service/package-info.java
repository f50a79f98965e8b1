/**
 * The bridge as a service of the operating system: definitions put in place and taken away, the programs that the
 * system brings for it called, and, under systemd, word given that the bridge is ready and alive.
 */
package ai.openclaw.lightning.service;
