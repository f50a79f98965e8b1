/** The bridge as a whole: where the program begins, and where its parts are put together. */
package ai.openclaw.lightning;
