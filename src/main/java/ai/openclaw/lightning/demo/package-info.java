/** A simulated agent for {@code lightning demo}. */
package ai.openclaw.lightning.demo;
