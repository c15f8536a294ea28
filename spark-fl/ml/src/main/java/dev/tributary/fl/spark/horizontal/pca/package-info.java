/** Principal components of parties with the same columns, as Spark ML stages. */
package dev.tributary.fl.spark.horizontal.pca;
