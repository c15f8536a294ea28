/** Statistics of the people that all parties have, as a Spark ML stage; trains nothing. */
package dev.tributary.fl.spark.stats;
