/** Copies of a database, whole or trace by trace, made while a bridge goes on writing into it. */
package ai.openclaw.lightning.storage.sqlite.copy;
