/** The checks of {@code lightning doctor}. Each looks at a {@code Machine}, and reports a problem with its fix. */
package ai.openclaw.lightning.doctor;
