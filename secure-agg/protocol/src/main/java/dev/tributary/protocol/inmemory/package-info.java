/** The in-memory mailbox: all parties in one JVM, for tests and local simulation. */
package dev.tributary.protocol.inmemory;
