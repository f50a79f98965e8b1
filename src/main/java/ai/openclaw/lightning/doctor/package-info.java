/** What may be wrong on a machine: each check sees it through {@code Machine}, says it plainly, and says what to type. */
package ai.openclaw.lightning.doctor;
