/** Starting a party's Spark application and other processes from the command line. */
package dev.tributary.fl.jobs.submit;
