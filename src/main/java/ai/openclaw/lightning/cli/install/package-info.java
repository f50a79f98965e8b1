/** Commands that install the bridge as a service, and remove it. */
package ai.openclaw.lightning.cli.install;
