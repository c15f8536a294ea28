/** A federation's certificates: its CA, requests, party identities and fingerprints. */
package dev.tributary.transport.pki;
