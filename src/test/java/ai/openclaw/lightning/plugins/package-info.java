/** Users' jars: made by the compiler of the JDK that runs the tests. */
package ai.openclaw.lightning.plugins;
