/** An agent that only pretends, so that a person sees in a minute what the bridge makes of an agent's work. */
package ai.openclaw.lightning.demo;
