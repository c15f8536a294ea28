/** A party's rows as blocks of numbers, and how something is summed over them. */
package dev.tributary.fl.horizontal.rows;
