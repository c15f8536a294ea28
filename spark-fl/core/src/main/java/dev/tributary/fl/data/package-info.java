/** A party's partitions and the binned feature blocks in them. */
package dev.tributary.fl.data;
