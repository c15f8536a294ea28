/** How a party's table becomes binned feature blocks in its work directory. */
package dev.tributary.fl.spark.data;
