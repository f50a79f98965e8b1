/** From the bytes of a body to checked, masked and cut events; plain Java, no I/O. */
package ai.openclaw.lightning.http.decode;
