/** The routes at which agents' programs, and bridges that share with this one, ask what agents are told. */
package ai.openclaw.lightning.rules;
