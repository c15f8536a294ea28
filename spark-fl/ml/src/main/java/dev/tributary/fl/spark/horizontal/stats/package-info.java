/** Statistics of the people of all parties, as a Spark ML stage; trains nothing. */
package dev.tributary.fl.spark.horizontal.stats;
