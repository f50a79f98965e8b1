/** The packaged program as a child process: started, loaded, killed, starved of disk. */
package ai.openclaw.lightning.process;
