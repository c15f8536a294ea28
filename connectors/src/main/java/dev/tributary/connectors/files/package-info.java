/** The connectors: CSV, other files, tables of the catalog, and what Spark finds otherwise. */
package dev.tributary.connectors.files;
