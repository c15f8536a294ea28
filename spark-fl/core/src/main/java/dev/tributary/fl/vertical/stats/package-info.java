/** Statistics of the people that all parties have: each party's own, and what it tells of them. */
package dev.tributary.fl.vertical.stats;
