/**
 * Private set intersection by commuting Diffie-Hellman masks: messages, the kernel that executors
 * run, and the roles of the label party and a feature party. See README.md in the module's {@code
 * psi} folder for rounds, leakage and the normalisation of ids.
 */
package dev.tributary.protocol.psi;
