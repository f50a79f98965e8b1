/** What is done beside the requests and the learning, now and then. */
package ai.openclaw.lightning.maintenance;
