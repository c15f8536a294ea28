/**
 * Cells as numbers and ids: one object per column says how, one pass over the rows looks at every
 * cell, and no Spark expression is built per column, of which a table may have many thousands.
 */
package dev.tributary.connectors.cells;
