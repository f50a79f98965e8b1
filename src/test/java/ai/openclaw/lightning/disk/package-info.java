/** A disk that refuses, forgets and loses power, below the real program. Linux with gcc. */
package ai.openclaw.lightning.disk;
