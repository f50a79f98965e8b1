/** Goes through texts and collects what the detectors find. */
package ai.openclaw.lightning.masking.scan;
