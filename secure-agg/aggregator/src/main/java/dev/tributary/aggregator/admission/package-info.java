/** Who is let in, decided when a call's headers come and before anything of its message is read. */
package dev.tributary.aggregator.admission;
