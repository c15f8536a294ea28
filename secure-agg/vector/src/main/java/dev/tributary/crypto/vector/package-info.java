/** The lattice kernels over the JDK's Vector API; optional, with the results of the plain ones. */
package dev.tributary.crypto.vector;
