/**
 * Learning from parties with the same columns and different people: sums, and what is made of them.
 */
package dev.tributary.fl.horizontal;
