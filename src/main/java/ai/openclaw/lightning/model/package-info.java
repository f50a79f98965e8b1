/** The words of the product as immutable records; imports nothing but the JDK. */
package ai.openclaw.lightning.model;
