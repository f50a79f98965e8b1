/** Where traces are kept: the seam {@link ai.openclaw.lightning.storage.Store} and what passes through it. */
package ai.openclaw.lightning.storage;
