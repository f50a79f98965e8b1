/**
 * SLF4J on one page: a line an event to stderr and, if wanted, to a rolling file. Why not Logback stands in
 * docs/decisions/0003-own-log-lines.md: it took 11-19 MB and 90-120 ms of a budget of 95 MB and one second.
 */
package ai.openclaw.lightning.logging;
