/** The optimizer at work in a bridge: reads closed traces, learns, runs experiments, and publishes what follows. */
package ai.openclaw.lightning.optimizer.run;
